import { matchers } from '../matchers/index.js';
import type { FieldDefinition, Ruleset } from '../ruleset.js';
import type { RulesetProblem } from '../ruleset-error.js';

/**
 * Fields that carry a matcher's name and do not use it, where somebody may think they do: a rule of another file that means the matcher, and a
 * field of names and patterns alone. One with planted values is plainly something of its own.
 */
export function shadowedMatchers({ fields, rules }: Ruleset): readonly RulesetProblem[] {
  return [...fields.values()].flatMap((field) => {
    const { name, place, values, valuesDropped, learn, as } = field;
    if (place.file.startsWith('plainsight:') || !matchers.has(name) || field.matchers.some((use) => use.name === name)) return [];
    const files = filesOf(field);
    const elsewhere = rules.find((rule) => rule.level !== 'off' && rule.fields.includes(name) && !files.has(rule.place.file));
    const remedy = `add \`matchers: [${name}]\` to it, or give it another name`;
    if (elsewhere !== undefined) {
      const { file, line } = elsewhere.place;
      const message = `the field \`${name}\` takes the place of the matcher of that name in the rule \`${elsewhere.id}\` (${file}:${line}), which no longer looks for it: ${remedy}`;
      return [{ place, message }];
    }
    if (values.length > 0 || valuesDropped || learn !== undefined || as !== undefined) return [];
    return [{ place, message: `the field \`${name}\` hides the matcher of that name, and does not use it: ${remedy}` }];
  });
}

/** Files that say something of a field, as far as what they said was kept. */
function filesOf({ place, values, patterns, matchers: uses, learn = [] }: FieldDefinition): ReadonlySet<string> {
  return new Set([place, ...[...values, ...patterns, ...uses, ...learn].map((part) => part.place)].map(({ file }) => file));
}
