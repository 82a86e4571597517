import { RE2JS } from 're2js';
import type { Field, RecognisedAs } from '../../model/index.js';
import type { Matcher, PreparedMatcher } from '../matchers/matcher.js';
import type { FieldDefinition } from '../ruleset.js';
import { compileJsonPath } from './compile-json-path.js';
import { nameKey } from './name-key.js';

/** A field definition, ready to be looked for. Its planted values are in the planted index under `index`. */
export interface CompiledField {
  readonly name: string;
  readonly index: number;
  readonly definition: FieldDefinition;
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly RE2JS[];
  readonly matchers: readonly PreparedMatcher[];
  /** Whether `under` lets a field count. */
  readonly narrows: (field: Field) => boolean;
  /** Found by its name or place, or only there: what was read without them may still hold it. */
  readonly placed: boolean;
  /** Nothing but planted values, so a scan over bytes can rule it out. */
  readonly plantedOnly: boolean;
  /** Nothing but names and planted values. */
  readonly namesOnly: boolean;
}

export function compileField(definition: FieldDefinition, index: number, matchers: ReadonlyMap<string, Matcher>): CompiledField {
  const names = new Set(definition.names.map(nameKey).filter((name) => name !== ''));
  const patterns = definition.patterns.map(({ source }) => RE2JS.compile(source));
  const prepared: PreparedMatcher[] = [];
  let byName = names.size > 0;
  for (const { name, options } of definition.matchers) {
    const matcher = matchers.get(name);
    if (matcher === undefined) throw new RangeError(`field \`${definition.name}\` uses the unknown matcher \`${name}\``);
    prepared.push(matcher.prepare(options));
    byName ||= matcher.nameless !== true;
  }
  const others = patterns.length + prepared.length;
  return {
    name: definition.name,
    index,
    definition,
    names,
    patterns,
    matchers: prepared,
    narrows: compileUnder(definition.under),
    placed: byName || definition.under.length > 0,
    plantedOnly: others === 0 && names.size === 0,
    namesOnly: others === 0 && names.size > 0,
  };
}

/** A matcher used as a field without being declared. */
export function matcherField(name: string): FieldDefinition {
  const place = { file: '', line: 0, column: 0 };
  return {
    name,
    place,
    values: [],
    valuesDropped: false,
    names: [],
    patterns: [],
    matchers: [{ name, options: {}, place }],
    under: [],
    salts: [],
    hmacKeys: [],
  };
}

function compileUnder(under: readonly string[]): (field: Field) => boolean {
  if (under.length === 0) return () => true;
  const names = new Set(under.filter((entry) => !entry.startsWith('$')).map(nameKey));
  const paths = under.filter((entry) => entry.startsWith('$')).map((entry) => compileJsonPath(entry));
  return ({ segments }) => segments.some((segment) => names.has(nameKey(String(segment)))) || paths.some((selects) => selects(segments));
}

const sureness: Readonly<Record<RecognisedAs, number>> = { planted: 3, checksum: 2, pattern: 1, name: 0 };

/** `planted` > `checksum` > `pattern` > `name`: positive when the left is the surer. */
export function compareSureness(left: RecognisedAs, right: RecognisedAs): number {
  return sureness[left] - sureness[right];
}
