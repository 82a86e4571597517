import { nameKey } from '../compile/name-key.js';
import type { FieldKind, MatcherUse } from '../ruleset.js';
import { checkJsonPath } from './check-json-path.js';
import { checkPattern } from './check-pattern.js';
import type { FieldPart } from './layer.js';
import { didYouMean } from './nearest-name.js';
import { child, entriesOf, itemsOf, type MapEntry, type RulesetNode, textOf, textsOf } from './node.js';
import type { ReadContext } from './read-context.js';
import { readLearn } from './read-learn.js';

const emptyName = 'nothing is left of this name without its separators, and names compare without them';

/** What one file says of one field. */
export function readField({ keyPlace, value: node }: MapEntry, context: ReadContext): FieldPart {
  const { problems } = context;
  const values = child(node, 'values');
  const names = textsOf(child(node, 'names'));
  const patterns = textsOf(child(node, 'patterns'));
  for (const { text, place } of patterns) {
    const reason = checkPattern(text);
    if (reason) problems.add(place, reason);
  }
  for (const name of names) {
    if (nameKey(name.text) === '') problems.add(name.place, emptyName);
  }
  const underNode = child(node, 'under');
  const under = textsOf(underNode);
  for (const { text, place } of under) {
    const reason = text.startsWith('$') ? checkJsonPath(text) : nameKey(text) === '' ? emptyName : undefined;
    if (reason) problems.add(place, reason);
  }
  const asNode = child(node, 'as');
  const salts = child(node, 'salts');
  const hmacKeys = child(node, 'hmacKeys');
  return {
    place: keyPlace,
    declaresValues: values !== undefined || child(node, 'learn') !== undefined,
    values: textsOf(values),
    dropped: [values, salts, hmacKeys].flatMap((list) => (list?.kind === 'list' ? list.dropped : [])),
    names: names.map(({ text }) => text),
    patterns: patterns.map(({ text, place }) => ({ source: text, place })),
    matchers: itemsOf(child(node, 'matchers')).flatMap((item) => readMatcher(item, context)),
    learn: itemsOf(child(node, 'learn')).flatMap((item) => readLearn(item, context) ?? []),
    ...(underNode && under.length > 0 ? { under: { place: underNode.place, entries: under.map(({ text }) => text) } } : {}),
    ...(asNode?.kind === 'text' ? { as: { place: asNode.place, kind: asNode.text as FieldKind } } : {}),
    salts: textsOf(salts).map(({ text }) => text),
    hmacKeys: textsOf(hmacKeys).map(({ text }) => text),
  };
}

/** `name`, or `{name: {option: …}}`: checked against what the matcher says it takes, then prepared once, so that a bad option fails here and not in a run. */
function readMatcher(node: RulesetNode, { load, problems }: ReadContext): readonly MatcherUse[] {
  const [entry] = entriesOf(node);
  const name = entry?.[0] ?? textOf(node);
  if (name === undefined) return [];
  const matcher = load.matchers.get(name);
  const place = entry?.[1].keyPlace ?? node.place;
  if (!matcher) {
    problems.add(place, `unknown matcher \`${name}\`${didYouMean(name, load.matchers.keys())}`);
    return [{ name, options: {}, place }];
  }
  const before = problems.count;
  const options: Record<string, string> = {};
  for (const [option, { keyPlace, value }] of entriesOf(entry?.[1].value)) {
    const known = Object.hasOwn(matcher.options, option) ? matcher.options[option] : undefined;
    const text = textOf(value);
    if (!known) {
      const all = Object.keys(matcher.options);
      const takes =
        all.length === 0 ? '; it takes none' : didYouMean(option, all) || `; it takes ${all.map((each) => `\`${each}\``).join(', ')}`;
      problems.add(keyPlace, `the matcher \`${name}\` has no option \`${option}\`${takes}`);
    } else if (text !== undefined && known.type === 'integer' && !/^(?:0|[1-9][0-9]{0,8})$/.test(text)) {
      problems.add(value.place, `expected a whole number for \`${option}\` (${known.description}), found \`${text}\``);
    } else if (text !== undefined) options[option] = text;
  }
  for (const [option, { required, description }] of Object.entries(matcher.options)) {
    if (required && child(entry?.[1].value, option) === undefined)
      problems.add(place, `the matcher \`${name}\` needs the option \`${option}\` (${description})`);
  }
  if (problems.count === before) {
    try {
      matcher.prepare(options);
    } catch (error) {
      problems.add(place, `the matcher \`${name}\` cannot be used so: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return [{ name, options, place }];
}
