import { describeLearn } from './describe-learn.js';
import type { FieldDefinition, MatcherUse } from './ruleset.js';

/** What a field is found by, in one line, for `rules explain`. `definition` is absent where a rule names a matcher. Planted values are counted, never shown. */
export function explainField(name: string, definition: FieldDefinition | undefined): string {
  if (definition === undefined) return `\`${name}\`: what the matcher \`${name}\` finds`;
  const { values, valuesDropped, names, patterns, matchers, learn = [], under, as, salts, hmacKeys } = definition;
  const kind = as === undefined ? '' : ` as ${as}`;
  const found = [
    ...(values.length > 0 ? [`${count(values.length, 'planted value')}${kind}`] : []),
    ...(valuesDropped ? ['values left out, as their environment variables are not set'] : []),
    ...learn.map((source) => `values learnt during the run${kind}: ${describeLearn({ source })}`),
    ...(names.length > 0 ? [`anything under the ${names.length === 1 ? 'name' : 'names'} ${list(names)}`] : []),
    ...(patterns.length > 0 ? [`what matches ${list(patterns.map(({ source }) => source))}`] : []),
    ...matchers.map((use) => `what the matcher ${describeMatcher(use)} finds`),
  ];
  const hashed = [
    ...(salts.length > 0 ? [count(salts.length, 'salt')] : []),
    ...(hmacKeys.length > 0 ? [count(hmacKeys.length, 'HMAC key')] : []),
  ];
  return [
    `\`${name}\`: ${found.length === 0 ? `values planted during the run${kind}` : found.join('; ')}`,
    ...(hashed.length > 0 ? [`also hashed with ${hashed.join(' and ')}`] : []),
    ...(under.length > 0 ? [`only below ${list(under)}`] : []),
  ].join('; ');
}

function describeMatcher({ name, options }: MatcherUse): string {
  const given = Object.entries(options).map(([option, value]) => `${option} ${value}`);
  return given.length === 0 ? `\`${name}\`` : `\`${name}\` (${given.join(', ')})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function list(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
