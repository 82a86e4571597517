import type { builtInOperators, defaultContext, loadRuleset } from '../session.js';
import type { Terminal } from './terminal.js';

type Ruleset = ReturnType<typeof loadRuleset>;
type BuiltInGroups = ReturnType<typeof defaultContext>['groups'];
type BuiltInOperators = typeof builtInOperators;

/** The rules of a ruleset, a line each or as JSON. */
export function formatRules({ rules }: Ruleset, json: boolean, paint: Terminal['paint']): string {
  const listed = rules.map(({ id, level, own, description, place }) => ({
    id,
    level,
    pack: own ? null : id.slice(0, Math.max(0, id.indexOf('/'))),
    description,
    place: `${place.file}:${place.line}:${place.column}`,
  }));
  if (json) return JSON.stringify(listed);
  const width = Math.max(0, ...listed.map(({ id }) => id.length));
  return listed
    .map(
      ({ id, level, pack, description }) =>
        `${id.padEnd(width)}  ${level.padEnd(7)}  ${pack === null ? paint.dim('own') : pack}  ${description}`,
    )
    .join('\n');
}

interface ListedGroup {
  readonly name: string;
  /** Of the ruleset, or one that ships with us. */
  readonly from: 'built-in' | 'ruleset';
  readonly countries: readonly string[];
  /** Members of which the group covers a part only. */
  readonly partial: readonly string[];
  readonly description: string | null;
  readonly asOf: string | null;
  readonly source: string | null;
  readonly expires: string | null;
  readonly expired: boolean;
}

/** The groups that region sets may name: those of the ruleset, which replace built-in ones of their name, and the built-in ones. */
export function formatRegions(
  ruleset: Pick<Ruleset, 'groups'>,
  builtIn: BuiltInGroups,
  now: number,
  json: boolean,
  paint: Terminal['paint'],
): string {
  const groups = groupsOf(ruleset, builtIn, new Date(now).toISOString().slice(0, 10));
  if (json) return JSON.stringify(groups);
  return groups.flatMap((group) => linesOf(group, paint)).join('\n');
}

function groupsOf(ruleset: Pick<Ruleset, 'groups'>, builtIn: BuiltInGroups, today: string): readonly ListedGroup[] {
  const own = [...ruleset.groups].map(
    ([name, countries]): ListedGroup => ({
      name,
      from: 'ruleset',
      countries: [...countries].sort(),
      partial: [],
      description: null,
      asOf: null,
      source: null,
      expires: null,
      expired: false,
    }),
  );
  const shipped = [...builtIn].flatMap(([name, group]): readonly ListedGroup[] => {
    if (ruleset.groups.has(name)) return [];
    const { countries, partial, asOf, description = null, source = null, expires = null } = group;
    const sorted = [...countries].sort();
    return [
      {
        name,
        from: 'built-in',
        countries: sorted,
        partial,
        description,
        asOf,
        source,
        expires,
        expired: expires !== null && expires <= today,
      },
    ];
  });
  return [...own, ...shipped];
}

function linesOf(
  { name, from, countries, partial, description, asOf, source, expires, expired }: ListedGroup,
  paint: Terminal['paint'],
): readonly string[] {
  const members = countries.map((country) => (partial.includes(country) ? `${country}*` : country)).join(' ');
  const until =
    expires === null ? '' : expired ? paint.yellow(`; expired on ${expires}: check it again`) : `; to be checked again by ${expires}`;
  return [
    `${name}  ${paint.dim(from === 'ruleset' ? 'own' : from)}${description === null ? '' : `  ${description}`}`,
    `  ${members}`,
    ...(asOf === null ? [] : [`  as of ${asOf}${until}`]),
    ...(source === null ? [] : [`  ${source}`]),
  ];
}

/** The operators that rules may name: those of the ruleset, which replace built-in ones of their name, and the built-in ones by group. */
export function formatOperators(
  { operators }: Pick<Ruleset, 'operators'>,
  builtIn: BuiltInOperators,
  json: boolean,
  paint: Terminal['paint'],
): string {
  // Built-in ones that rules name are in the ruleset as well.
  const own = [...operators.values()].filter(({ place }) => place.file !== 'plainsight:operators');
  const replaced = new Set(own.map(({ name }) => name));
  const listed = [
    ...own.map(({ name, domains, asns }) => ({
      name,
      from: 'ruleset' as const,
      group: null,
      title: null,
      domains,
      asns,
      source: null,
      asOf: null,
    })),
    ...[...builtIn.values()]
      .filter(({ name }) => !replaced.has(name))
      .map(({ name, kind, title, domains, asns, source, asOf }) => ({
        name,
        from: 'built-in' as const,
        group: kind,
        title,
        domains,
        asns: asns.map(([asn]) => asn),
        source,
        asOf,
      })),
  ];
  if (json) return JSON.stringify(listed);
  return listed
    .flatMap(({ name, group, title, domains, asns, source, asOf }) => [
      `${name}  ${paint.dim(group ?? 'own')}${title === null ? '' : `  ${title}`}`,
      ...(domains.length === 0 ? [] : [`  ${domains.join(' ')}`]),
      ...(asns.length === 0 ? [] : [`  ${asns.map((asn) => `AS${asn}`).join(' ')}`]),
      ...(asOf === null ? [] : [`  as of ${asOf}; ${source}`]),
    ])
    .join('\n');
}
