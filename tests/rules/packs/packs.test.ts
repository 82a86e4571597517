import { readdirSync, readFileSync } from 'node:fs';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { LineCounter, parseDocument } from 'yaml';
import { createDecoder } from '../../../decode/create-decoder.js';
import { runExamples } from '../../../rules/evaluate/run-examples.js';
import { defaultContext } from '../../../rules/load/default-context.js';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { matchers } from '../../../rules/matchers/index.js';
import type { RuleDefinition, RuleExample, Ruleset } from '../../../rules/ruleset.js';

interface PackField {
  readonly matchers?: readonly (string | Readonly<Record<string, unknown>>)[];
  readonly names?: readonly string[];
  readonly patterns?: readonly string[];
  readonly values?: readonly string[];
}

interface Pack {
  readonly plainsight: number;
  readonly pack: { readonly name: string; readonly description: string; readonly sources: readonly string[] };
  readonly fields?: Readonly<Record<string, PackField>>;
  readonly passthrough?: readonly string[];
  readonly blindSpots?: readonly {
    readonly host: string;
    readonly gaps: readonly string[];
    readonly reason: string;
    readonly until: string;
  }[];
}

const FOLDER = new URL('../../../rules/packs/', import.meta.url);
const RANK = ['planted', 'checksum', 'pattern', 'name'];

function readPack(file: string): Pack {
  const document = parseDocument(readFileSync(new URL(file, FOLDER), 'utf8'), { lineCounter: new LineCounter(), schema: 'core' });
  expect([...document.errors, ...document.warnings]).toEqual([]);
  return document.toJS() as Pack;
}

const matcherName = (use: string | Readonly<Record<string, unknown>>): string =>
  typeof use === 'string' ? use : (Object.keys(use)[0] ?? '');

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const packs = files.map((file): readonly [string, Pack] => [file, readPack(file)]);
const decoder = createDecoder();
const decode = decoder.decode.bind(decoder);
const loaded = files.map((file) =>
  loadRuleset([`plainsight:${file.slice(0, -'.yaml'.length)}`], defaultContext({ env: {}, now: Date.UTC(2026, 0, 1) })),
);
const rules = loaded.flatMap((ruleset) =>
  ruleset.rules.map((rule): readonly [string, RuleDefinition, Ruleset] => [rule.id, rule, ruleset]),
);

/** How sure the surest violation of each message is, or `undefined` where there is none: what the examples of it say that must not be. */
function violations(rule: RuleDefinition, ruleset: Ruleset, examples: readonly RuleExample[]): readonly (string | undefined)[] {
  const flipped = examples.map((example) => ({ ...example, expect: 'complies' as const }));
  return runExamples({ ...ruleset, rules: [{ ...rule, examples: flipped }] }, { decode }).map(({ outcome, why }) =>
    outcome === 'ok' ? undefined : (/` by (\w+) in /.exec(why)?.[1] ?? 'planted'),
  );
}

const reaches = (way: string | undefined, { failFrom }: RuleDefinition): boolean =>
  way !== undefined && RANK.indexOf(way) <= RANK.indexOf(failFrom);

describe('every pack', () => {
  it.each(packs)('%s says what it is and where it comes from', (file, { plainsight, pack }) => {
    expect(plainsight).toBe(1);
    expect(file).toBe(`${pack.name}.yaml`);
    expect(pack.description).toMatch(/^[A-Z].*[^.]$/);
    expect(pack.sources.length).toBeGreaterThan(0);
    for (const source of pack.sources) expect(source).toMatch(/https:\/\/\S+/);
  });

  it.each(packs)('%s names only matchers that exist and patterns that compile', (_, { fields = {} }) => {
    for (const definition of Object.values(fields)) {
      for (const use of definition.matchers ?? []) expect(matchers.has(matcherName(use)), matcherName(use)).toBe(true);
      for (const pattern of definition.patterns ?? []) expect(() => RE2JS.compile(pattern)).not.toThrow();
    }
  });

  it.each(packs)(
    '%s gives each blind spot a reason and a last day, and covers what it lets pass',
    (_, { blindSpots = [], passthrough = [] }) => {
      for (const { host, gaps, reason, until } of blindSpots) {
        expect(host).toMatch(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);
        expect(reason.length).toBeGreaterThan(10);
        expect(until).toMatch(/^20\d\d-\d\d-\d\d$/);
        expect(gaps).toContain('client-rejected');
      }
      expect(new Set(blindSpots.map(({ host }) => host)).size).toBe(blindSpots.length);
      for (const host of passthrough) expect(blindSpots.find((spot) => spot.host === host)?.gaps, host).toContain('passthrough');
    },
  );
});

describe('every rule of a pack', () => {
  it.each(rules)('%s has at least two examples of each kind', (_, { examples: own }) => {
    expect(own.filter(({ expect: kind }) => kind === 'violates').length).toBeGreaterThanOrEqual(2);
    expect(own.filter(({ expect: kind }) => kind === 'complies').length).toBeGreaterThanOrEqual(2);
  });

  it.each(rules)('%s uses fields of its pack that can be as sure as it asks', (id, rule) => {
    const pack = packs.find(([file]) => id.startsWith(`${file.slice(0, -'.yaml'.length)}/`))?.[1];
    for (const name of rule.fields) {
      const definition = pack?.fields?.[name];
      expect(definition, name).toBeDefined();
      const surest = [
        ...(definition?.matchers ?? []).map((use) => matchers.get(matcherName(use))?.surest ?? ''),
        definition?.values ? 'planted' : definition?.patterns ? 'pattern' : 'name',
      ];
      expect(Math.min(...surest.map((way) => RANK.indexOf(way))), name).toBeLessThanOrEqual(RANK.indexOf(rule.failFrom));
    }
  });

  it.each(rules)('%s has a one-line description', (id, { description }) => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*\/[a-z]+(?:-[a-z]+)*$/);
    expect(description).toMatch(/^[A-Z].*[^.]$/);
  });

  it.each(rules)('%s has an example that reaches its level', (_, rule, ruleset) => {
    const ways = violations(
      rule,
      ruleset,
      rule.examples.filter(({ expect: kind }) => kind === 'violates'),
    );
    expect(ways.some((way) => reaches(way, rule))).toBe(true);
  });

  it.each(rules)('%s: each of its examples comes to what it says', (_, rule, ruleset) => {
    const results = runExamples({ ...ruleset, rules: [rule] }, { decode });
    expect(
      results.filter(({ outcome }) => outcome !== 'ok').map(({ place, expect: kind, why }) => `line ${place.line}: ${kind}: ${why}`),
    ).toEqual([]);
  });
});

interface Ordinary {
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Ordinary cleartext traffic of a phone in which nobody's data leaks. */
const ORDINARY: readonly Ordinary[] = [
  {
    request: 'GET http://captive.apple.com/hotspot-detect.html',
    headers: { host: 'captive.apple.com', 'user-agent': 'CaptiveNetworkSupport-481.60.2 wispr' },
  },
  {
    request: 'GET http://connectivitycheck.gstatic.com/generate_204',
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/60.0.3112.32 Safari/537.36' },
  },
  { request: 'GET http://www.msftconnecttest.com/connecttest.txt' },
  {
    request:
      'GET http://o.lencr.org/MFMwUTBPME0wSzAJBgUrDgMCGgUABBRpD%2BQVZ%2B1vf7U0RGQGBm8JZwdxcgQUdKR2KRcYVIUxN75n5gZYwLzFBXICEgQ8%2BwkG1D3m2M9bR9gF%2BQ0Ohg%3D%3D',
  },
  { request: 'GET http://crl.example/ca@digest/g2.crl?v=1.2.3.4' },
  { request: 'GET http://ads.example/ad?ord=4539148803436467&cb=1718000000123&sz=320x50&dnt=1&idfa=00000000-0000-0000-0000-000000000000' },
  {
    request: 'GET http://portal.hotel.example/login?mac=aa:bb:cc:dd:ee:ff&ip=10.0.0.7&url=http%3A%2F%2Fcaptive.apple.com%2F',
    headers: { cookie: 'lang=en' },
  },
  { request: 'GET http://cdn.example/v2/image@3x.png?w=640&h=480&q=0.75', headers: { 'if-none-match': '"6d92078a-4111"' } },
  {
    request: 'POST http://stats.example/hit',
    headers: { 'content-type': 'application/json' },
    body: '{"t":1718000000.123456,"sid":"1848314487","tz":"+0900","v":"10.4.2.1"}',
  },
];

describe('ordinary traffic', () => {
  const place = { file: 'ordinary', line: 1, column: 1 };
  /** In cleartext to a place that is not known, and over TLS to one that most packs forbid: where it goes does not make it a leak. */
  const examples = ORDINARY.flatMap(({ request, headers = {}, body }): readonly RuleExample[] => {
    const common = { expect: 'complies', place, headers, ...(body === undefined ? {} : { body }) } as const;
    return [
      { ...common, request, region: '?' },
      { ...common, request: request.replace(' http:', ' https:'), region: 'CN' },
    ];
  });

  it.each(rules)('%s finds nothing at error level in it', (_, rule, ruleset) => {
    const ways = violations(rule, ruleset, examples);
    const found = examples.filter((_example, index) => rule.level === 'error' && reaches(ways[index], rule));
    expect(found.map(({ request, region }) => `${request} in ${region ?? '?'}`)).toEqual([]);
  });
});
