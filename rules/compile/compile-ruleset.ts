import { checkPlantedValue } from '../load/check-planted-value.js';
import type { Matcher } from '../matchers/matcher.js';
import type { Ruleset } from '../ruleset.js';
import { RulesetError } from '../ruleset-error.js';
import { type CompiledField, compileField, matcherField } from './compile-field.js';
import { compileNameOperators, type NameOperators } from './compile-operators.js';
import { type CompiledExchangeCondition, type CompiledRule, compileRule } from './compile-rule.js';
import { plantedForms } from './planted-forms.js';
import { createPlantedIndex, type PlantedIndex, type PlantedValue } from './planted-index.js';
import { createPrefilter, isScannable, type Prefilter } from './prefilter.js';

/** A ruleset ready to judge. Planted values may still be added; everything else stays. */
export interface CompiledRuleset {
  /** Those that are not switched off. */
  readonly rules: readonly CompiledRule[];
  readonly fields: readonly CompiledField[];
  readonly nameOperators: NameOperators;
  /** Exchanges that `after` waits for, by the number in the conditions. */
  readonly conditions: readonly CompiledExchangeCondition[];
  readonly planted: PlantedIndex;
  /** The same without case, as names of hosts have none. */
  readonly plantedInNames: PlantedIndex;
  readonly prefilter: Prefilter;
  /** Raised by one with every value planted. */
  readonly plantedEpoch: number;
  /** The planted values as given, with the other ways of writing them. For taking them out of what is shown. */
  readonly plantedTexts: readonly string[];
  field(name: string): CompiledField | undefined;
  /** Whether a field has anything to look for, now that values may have been planted. */
  isEmpty(field: CompiledField): boolean;
  hasPlanted(field: CompiledField): boolean;
  /** Whether a scan over bytes can rule the field out: nothing but planted values, and none of them too short for it. */
  canBeScanned(field: CompiledField): boolean;
  /** @throws RulesetError when the field is unknown or the value of no use. */
  plant(field: string, value: string): void;
}

export function compileRuleset(ruleset: Ruleset, matchers: ReadonlyMap<string, Matcher>): CompiledRuleset {
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
      fields,
      condition: (condition: CompiledExchangeCondition) => conditions.push(condition) - 1,
    };
    rules.push(compileRule(rule, rule.level, rules.length, context));
  }

  const values: PlantedValue[] = [];
  const unscannable = new Set<number>();
  const withValues = new Set<number>();
  const add = (field: CompiledField, text: string): void => {
    const { as, under, salts, hmacKeys } = field.definition;
    const forms = plantedForms(text, { ...(as === undefined ? {} : { as }), narrowed: under.length > 0, salts, hmacKeys });
    const value = { ...forms, id: values.length, field: field.index };
    values.push(value);
    withValues.add(field.index);
    if (!isScannable(value)) unscannable.add(field.index);
  };
  for (const field of list) for (const { text } of field.definition.values) add(field, text);
  let planted = createPlantedIndex(values);
  let plantedInNames = createPlantedIndex(values.map(withoutCase));
  let prefilter = createPrefilter(values);
  let plantedTexts = textsOf(values);
  let plantedEpoch = 0;

  return {
    rules,
    fields: list,
    nameOperators: compileNameOperators(ruleset.operators),
    conditions,
    get planted() {
      return planted;
    },
    get plantedInNames() {
      return plantedInNames;
    },
    get prefilter() {
      return prefilter;
    },
    get plantedEpoch() {
      return plantedEpoch;
    },
    get plantedTexts() {
      return plantedTexts;
    },
    field: (name) => fields.get(name),
    isEmpty: (field) => field.plantedOnly && !withValues.has(field.index),
    hasPlanted: (field) => withValues.has(field.index),
    canBeScanned: (field) => field.plantedOnly && !unscannable.has(field.index),
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
      add(field, text);
      planted = createPlantedIndex(values);
      plantedInNames = createPlantedIndex(values.map(withoutCase));
      prefilter = createPrefilter(values);
      plantedTexts = textsOf(values);
      plantedEpoch += 1;
    },
  };
}

function withoutCase(value: PlantedValue): PlantedValue {
  return { ...value, forms: value.forms.filter(({ binary }) => binary === undefined).map((form) => ({ ...form, anyCase: true })) };
}

function textsOf(values: readonly PlantedValue[]): readonly string[] {
  const texts = new Set<string>();
  for (const { forms, digits } of values) {
    for (const { text, binary, hashed, transforms } of forms)
      if (binary === undefined && !hashed && transforms.length === 0) texts.add(text);
    for (const number of digits) texts.add(number);
  }
  return [...texts];
}
