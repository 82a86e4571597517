import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { formatWhere, whereAsJson } from '../../cli/format-where.js';
import { printable, type WhereAddress, type WhereResult } from '../../session.js';

const plain = pc.createColors(false);
const place = { file: 'r.yaml', line: 4, column: 5 };
const database = { name: 'geo', date: '2026-06-17', origin: 'bundled', lookup: () => undefined } as const;
type Explanation = WhereAddress['explanation'];
const explained = (parts: Partial<Explanation> = {}): Explanation => ({
  classified: { kind: 'public', address: '203.0.113.9' },
  overrides: [],
  databases: [{ database, answer: { country: 'US', anycast: false }, decides: true }],
  region: { candidates: ['US'], source: { kind: 'database', name: 'geo', date: '2026-06-17' } },
  ...parts,
});
const address = (parts: Partial<WhereAddress> = {}): WhereAddress => ({
  address: '203.0.113.9',
  explanation: explained(),
  operators: [],
  rules: [],
  ...parts,
});
const result = (parts: Partial<WhereResult> = {}): WhereResult => ({
  target: '203.0.113.9',
  resolution: { kind: 'address' },
  rulesets: [],
  addresses: [address()],
  databases: [],
  warnings: [],
  ...parts,
});
const lines = (parts: Partial<WhereResult>) => formatWhere(result(parts), plain, printable).split('\n');
const linesOf = (parts: Partial<WhereAddress>) => lines({ addresses: [address(parts)] });
const explain = (parts: Partial<Explanation>) => linesOf({ explanation: explained(parts) });

describe('formatWhere', () => {
  it('shows the steps in the order in which they are taken, the conclusion behind them', () => {
    expect(
      linesOf({
        autonomousSystem: { asn: 64_500, organisation: 'Example', source: 'asn 2026-06-17' },
        operators: [{ operator: 'agora', by: 'asn', name: 'AS64500' }],
        advice: 'say which holds',
        rules: [{ ruleId: 'home', forbidden: { mode: 'notIn', members: ['US', 'eu'] }, verdict: 'allowed', conditional: false, rest: [] }],
      }),
    ).toEqual([
      '203.0.113.9',
      '  class      public',
      '  database   geo 2026-06-17 says US: counts',
      '  network    AS64500 Example (asn 2026-06-17)',
      '  run by     agora (asn AS64500)',
      '  stands in  US',
      '  settle     say which holds',
      '  rule       allowed  home (never not in US, eu)',
    ]);
  });

  it('says which override decides, and then that of no database', () => {
    const override = { region: 'DE', reason: 'our own', place };
    const region = { candidates: ['DE'], source: { kind: 'override', reason: 'our own', place: 'r.yaml:4' } } as const;
    expect(
      explain({
        overrides: [
          { ...override, cidr: '203.0.113.0/24' },
          { ...override, host: '*.example' },
        ],
        region,
      }),
    ).toEqual([
      '203.0.113.9',
      '  class      public',
      '  override   203.0.113.0/24 is DE, our own (r.yaml:4): decides',
      '  override   *.example is DE, our own (r.yaml:4)',
      '  database   geo 2026-06-17 says US',
      '  stands in  DE',
    ]);
  });

  it('says who marks an address as anycast', () => {
    const region = { candidates: 'unknown', source: { kind: 'none', cause: 'anycast' } } as const;
    const shipped = { kind: 'built-in', cidr: '203.0.113.0/24', service: 'Some DNS', source: 'RFC 1', asOf: '2026-01-01' } as const;
    expect(explain({ anycast: shipped, region })).toEqual([
      '203.0.113.9',
      '  class      public',
      '  anycast    203.0.113.0/24, Some DNS (RFC 1, as of 2026-01-01)',
      '  database   geo 2026-06-17 says US',
      '  stands in  unknown (anycast)',
    ]);
    expect(explain({ anycast: { kind: 'ruleset', cidr: '203.0.113.0/24', place }, region })).toContain(
      '  anycast    203.0.113.0/24 (r.yaml:4)',
    );
  });

  it.each<[string, Explanation['classified'], string]>([
    ['a wrapped one', { kind: 'public', address: '8.8.8.8', via: 'nat64' }, 'public, nat64 for 8.8.8.8'],
    ['a special one', { kind: 'special', address: '10.0.0.1', range: 'private (RFC 1918)', local: true }, 'private (RFC 1918)'],
    [
      'a special one with another in it',
      { kind: 'special', address: '2002:808:808::1', range: '6to4', local: false, embedded: '8.8.8.8' },
      '6to4, with 8.8.8.8 in it',
    ],
    [
      'a wrapped special one',
      { kind: 'special', address: '10.0.0.1', via: 'ipv4-mapped', range: 'private (RFC 1918)', local: true },
      'ipv4-mapped for 10.0.0.1, private (RFC 1918)',
    ],
    ['none', { kind: 'not-an-address' }, 'no address'],
  ])('names the class of an address: %s', (_what, classified, shown) => {
    expect(explain({ classified })).toContain(`  class      ${shown}`);
  });

  it.each<[string, Explanation['databases'][number]['answer'], string]>([
    ['nothing', undefined, 'does not know it'],
    ['damage', 'damaged', 'cannot be read here: it is damaged'],
    ['no country', { anycast: true }, 'says no country, anycast'],
    ['everything', { country: 'US', registered: 'JP', represented: 'DE', anycast: false }, 'says US, registered in JP, users of DE'],
  ])('tells what a database said: %s', (_what, answer, shown) => {
    expect(explain({ databases: [{ database, answer, decides: false }] })).toContain(`  database   geo 2026-06-17 ${shown}`);
  });

  it('shows by which aliases a name came to the address, or why nobody knows', () => {
    const names = { name: 'a.example', source: 'dns', chain: [], addresses: [] } as const;
    const link = { name: 'a.example', cname: 'b.example', ttl: 60 };
    expect(linesOf({ names: { ...names, resolver: '192.0.2.53', chain: [link] } })).toContain(
      '  name       a.example is an alias of b.example (60 s, by 192.0.2.53)',
    );
    expect(linesOf({ names: { ...names, chainUnknown: 'late' } })).toContain('  name       what led to this address is not known (late)');
    expect(linesOf({ names })).toContain('  name       no alias');
    expect(linesOf({ names: { ...names, addresses: [{ address: '203.0.113.9', ttl: 30 }] } })).toContain('  name       no alias (30 s)');
  });

  it('tells several countries, and that none is known, apart', () => {
    const source = { kind: 'database', name: 'geo', date: '2026-06-17' } as const;
    expect(explain({ region: { candidates: ['JP', 'US'], source } })).toContain('  stands in  JP or US');
    expect(explain({ region: { candidates: 'unknown', source: { kind: 'none', cause: 'not-in-database' } } })).toContain(
      '  stands in  unknown (not-in-database)',
    );
  });

  it('says what else a rule asks for, and that an answer has conditions', () => {
    const forbidden = { mode: 'in', members: ['CN'] } as const;
    expect(linesOf({ rules: [{ ruleId: 'r', forbidden, verdict: 'denied', conditional: true, rest: ['wire', 'host'] }] })).toContain(
      '  rule       denied, conditional  r (never in CN, together with wire, host)',
    );
  });

  it('heads the addresses of a name, and ends with what was asked', () => {
    const two = lines({
      target: 'a.example',
      resolution: { kind: 'resolved' },
      addresses: [address(), address({ address: '203.0.113.10' })],
      rulesets: ['r.yaml', 's.yaml'],
      databases: [
        { name: 'geo', date: '2026-06-17', ageDays: 1, file: '/geo.mmdb', origin: 'installed', instead: true, knows: ['countries'] },
      ],
      warnings: ['the database is old'],
    });
    expect(two[0]).toBe('a.example has 2 addresses, by the resolver of this machine');
    expect(two.filter((line) => /^203/.test(line))).toEqual(['203.0.113.9', '203.0.113.10']);
    expect(two.slice(-4)).toEqual([
      '',
      '  rules      r.yaml, s.yaml',
      '  database   geo 2026-06-17 (installed, in place of the one that ships): /geo.mmdb',
      '  warning    the database is old',
    ]);
    expect(lines({ target: 'a.example', resolution: { kind: 'resolved' } })[0]).toContain('a.example has one address');
    expect(lines({ target: 'a.example', resolution: { kind: 'failed', reason: 'no such name' }, addresses: [] })).toEqual([
      'a.example: no such name',
    ]);
  });

  it('paints verdicts by what they are', () => {
    const paint = pc.createColors(true);
    const of = (verdict: 'denied' | 'undetermined' | 'allowed') =>
      formatWhere(
        result({
          addresses: [
            address({ rules: [{ ruleId: 'r', forbidden: { mode: 'in', members: ['CN'] }, verdict, conditional: false, rest: [] }] }),
          ],
        }),
        paint,
        printable,
      );
    expect(of('denied')).toContain(paint.red('denied'));
    expect(of('undetermined')).toContain(paint.yellow('undetermined'));
    expect(of('allowed')).toContain(paint.green('allowed'));
  });

  it('adds no line, and no escape, whatever names and files are called', () => {
    const of = (text: string) =>
      lines({
        target: text,
        resolution: { kind: 'failed', reason: text },
        rulesets: [text],
        warnings: [text],
        databases: [{ name: text, date: text, ageDays: 1, file: text, origin: 'flag', instead: false, knows: [] }],
        addresses: [
          address({
            address: text,
            explanation: explained({
              overrides: [{ host: text, region: 'DE', reason: text, place: { ...place, file: text } }],
              databases: [{ database: { ...database, name: text, date: text }, answer: { country: text, anycast: false }, decides: true }],
            }),
            autonomousSystem: { asn: 1, organisation: text, source: text },
            names: { name: text, source: 'dns', resolver: text, chain: [{ name: text, cname: text, ttl: 1 }], addresses: [] },
            operators: [{ operator: text, by: 'cname', name: text }],
            rules: [{ ruleId: text, forbidden: { mode: 'in', members: [text] }, verdict: 'denied', conditional: false, rest: [text] }],
            advice: text,
          }),
        ],
      });
    const hostile = of('\u001b[2J\r\n\u009b1m\u202ex');
    expect(hostile).toHaveLength(of('x').length);
    expect(hostile.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('whereAsJson', () => {
  it('keeps every key, and null where nothing is', () => {
    expect(whereAsJson(result())).toEqual({
      target: '203.0.113.9',
      resolution: 'address',
      rulesets: [],
      addresses: [
        {
          address: '203.0.113.9',
          class: { kind: 'public', address: '203.0.113.9' },
          overrides: [],
          anycast: null,
          databases: [{ name: 'geo', date: '2026-06-17', answer: { country: 'US', anycast: false }, decides: true }],
          autonomousSystem: null,
          names: null,
          operators: [],
          candidates: ['US'],
          source: { kind: 'database', name: 'geo', date: '2026-06-17' },
          advice: null,
          rules: [],
        },
      ],
      databases: [],
      warnings: [],
    });
  });

  it('says why a name has no address, and where an override stands', () => {
    const overrides = [
      { cidr: '203.0.113.0/24', region: 'DE', reason: 'our own', place },
      { host: 'a.example', region: 'FR', reason: 'theirs', place },
    ];
    const whole = result({
      resolution: { kind: 'failed', reason: 'no such name' },
      addresses: [address({ explanation: explained({ overrides }) })],
    });
    expect(whereAsJson(whole)).toMatchObject({
      resolution: 'failed',
      reason: 'no such name',
      addresses: [
        {
          overrides: [
            { cidr: '203.0.113.0/24', region: 'DE', reason: 'our own', place: 'r.yaml:4' },
            { host: 'a.example', region: 'FR', reason: 'theirs', place: 'r.yaml:4' },
          ],
        },
      ],
    });
  });
});
