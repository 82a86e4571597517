import type { Field, Message } from '../../model/index.js';
import { compileRuleset } from '../compile/compile-ruleset.js';
import { noRest, type Rest } from '../compile/rest.js';
import type { Matcher } from '../matchers/matcher.js';
import type { Ruleset } from '../ruleset.js';
import { findPlanted } from './find-planted.js';
import { matchFields } from './match-fields.js';
import { messageMayHold } from './message-may-hold.js';
import { type RecognisedFields, recogniseFields } from './recognise-fields.js';

/**
 * The part of judging that costs, and needs nothing but the message and the ruleset: which of its fields does anything recognise? Made for
 * another thread than the judge's. Not a judge: it knows no connection, no rule and no step.
 */
export interface FieldFilter {
  /** Whether reading the message could bring a planted value to light; false is a proof that it could not. */
  mayHold(message: Message): boolean;
  /**
   * The fields, in their order, that one of these definitions (by their numbers, as in `Outline`) recognises, that hold any planted value, or
   * that `learn` takes values from. A judge finds the same in them as in all of them.
   */
  relevant(message: Message, fields: readonly Field[], definitions: readonly number[]): readonly Field[];
  /** What all definitions recognise, rules or not: for the record of values. */
  recognised(message: Message, fields: readonly Field[]): RecognisedFields;
  /** As `Judge.plantedValues`. */
  plantedValues(): readonly string[];
  /** As `Judge.plant`; in the order in which the judge was given them. */
  plant(field: string, text: string): void;
}

/** Of a ruleset, what {@link createFieldFilter} needs: nothing that cannot be handed to another thread, and no private key. */
export function forFieldFilter(ruleset: Ruleset): Ruleset {
  return { ...ruleset, overrides: [], blindSpots: [], suppressions: [], clientCertificates: [], levelChanges: [], warnings: [] };
}

/** `rest`: see {@link Rest}. */
export function createFieldFilter(ruleset: Ruleset, matchers: ReadonlyMap<string, Matcher>, rest: Rest = noRest): FieldFilter {
  const compiled = compileRuleset(ruleset, matchers, rest);
  return {
    mayHold: (message) => messageMayHold(message, compiled.prefilter),
    recognised: (message, fields) => recogniseFields(compiled, fields, message.direction),
    plantedValues: () => compiled.plantedTexts,
    plant: (field, text) => compiled.plant(field, text),
    relevant: (message, fields, definitions) => {
      const hits = findPlanted(compiled, fields, { plantedSeen: new Set() });
      const kept = new Set<Field>(hits.map(({ field }) => field));
      for (const index of definitions) {
        const definition = compiled.fields[index];
        if (definition === undefined || definition.plantedOnly) continue;
        rest();
        for (const { field } of matchFields(definition, fields, hits, message.direction)) kept.add(field);
      }
      if (message.kind === 'http-response' && compiled.learns.length > 0) {
        for (const field of fields) if (compiled.learns.some(({ stands }) => stands(field))) kept.add(field);
      }
      return fields.filter((field) => kept.has(field));
    },
  };
}
