import { createHmac } from 'node:crypto';
import type { Ruleset } from '../rules/index.js';

/**
 * What tells rulesets apart that ask for different things, 16 bytes in hex: rules, expectations, fields, lists and exceptions, without places and
 * without planted values, which differ between test accounts. Keyed, so that nobody can try what an environment variable held. Not a hash of the
 * files: comments and order of files do not count. Exceptions of a baseline are left out: it changes no question.
 */
export function rulesetDigest(ruleset: Ruleset, hashKey: Buffer): string {
  const { files, warnings, levelChanges, clientCertificates, suppressions, ...asked } = ruleset;
  const text = JSON.stringify({ ...asked, suppressions: suppressions.filter(({ baseline }) => !baseline) }, plain);
  return createHmac('sha256', hashKey).update(text).digest('hex').slice(0, 32);
}

/** Maps as lists of pairs; without places, and secrets. */
function plain(key: string, value: unknown): unknown {
  if (key === 'place' || key === 'values' || key === 'salts' || key === 'hmacKeys' || key === 'valuesDropped') return undefined;
  return value instanceof Map ? [...value] : value;
}
