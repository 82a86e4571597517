import type { Field } from '../../model/index.js';
import type { CompiledRuleset } from '../compile/compile-ruleset.js';
import type { PlantedHit } from '../compile/planted-index.js';
import type { Sightings } from './sightings.js';

/** Planted values in fields; in names without regard to case, as names have none. */
export function findPlanted(
  { planted, plantedInNames }: Pick<CompiledRuleset, 'planted' | 'plantedInNames'>,
  fields: readonly Field[],
  sightings: Pick<Sightings, 'plantedSeen'>,
): readonly PlantedHit[] {
  // Most messages hold no names.
  const hits = fields.some(isName)
    ? [...planted.find(fields.filter((field) => !isName(field))), ...plantedInNames.find(fields.filter(isName))]
    : planted.find(fields);
  for (const { value } of hits) sightings.plantedSeen.add(value.field);
  return hits;
}

/** A name of a host: outside TLS, or in a DNS message, wherever that travels (DNS over HTTPS). Case says nothing in one. */
function isName({ location, transforms }: Field): boolean {
  return location === 'name' || transforms.includes('dns');
}
