import fc from 'fast-check';

/**
 * Property tests draw from one seed in CI, so that what a build says depends on its code alone, and from a new one each time elsewhere, so that they go
 * on finding things. `PLAINSIGHT_SEED` (a whole number, or `random`) decides in both; a failure prints the seed it had.
 */
const asked = process.env.PLAINSIGHT_SEED ?? (process.env.CI === undefined ? 'random' : '20210221');
if (asked !== 'random') {
  const seed = Number(asked);
  if (!Number.isSafeInteger(seed)) throw new Error(`PLAINSIGHT_SEED is ${JSON.stringify(asked)}: expected a whole number, or random`);
  fc.configureGlobal({ seed });
}

export default fc;
