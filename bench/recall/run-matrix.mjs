import { carriers } from './carriers.mjs';
import { createInspector, plantedFields, slug } from './engine.mjs';
import { identifierChains } from './identifier-chains.mjs';
import { kindChains } from './kind-chains.mjs';
import { planted } from './planted.mjs';

/**
 * Every chain in every carrier that can carry it. A cell counts what was sent and what was found: each variant of the chain with each value that
 * it is for. What is expected as planted and found as a suspicion, or the other way round, is not found. Each table's values, and of the other kinds
 * each value, have a ruleset of their own: one that asks for every message to be read would hide what the scan misses for the others.
 */
export function runMatrix(rooms) {
  const refused = {};
  const inspectorOf = (names) => {
    const inspector = createInspector(rooms, plantedFields(Object.fromEntries(names.map((name) => [name, planted[name]]))));
    Object.assign(refused, Object.fromEntries(inspector.refused));
    return inspector;
  };
  const own = inspectorOf(['email', 'adid', 'gmail']);
  const identifiers = identifierChains.map((chain) => rowOf(own, chain));
  const kinds = kindChains.map((chain) => rowOf(inspectorOf([chain.name]), chain));
  return { identifiers, kinds, refused };
}

function rowOf(inspector, { name, variants }) {
  const cells = {};
  const misses = [];
  for (const [carrier, carry] of Object.entries(carriers)) {
    const cell = { sent: 0, found: 0 };
    for (const variant of variants) {
      for (const field of variant.of) {
        const message = carry(variant.encode(planted[field].value));
        if (message === undefined) continue;
        cell.sent += 1;
        const seen = outcomeOf(inspector, message, slug(field));
        if (seen === variant.expect) cell.found += 1;
        else misses.push({ variant: variant.name, carrier, field, seen });
      }
    }
    if (cell.sent > 0) cells[carrier] = cell;
  }
  const total = (what) => Object.values(cells).reduce((sum, cell) => sum + cell[what], 0);
  return { name, cells, misses, sent: total('sent'), found: total('found') };
}

/** What became of a value: `planted`, `suspect` (found, but less sure), `not needed` (a miss of the scan), `missed`. */
export function outcomeOf(inspector, message, fieldName) {
  const inspected = inspector.inspect(message);
  if (inspected === undefined) return 'not needed';
  const own = inspected.judgements.filter((judgement) => judgement.fieldName === fieldName && judgement.kind === 'fail');
  if (own.some(({ recognisedAs }) => recognisedAs === 'planted')) return 'planted';
  return own.length > 0 ? 'suspect' : 'missed';
}
