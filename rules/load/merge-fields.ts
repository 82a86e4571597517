import { isWeakInteger } from '../compile/is-weak-integer.js';
import type { FieldDefinition, Ruleset } from '../ruleset.js';
import { checkPlantedValue } from './check-planted-value.js';
import type { CollectedLayers } from './collect-layers.js';
import { kindMismatch } from './kind-mismatch.js';
import type { FieldPart } from './layer.js';
import { mergeByName, type NamedValue } from './merge-by-name.js';
import type { Problems } from './problems.js';

/** A field after merging. `declaresValues`: some file has `values` (be the list empty) or `learn` for it, so it can be recognised as planted. */
export interface MergedField {
  readonly definition: FieldDefinition;
  readonly declaresValues: boolean;
}

type Warnings = Ruleset['warnings'][number][];

/**
 * Adds up what all files say of each field. `as` and `under` are replaced by name; a file that adds to a field narrowed elsewhere must say `under` itself,
 * as its values would silently be narrowed otherwise.
 */
export function mergeFields({ roots, inOrder }: CollectedLayers, problems: Problems, warnings: Warnings): ReadonlyMap<string, MergedField> {
  const pick = <T>(take: (part: FieldPart) => NamedValue<T> | undefined) => {
    return (layer: CollectedLayers['inOrder'][number]): ReadonlyMap<string, NamedValue<T>> => {
      const found = [...layer.content.fields].flatMap(([name, part]) => {
        const value = take(part);
        return value ? [[name, value] as const] : [];
      });
      return new Map(found);
    };
  };
  const kinds = mergeByName(
    roots,
    pick((part) => part.as && { value: part.as.kind, place: part.as.place }),
    (a, b) => a === b,
    (name) => `\`as\` of the field \`${name}\``,
    problems,
  );
  const unders = mergeByName(
    roots,
    pick((part) => part.under && { value: part.under.entries, place: part.under.place }),
    (a, b) => a.length === b.length && a.every((entry) => b.includes(entry)),
    (name) => `\`under\` of the field \`${name}\``,
    problems,
  );

  const parts = new Map<string, FieldPart[]>();
  for (const layer of inOrder) {
    for (const [name, part] of layer.content.fields) parts.set(name, [...(parts.get(name) ?? []), part]);
  }
  const merged = new Map<string, MergedField>();
  for (const [name, own] of parts) {
    const under = unders.get(name);
    const outermost = own.at(-1);
    if (outermost === undefined) continue;
    if (under) {
      const narrowing = under.layer.content.fields.get(name);
      const from = inOrder.indexOf(under.layer);
      for (const part of own) {
        if (part.under || part === narrowing) continue;
        const later = inOrder.findIndex((layer) => layer.content.fields.get(name) === part) > from;
        const other = `${under.place.file}:${under.place.line}:${under.place.column}`;
        if (later) {
          problems.add(
            part.place,
            `the field \`${name}\` is narrowed by \`under\` in ${other}, and this would be narrowed too: write \`under\` here, or take another name`,
          );
        } else
          warnings.push({
            place: under.place,
            message: `this \`under\` also narrows what ${part.place.file}:${part.place.line}:${part.place.column} says of \`${name}\``,
          });
      }
    }
    const kind = kinds.get(name);
    const learn = distinct(
      own.flatMap((part) => part.learn),
      ({ host, path, status, at }) => JSON.stringify([host, path, status, at]),
    );
    merged.set(name, {
      declaresValues: own.some((part) => part.declaresValues),
      definition: {
        name,
        place: outermost.place,
        values: distinct(
          own.flatMap((part) => part.values.map(({ text, place }) => ({ text, place }))),
          ({ text }) => text,
        ),
        valuesDropped: own.some((part) => part.dropped.length > 0),
        names: distinct(own.flatMap((part) => part.names)),
        patterns: distinct(
          own.flatMap((part) => part.patterns),
          ({ source }) => source,
        ),
        matchers: distinct(
          own.flatMap((part) => part.matchers),
          ({ name: matcher, options }) => JSON.stringify([matcher, Object.entries(options).sort()]),
        ),
        ...(learn.length > 0 && { learn }),
        under: under?.value ?? [],
        ...(kind && { as: kind.value }),
        salts: distinct(own.flatMap((part) => part.salts)),
        hmacKeys: distinct(own.flatMap((part) => part.hmacKeys)),
      },
    });
    for (const { variable, place } of own.flatMap((part) => part.dropped)) {
      warnings.push({ place, message: `left out: the environment variable ${variable} is not set` });
    }
  }
  for (const field of merged.values()) checkField(field, problems, warnings);
  return merged;
}

function checkField({ definition, declaresValues }: MergedField, problems: Problems, warnings: Warnings): void {
  const { name, place, values, names, patterns, matchers, under, as, salts, hmacKeys } = definition;
  if (!declaresValues && names.length + patterns.length + matchers.length === 0) {
    problems.add(
      place,
      `the field \`${name}\` has nothing to be found by: give it \`values\`, \`names\`, \`patterns\`, \`matchers\` or \`learn\``,
    );
  }
  if (!declaresValues && salts.length + hmacKeys.length > 0) {
    problems.add(place, `\`salts\` and \`hmacKeys\` of the field \`${name}\` are for hashes of its \`values\`, and it has none`);
  }
  for (const value of values) {
    const reason = checkPlantedValue(value.text, under.length > 0, as);
    if (reason) problems.add(value.place, reason);
    else if (value.text !== value.text.trim())
      warnings.push({ place: value.place, message: 'this planted value begins or ends with white space' });
    const expected = kindMismatch(value.text, as);
    if (!reason && expected !== undefined) {
      const message = `this planted value is looked for only as it is written here: \`as: ${as}\` knows the other ways of writing of ${expected}`;
      warnings.push({ place: value.place, message });
    }
    if (!reason && isWeakInteger(value.text, as, under.length > 0)) {
      const message = `so short a number turns up by chance: finding it is a suspicion (\`pattern\`), unless \`under\` says where it must stand`;
      warnings.push({ place: value.place, message });
    }
  }
}

function distinct<T>(items: readonly T[], key: (item: T) => unknown = (item) => item): readonly T[] {
  const seen = new Set<unknown>();
  return items.filter((item) => {
    const mark = key(item);
    if (seen.has(mark)) return false;
    seen.add(mark);
    return true;
  });
}
