import type { Direction, Field, RecognisedAs } from '../../model/index.js';
import type { CompiledRuleset } from '../compile/compile-ruleset.js';
import { findPlanted } from './find-planted.js';
import { matchFields } from './match-fields.js';

/** Everything that a ruleset's fields recognise in a message, whatever its rules say of it. */
export interface RecognisedFields {
  readonly matches: readonly {
    readonly name: string;
    readonly field: Field;
    readonly value: string;
    readonly recognisedAs: RecognisedAs;
  }[];
  /** Fields that hold planted values in whatever form, hashed or suspected ones too, with the names of what was planted. */
  readonly planted: ReadonlyMap<Field, readonly string[]>;
}

/** Not a judgement: no rule, step or place counts. For the record of what was seen, where it is kept. */
export function recogniseFields(
  compiled: Pick<CompiledRuleset, 'fields' | 'planted' | 'plantedInNames'>,
  fields: readonly Field[],
  direction: Direction | undefined,
): RecognisedFields {
  const hits = findPlanted(compiled, fields, { plantedSeen: new Set() });
  const planted = new Map<Field, readonly string[]>();
  for (const { field, value } of hits) {
    const name = compiled.fields[value.field]?.name;
    const known = planted.get(field) ?? [];
    if (name !== undefined && !known.includes(name)) planted.set(field, [...known, name]);
  }
  const matches = compiled.fields.flatMap((definition) =>
    matchFields(definition, fields, hits, direction).map(({ field, value, recognisedAs }) => ({
      name: definition.name,
      field,
      value,
      recognisedAs,
    })),
  );
  return { matches, planted };
}
