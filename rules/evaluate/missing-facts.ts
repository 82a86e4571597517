import type { MissingFact } from '../../model/index.js';
import { type LiveRule, type RequestFacts, requestTruth } from './scene.js';

/** The facts that leave a rule undecided, what is hardest to come by first; each once. Empty where all it asks for is known. */
export function missingFacts({ rule, never, whenLacks = [] }: LiveRule, request: RequestFacts): readonly MissingFact[] {
  const missing = new Set<MissingFact>();
  for (const { region } of never) {
    if (region?.truth === 'unknown') missing.add(region.conditional ? 'conditional-scope' : 'region-unknown');
  }
  if (never.some(({ operator }) => operator?.truth === 'unknown')) missing.add('operator-unknown');
  if (never.some(({ tls }) => tls === 'unknown')) missing.add('tls-version-unknown');
  if (requestTruth(rule, request) === 'unknown') missing.add('request-unknown');
  for (const fact of whenLacks) missing.add(fact);
  if (never.some(({ host, names }) => host === 'unknown' || names === 'unknown')) missing.add('names-unknown');
  return [...missing];
}
