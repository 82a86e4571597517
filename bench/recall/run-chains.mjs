import { carriers } from './carriers.mjs';
import { createInspector, plantedFields } from './engine.mjs';
import { composes, encodeWith, layers } from './layers.mjs';
import { planted } from './planted.mjs';
import { createRandom } from './random.mjs';
import { outcomeOf } from './run-matrix.mjs';

const fields = ['email', 'adid', 'token', 'text'];

/**
 * So many random chains of one to four layers, each in a carrier that can carry it, and what was found of them. What was not found is put down to
 * the shortest chain of the same layers, in the same order and carrier, that is not found either.
 */
export function runChains(rooms, { count, seed }) {
  const random = createRandom(seed);
  const names = Object.keys(layers);
  const carrierNames = Object.keys(carriers);
  const inspector = createInspector(rooms, plantedFields(Object.fromEntries(fields.map((name) => [name, planted[name]]))));
  const outcome = (chain, field, carrier) => {
    const message = carriers[carrier](encodeWith(chain, planted[field].value));
    return message && outcomeOf(inspector, message, field);
  };
  const byLength = new Map();
  const byCarrier = new Map();
  const causes = new Map();
  const seen = {};
  let sent = 0;
  let found = 0;
  while (sent < count) {
    const field = random.pick(fields);
    const chain = random.list(random.between(1, 4), () => random.pick(names));
    const carrier = random.pick(carrierNames);
    const result = composes(chain) ? outcome(chain, field, carrier) : undefined;
    if (result === undefined) continue;
    sent += 1;
    const ok = result === 'planted';
    if (ok) found += 1;
    for (const [map, key] of [
      [byLength, chain.length],
      [byCarrier, carrier],
    ]) {
      const cell = map.get(key) ?? { sent: 0, found: 0 };
      map.set(key, { sent: cell.sent + 1, found: cell.found + (ok ? 1 : 0) });
    }
    if (ok) continue;
    seen[result] = (seen[result] ?? 0) + 1;
    const shortest = shortestMiss(chain, (part) => outcome(part, field, carrier));
    const key = `${shortest.join(' > ')}`;
    const cause = causes.get(key) ?? { chain: shortest, missed: 0, seen: {}, carriers: {}, example: { chain, carrier, field } };
    cause.missed += 1;
    cause.seen[result] = (cause.seen[result] ?? 0) + 1;
    cause.carriers[carrier] = (cause.carriers[carrier] ?? 0) + 1;
    causes.set(key, cause);
  }
  const sorted = [...causes.values()].sort((a, b) => b.missed - a.missed);
  return {
    seed,
    sent,
    found,
    seen,
    byLength: Object.fromEntries([...byLength].sort()),
    byCarrier: Object.fromEntries(byCarrier),
    causes: sorted,
  };
}

/** Layers left out wherever that still makes a chain: at most fourteen. */
function shortestMiss(chain, outcome) {
  const parts = [];
  for (let mask = 1; mask < 1 << chain.length; mask += 1) parts.push(chain.filter((_, index) => (mask >> index) & 1));
  parts.sort((a, b) => a.length - b.length);
  for (const part of parts) {
    if (!composes(part)) continue;
    const result = outcome(part);
    if (result !== undefined && result !== 'planted') return part;
  }
  return chain;
}
