import type { PlantedLater } from '../judge.js';
import { checkPlantedValue } from '../load/check-planted-value.js';
import type { Matcher } from '../matchers/matcher.js';
import type { Ruleset } from '../ruleset.js';
import { RulesetError } from '../ruleset-error.js';
import { type CompiledField, compileField, matcherField } from './compile-field.js';
import { type CompiledLearn, compileLearn } from './compile-learn.js';
import { compileNameOperators, type NameOperators } from './compile-operators.js';
import { type CompiledExchangeCondition, type CompiledRule, compileRule } from './compile-rule.js';
import { plantedForms } from './planted-forms.js';
import type { PlantedValue } from './planted-index.js';
import { isScannable } from './prefilter.js';
import { noRest, type Rest } from './rest.js';
import { createValueStore, type ValueStore } from './value-store.js';

/** A ruleset ready to judge. Planted values may still be added; everything else stays. */
export interface CompiledRuleset extends Pick<ValueStore, 'planted' | 'plantedInNames' | 'prefilter'> {
  /** Those that are not switched off. */
  readonly rules: readonly CompiledRule[];
  readonly fields: readonly CompiledField[];
  readonly nameOperators: NameOperators;
  /** Exchanges that `after` waits for, by the number in the conditions. */
  readonly conditions: readonly CompiledExchangeCondition[];
  /** Responses that values are taken from. */
  readonly learns: readonly CompiledLearn[];
  /** Raised by one with every value planted. */
  readonly plantedEpoch: number;
  /** What was planted since the start, in order: whoever compiles the same ruleset elsewhere must plant it there, too. */
  readonly plantedLater: readonly PlantedLater[];
  /** The planted values as given, with the other ways of writing them. For taking them out of what is shown. */
  readonly plantedTexts: readonly string[];
  field(name: string): CompiledField | undefined;
  /** Whether a field has anything to look for, now that values may have been planted. */
  isEmpty(field: CompiledField): boolean;
  hasPlanted(field: CompiledField): boolean;
  /** Whether a scan over bytes can rule the field out: nothing but planted values, and none of them too short for it. */
  canBeScanned(field: CompiledField): boolean;
  /** The number of a field's planted value, as its hits carry it; nothing for one that is not planted. */
  valueId(field: CompiledField, text: string): number | undefined;
  /** @throws RulesetError when the field is unknown or the value of no use. One that is planted already changes nothing. */
  plant(field: string, value: string): void;
}

/** `rest`: between two steps of a long search for planted values. */
export function compileRuleset(ruleset: Ruleset, matchers: ReadonlyMap<string, Matcher>, rest: Rest = noRest): CompiledRuleset {
  const fields = new Map<string, CompiledField>();
  const list: CompiledField[] = [];
  const declare = (name: string): void => {
    if (fields.has(name)) return;
    const definition = ruleset.fields.get(name) ?? matcherField(name);
    const field = compileField(definition, list.length, matchers);
    fields.set(name, field);
    list.push(field);
  };
  for (const name of ruleset.fields.keys()) declare(name);
  for (const rule of ruleset.rules) if (rule.level !== 'off') for (const name of rule.fields) declare(name);
  for (const { field } of ruleset.expectations) if (field !== undefined) declare(field);

  const conditions: CompiledExchangeCondition[] = [];
  const rules: CompiledRule[] = [];
  for (const rule of ruleset.rules) {
    if (rule.level === 'off') continue;
    const context = {
      lists: ruleset.hosts,
      operators: ruleset.operators,
      ...(ruleset.operatorGroups ? { operatorGroups: ruleset.operatorGroups } : {}),
      fields,
      condition: (condition: CompiledExchangeCondition) => conditions.push(condition) - 1,
    };
    rules.push(compileRule(rule, rule.level, rules.length, context));
  }

  let count = 0;
  const unscannable = new Set<number>();
  const ids = new Map<number, Map<string, number>>();
  const prepare = (field: CompiledField, text: string): PlantedValue => {
    const { as, under, salts, hmacKeys } = field.definition;
    const forms = plantedForms(text, { ...(as === undefined ? {} : { as }), narrowed: under.length > 0, salts, hmacKeys });
    const value = { ...forms, id: count, field: field.index };
    count += 1;
    const own = ids.get(field.index) ?? new Map<string, number>();
    ids.set(field.index, own.set(text, value.id));
    if (!isScannable(value)) unscannable.add(field.index);
    return value;
  };
  const store = createValueStore(
    list.flatMap((field) => field.definition.values.map(({ text }) => prepare(field, text))),
    rest,
  );
  const learns: CompiledLearn[] = [];
  for (const field of list) {
    for (const source of field.definition.learn ?? []) learns.push(compileLearn(source, learns.length, field, ruleset.hosts));
  }
  let plantedEpoch = 0;
  const plantedLater: PlantedLater[] = [];

  return {
    rules,
    fields: list,
    nameOperators: compileNameOperators(ruleset.operators),
    conditions,
    learns,
    get planted() {
      return store.planted;
    },
    get plantedInNames() {
      return store.plantedInNames;
    },
    get prefilter() {
      return store.prefilter;
    },
    get plantedEpoch() {
      return plantedEpoch;
    },
    plantedLater,
    get plantedTexts() {
      return store.texts;
    },
    field: (name) => fields.get(name),
    isEmpty: (field) => field.plantedOnly && !ids.has(field.index),
    hasPlanted: (field) => ids.has(field.index),
    canBeScanned: (field) => field.plantedOnly && !unscannable.has(field.index),
    valueId: (field, text) => ids.get(field.index)?.get(text),
    plant: (name, text) => {
      const place = ruleset.fields.get(name)?.place;
      const field = fields.get(name);
      if (place === undefined || field === undefined) {
        const known = [...ruleset.fields.keys()].map((known) => `\`${known}\``).join(', ');
        const message = `no field is called \`${name}\`${known === '' ? '' : `; the ruleset has ${known}`}`;
        throw new RulesetError([{ place: { file: ruleset.files[0] ?? 'ruleset', line: 1, column: 1 }, message }]);
      }
      const refused = checkPlantedValue(text, field.definition.under.length > 0, field.definition.as);
      if (refused !== undefined) throw new RulesetError([{ place, message: refused }]);
      if (ids.get(field.index)?.has(text)) return;
      store.add(prepare(field, text));
      plantedLater.push({ field: name, text });
      plantedEpoch += 1;
    },
  };
}
