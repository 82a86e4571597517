import { readdirSync, readFileSync } from 'node:fs';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { LineCounter, parseDocument } from 'yaml';
import { matchers } from '../../../rules/matchers/index.js';
import { type ExampleField, type ExampleMessage, exampleFields } from './example-fields.js';

interface PackField {
  readonly matchers?: readonly string[];
  readonly names?: readonly string[];
  readonly patterns?: readonly string[];
}

interface PackRule {
  readonly id: string;
  readonly description: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly failFrom: 'checksum' | 'pattern' | 'name';
  readonly fields: readonly string[];
  readonly when?: { readonly direction?: string; readonly location?: readonly string[] };
  readonly never: { readonly wire?: 'cleartext'; readonly location?: readonly string[] };
  readonly examples: readonly { readonly violates?: ExampleMessage; readonly complies?: ExampleMessage }[];
}

interface Pack {
  readonly plainsight: number;
  readonly pack: { readonly name: string; readonly description: string; readonly sources: readonly string[] };
  readonly fields?: Readonly<Record<string, PackField>>;
  readonly rules?: readonly PackRule[];
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

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const packs = files.map((file): readonly [string, Pack] => [file, readPack(file)]);
const rules = packs.flatMap(([file, pack]) =>
  (pack.rules ?? []).map((rule): readonly [string, PackRule, Pack] => [`${file}: ${rule.id}`, rule, pack]),
);
const examples = rules.flatMap(([label, rule, pack]) =>
  rule.examples.flatMap(({ violates, complies }) => {
    const message = violates ?? complies;
    return message === undefined
      ? []
      : [
          {
            label: `${label}: ${violates ? 'violates' : 'complies'} ${JSON.stringify(message)}`,
            rule,
            pack,
            message,
            violates: violates !== undefined,
          },
        ];
  }),
);

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** How sure the pack's field recognises a value, or `undefined`. */
function recognise(definition: PackField, { name, value }: ExampleField): string | undefined {
  const ways: string[] = [];
  for (const matcher of definition.matchers ?? []) {
    for (const { recognisedAs } of matchers.get(matcher)?.prepare({}).find(value, { name }) ?? []) ways.push(recognisedAs);
  }
  if (definition.patterns?.some((pattern) => RE2JS.compile(pattern).matcher(value).find())) ways.push('pattern');
  if (definition.names?.some((candidate) => plainName(candidate) === plainName(name))) ways.push('name');
  return RANK.find((way) => ways.includes(way));
}

/** The surest match of an example in what the rule forbids, or `undefined`. */
function judge(rule: PackRule, pack: Pack, message: ExampleMessage): string | undefined {
  const direction = message.status === undefined ? 'client-to-server' : 'server-to-client';
  if (rule.when?.direction !== undefined && rule.when.direction !== direction) return undefined;
  if (rule.never.wire === 'cleartext' && !/^\S+ http:/.test(message.request)) return undefined;
  const places = rule.when?.location ?? rule.never.location;
  const found = exampleFields(message)
    .filter(({ location }) => places === undefined || places.includes(location))
    .flatMap((field) => rule.fields.map((name) => recognise(pack.fields?.[name] ?? {}, field)));
  return RANK.find((way) => found.includes(way));
}

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
      for (const name of definition.matchers ?? []) expect(matchers.has(name), name).toBe(true);
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
    expect(own.filter(({ violates }) => violates !== undefined).length).toBeGreaterThanOrEqual(2);
    expect(own.filter(({ complies }) => complies !== undefined).length).toBeGreaterThanOrEqual(2);
  });

  it.each(rules)('%s uses fields of its pack that can be as sure as it asks', (_, rule, pack) => {
    for (const name of rule.fields) {
      const definition = pack.fields?.[name];
      expect(definition, name).toBeDefined();
      const surest = [
        ...(definition?.matchers ?? []).map((matcher) => matchers.get(matcher)?.surest ?? ''),
        definition?.patterns ? 'pattern' : 'name',
      ];
      expect(Math.min(...surest.map((way) => RANK.indexOf(way))), name).toBeLessThanOrEqual(RANK.indexOf(rule.failFrom));
    }
  });

  it.each(rules)('%s has a one-line description', (_, { id, description }) => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(description).toMatch(/^[A-Z].*[^.]$/);
  });

  it.each(rules)('%s has an example that reaches its level', (_, rule, pack) => {
    const ways = rule.examples.flatMap(({ violates }) => (violates ? [judge(rule, pack, violates)] : []));
    expect(ways.some((way) => way !== undefined && RANK.indexOf(way) <= RANK.indexOf(rule.failFrom))).toBe(true);
  });
});

describe('every example of a pack', () => {
  it.each(examples)('$label', ({ rule, pack, message, violates }) => {
    expect(judge(rule, pack, message) !== undefined).toBe(violates);
  });
});

/** Ordinary cleartext traffic of a phone in which nobody's data leaks. */
const ORDINARY: readonly ExampleMessage[] = [
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

describe('ordinary cleartext traffic', () => {
  it.each(ORDINARY)('$request violates nothing at error level', (message) => {
    for (const [label, rule, pack] of rules) {
      const way = judge(rule, pack, message);
      const fails = rule.level === 'error' && way !== undefined && RANK.indexOf(way) <= RANK.indexOf(rule.failFrom);
      expect(fails, label).toBe(false);
    }
  });
});
