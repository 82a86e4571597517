import { describe, expect, it } from 'vitest';
import { type Alarms, barsOf, runAlarms, runChains, runMatrix } from '../../bench/recall/index.mjs';
import { createDecoder } from '../../decode/index.js';
import type { RecognisedAs } from '../../model/index.js';
import { createJudge, defaultContext, loadRuleset, type Matcher, matchers, RulesetError } from '../../rules/index.js';

const rooms = { createDecoder, createJudge, defaultContext, loadRuleset, RulesetError, matchers };

/** Finds a word wherever it stands, as sure as it is told. */
const finder = (name: string, word: string, recognisedAs: RecognisedAs): Matcher => ({
  name,
  description: 'a word',
  options: {},
  surest: recognisedAs,
  prepare: () => ({
    recognisedAs,
    find: (text) => {
      const start = text.indexOf(word);
      return start < 0 ? [] : [{ start, end: start + word.length, value: word, recognisedAs }];
    },
  }),
});
const alarmsWith = (...list: readonly Matcher[]): Alarms =>
  runAlarms({ ...rooms, matchers: new Map(list.map((matcher) => [matcher.name, matcher])) }, { count: 230, seed: 3 });
const bar = (alarms: Alarms, name: RegExp) => barsOf({ alarms }).find((each) => name.test(each.name))?.met;

describe('the matrix', () => {
  const matrix = runMatrix(rooms);
  const rows = new Map([...matrix.identifiers, ...matrix.kinds].map((row) => [row.name, row]));

  it('has 43 single chains, each of which some carrier can carry', () => {
    expect(matrix.identifiers).toHaveLength(43);
    expect(rows.size).toBe(43 + matrix.kinds.length);
    expect([...rows.values()].filter(({ sent }) => sent === 0)).toEqual([]);
  });

  it('sends nothing that a carrier cannot carry as it is', () => {
    const carriersOf = (name: string) => Object.keys(rows.get(name)?.cells ?? {});
    const binary = ['multipart', 'protobuf', 'body', 'ws binary', 'gRPC', 'opaque', 'datagram'];
    expect(carriersOf('UTF-16')).toEqual(binary);
    expect(carriersOf('other charsets')).toEqual(['JSON', 'form', 'body']);
    expect(carriersOf('NDJSON')).not.toContain('header');
    expect(carriersOf('split over two fields')).not.toContain('datagram');
    expect(carriersOf('brotli')).not.toContain('opaque');
  });

  it.each([
    'percent',
    'percent twice',
    'JSON in JSON',
    'JS escapes',
    'UTF-16',
    'other charsets',
    'base64',
    'base64url',
    'gzip',
    'hash',
    'uuid',
    'mac',
  ])('finds all of a chain in every carrier: %s', (name) => {
    expect(rows.get(name)?.misses).toEqual([]);
    expect(rows.get(name)?.found).toBe(rows.get(name)?.sent);
  });

  it('counts as found only what is found as surely as it must be', () => {
    const { misses, sent, found } = rows.get('XOR, ROT13') ?? { misses: [], sent: 0, found: 0 };
    expect(found + misses.length).toBe(sent);
    expect(misses.filter(({ variant, seen }) => variant === 'ROT13' || seen === 'suspect')).toEqual([]);
  });

  it('misses its bar when a chain is not found everywhere', () => {
    const met = (found: number) =>
      barsOf({ matrix: { ...matrix, identifiers: [{ name: 'a', cells: {}, misses: [], sent: 2, found }] } })[0]?.met;
    expect([met(2), met(1)]).toEqual([true, false]);
  });
});

describe('random chains', () => {
  const options = { count: 250, seed: 11 };
  const chains = runChains(rooms, options);

  it('are found, most of them', () => {
    expect(chains.sent).toBe(250);
    expect(chains.found / chains.sent).toBeGreaterThan(0.75);
    expect(Object.keys(chains.byLength)).toEqual(['1', '2', '3', '4']);
  });

  it('put every miss down to a part of its chain', () => {
    expect(chains.causes.reduce((sum, { missed }) => sum + missed, 0)).toBe(chains.sent - chains.found);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(runChains(rooms, options)).toEqual(chains);
    expect(runChains(rooms, { ...options, seed: 12 }).byCarrier).not.toEqual(chains.byCarrier);
  });

  it('miss their bar below 95 %', () => {
    const met = (found: number) => barsOf({ chains: { ...chains, sent: 100, found } })[0]?.met;
    expect([met(95), met(94)]).toEqual([true, false]);
  });
});

describe('clean traffic', () => {
  it('holds no planted value, and nothing with a check digit that a matcher could mistake outright', () => {
    const alarms = runAlarms(rooms, { count: 230, seed: 3 });
    expect(alarms.totals).toMatchObject({ planted: 0, checksum: 0 });
    expect(alarms.gaps).toEqual({});
    // A UUID is one, so whoever finds it is right.
    expect(alarms.right['uuid']).toBeGreaterThan(0);
    expect(alarms.alarms.filter(({ source }) => source === 'uuid')).toEqual([]);
    // Each matcher once, and those that take a declared value twice.
    expect(alarms.matchers).toBe(matchers.size + [...matchers.values()].filter(({ options }) => options['is'] !== undefined).length);
  });

  it('tells alarms by matcher, sureness and generator, a message once', () => {
    const alarms = alarmsWith(finder('sure', 'events-js', 'checksum'), finder('silent', 'nobody writes this', 'pattern'));
    const [found] = alarms.alarms.filter(({ source }) => source === 'sure');
    expect(alarms.totals).toEqual({ planted: 0, checksum: 5, pattern: 0, name: 0 });
    expect(found).toMatchObject({ recognisedAs: 'checksum', count: 5, kinds: { analytics: 5 } });
    expect(found?.examples).toHaveLength(1);
    expect(bar(alarms, /check digit/)).toBe(false);
    expect(bar(alarms, /pattern/)).toBe(true);
  });

  it('finds alarms of matchers that are only ever sure of names, too', () => {
    const alarms = alarmsWith(finder('vague', 'events-js', 'name'), finder('likely', 'events-js', 'pattern'));
    expect(alarms.totals).toEqual({ planted: 0, checksum: 0, pattern: 5, name: 5 });
    expect(bar(alarms, /pattern/)).toBe(false);
  });
});
