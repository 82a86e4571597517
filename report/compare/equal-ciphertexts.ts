import type { Level, RecordedPosition, RecordedValue, RecordedValues } from '../../model/index.js';
import { counted } from '../counted.js';
import { placeOf, positionKey, type Suspect, suspectFingerprint } from './suspect.js';

const ruleId = 'compare/equal-ciphertext';

/** Names of what stays the same by design, as the last word of a field's name. */
const staticNames = /(?:key|token|cert|certificate|hash|digest|checksum|signature|sig|etag|fingerprint|license|licence|seed|salt|id)s?$/i;

/**
 * Values that look like ciphertext and were sent to the same place in both runs, byte for byte: encrypted afresh they would differ, so the key and
 * the initialisation vector are fixed, or it is no ciphertext. Left out: what the server had sent before, what a planted value was found in, and all
 * that `opaqueBytes` leaves out (sizes of digests and IDs, files, keys, signatures, text).
 */
export function equalCiphertexts(before: RecordedValues, after: RecordedValues, level: Level): readonly Suspect[] {
  const then = new Map(before.positions.map((position) => [positionKey(position), position]));
  return after.positions
    .flatMap((position) => {
      const earlier = then.get(positionKey(position));
      const equal = earlier === undefined ? [] : equalIn(earlier, position);
      return equal.length === 0 ? [] : [suspectAt(position, equal, level)];
    })
    .sort((a, b) => Number(a.confidence === 'low') - Number(b.confidence === 'low'));
}

interface EqualValue {
  readonly before: RecordedValue;
  readonly after: RecordedValue;
}

function equalIn(before: RecordedPosition, after: RecordedPosition): readonly EqualValue[] {
  const then = new Map(before.values.filter(isCandidate).map((value) => [value.hash, value]));
  return after.values.filter(isCandidate).flatMap((value) => {
    const earlier = then.get(value.hash);
    return earlier === undefined ? [] : [{ before: earlier, after: value }];
  });
}

function isCandidate({ opaqueBytes, issued, explainedBy }: RecordedValue): boolean {
  return opaqueBytes !== undefined && issued === undefined && explainedBy === undefined;
}

function suspectAt(position: RecordedPosition, equal: readonly EqualValue[], level: Level): Suspect {
  const evidence = { ...placeOf(position), size: equal[0]?.after.opaqueBytes ?? null };
  const named = /\['([^']+)'\](?:\[[\d*]+\])*$/.exec(position.at)?.[1];
  const maybeStatic = named !== undefined && staticNames.test(named);
  const times = (of: keyof EqualValue): number => equal.reduce((sum, value) => sum + value[of].count, 0);
  return {
    ruleId,
    kind: 'open',
    level,
    message: `${counted(equal.length, 'value')} that ${equal.length === 1 ? 'looks' : 'look'} like ciphertext ${equal.length === 1 ? 'is' : 'are'} the same in both runs: fixed key and IV, or no encryption (suspect)`,
    evidence,
    confidence: maybeStatic ? 'low' : 'high',
    hints: [
      `sent ${counted(times('before'), 'time')} in the first run and ${counted(times('after'), 'time')} in the second`,
      ...(evidence.size !== null && evidence.size % 8 === 0
        ? [`its ${evidence.size} bytes are whole blocks of ${evidence.size % 16 === 0 ? 16 : 8}`]
        : []),
      ...(maybeStatic ? ['its name is one of keys, tokens, hashes or IDs, which may stay the same by design'] : []),
      'a constant of the app (a key, a licence) looks the same: declare it as a field of the ruleset with its value, and it is explained',
    ],
    partialFingerprints: { 'plainsight/v1': suspectFingerprint(ruleId, evidence) },
  };
}
