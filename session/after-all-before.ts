/** Longest that it waits, milliseconds: a clock that was set back must not hold up a test. */
const longest = 20;

/**
 * Acts on a moment (epoch milliseconds) that everything which has happened lies before, and resolves once it has come: what happens
 * from then on does not. Clocks count whole milliseconds, and a step that begins in the same one as a message would leave open which came first.
 */
export async function afterAllBefore(act: (moment: number) => void): Promise<void> {
  const moment = Date.now() + 1;
  act(moment);
  const end = performance.now() + longest;
  while (Date.now() < moment && performance.now() < end) await new Promise((resolve) => setImmediate(resolve));
}
