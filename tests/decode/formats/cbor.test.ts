import { randomBytes } from 'node:crypto';
import { encode } from 'cbor2';
import { describe, expect, it } from 'vitest';
import { cbor } from '../../../decode/formats/cbor.js';
import fc from '../../harness/fast-check.js';
import { linesOfTree } from '../binary/lines-of-tree.js';
import { recorded } from '../recorded.js';

const declared = { mediaType: 'application/cbor', codings: [] };
const read = (bytes: Uint8Array) => recorded(cbor, Buffer.from(bytes), declared);
const hex = (text: string) => read(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const sniffed = (bytes: Uint8Array) => cbor.looksLikeBytes?.(Buffer.from(bytes));

describe('cbor', () => {
  it('gives every value, with its place', () => {
    const bytes = encode({ user: { name: 'ada', tags: ['x', ['y']] }, ok: true, n: -1.5, nothing: null });
    const { reading, lines, ranges } = read(bytes);
    expect(reading).toBe('all');
    expect(lines).toEqual([
      "key $['user'] = user",
      "key $['user']['name'] = name",
      "leaf $['user']['name'] = ada",
      "key $['user']['tags'] = tags",
      "leaf $['user']['tags'][0] = x",
      "leaf $['user']['tags'][1][0] = y",
      "key $['ok'] = ok",
      "plain $['ok'] = true",
      "key $['n'] = n",
      "plain $['n'] = -1.5",
      "key $['nothing'] = nothing",
    ]);
    expect(Buffer.from(bytes).toString('latin1', ...ranges[2]!)).toBe('ada');
  });

  // RFC 8949, appendix A.
  it.each([
    ['00', '0'],
    ['17', '23'],
    ['1818', '24'],
    ['1903e8', '1000'],
    ['1a000f4240', '1000000'],
    ['1b000000e8d4a51000', '1000000000000'],
    ['1bffffffffffffffff', '18446744073709551615'],
    ['c249010000000000000000', '18446744073709551616'],
    ['3bffffffffffffffff', '-18446744073709551616'],
    ['c349010000000000000000', '-18446744073709551617'],
    ['20', '-1'],
    ['3903e7', '-1000'],
    ['f93c00', '1'],
    ['f90001', '5.960464477539063e-8'],
    ['f97bff', '65504'],
    ['f9c400', '-4'],
    ['fa47c35000', '100000'],
    ['fb3ff199999999999a', '1.1'],
    ['f97c00', 'Infinity'],
    ['f97e00', 'NaN'],
    ['f98000', '-0'],
    ['f4', 'false'],
    ['f5', 'true'],
  ])('reads the number %s', (bytes, value) => {
    expect(hex(`81${bytes}`)).toMatchObject({ reading: 'all', lines: [`plain $[0] = ${value}`] });
  });

  it.each(['f6', 'f7', 'f0', 'f8ff', '60', '40', '80', 'a0'])('%s is no value', (bytes) => {
    expect(hex(`82${bytes}01`)).toMatchObject({ reading: 'all', lines: ['plain $[1] = 1'] });
  });

  it('reads what ends with a break', () => {
    expect(hex('9f 01 82 02 03 9f 04 05 ff ff').lines).toEqual([
      'plain $[0] = 1',
      'plain $[1][0] = 2',
      'plain $[1][1] = 3',
      'plain $[2][0] = 4',
      'plain $[2][1] = 5',
    ]);
    expect(hex('bf 63 46756e f5 63 416d74 21 ff').lines).toEqual([
      "key $['Fun'] = Fun",
      "plain $['Fun'] = true",
      "key $['Amt'] = Amt",
      "plain $['Amt'] = -2",
    ]);
    expect(hex('81 7f 65 7374726561 64 6d696e67 ff').lines).toEqual(['leaf $[0] = streaming']);
    expect(hex('81 5f 42 fffe 41 fd ff').lines).toEqual(['part $[0] = \u00ff\u00fe\u00fd']);
    expect(hex('82 7f ff 01').lines).toEqual(['plain $[1] = 1']);
  });

  it.each([
    ['a break where nothing is open', '82 01 ff'],
    ['a break after a key', 'bf 61 61 ff'],
    ['a piece of another type', '82 01 7f 41 61 ff'],
    ['a piece that has pieces itself', '82 01 7f 7f 61 61 ff ff'],
    ['a reserved length', '82 01 1c'],
    ['a tag before a break', '9f 01 c1 ff'],
    ['an integer without end', '82 01 1f'],
  ])('is broken at %s', (_name, bytes) => {
    const { reading, lines } = hex(bytes);
    expect(reading).toBe('part');
    expect(lines.at(-1)).toMatch(/^rest/);
  });

  it('knows what tags say', () => {
    expect(hex('81 c1 1a 514b67b0').lines).toEqual(['plain $[0] = 1363896240', 'plain $[0] = 2013-03-21T20:04:00Z']);
    expect(hex('81 c1 fb 41d452d9ec200000').lines).toEqual(['plain $[0] = 1363896240.5', 'plain $[0] = 2013-03-21T20:04:00.5Z']);
    expect(hex('81 c0 74 323031332d30332d32315432303a30343a30305a').lines).toEqual(['leaf $[0] = 2013-03-21T20:04:00Z']);
    expect(hex('81 d8 25 50 f81d4fae7dec11d0a76500a0c91e6bf6').lines[0]).toBe('plain $[0] = f81d4fae-7dec-11d0-a765-00a0c91e6bf6');
    expect(hex('81 d8 34 44 c0000207').lines[0]).toBe('plain $[0] = 192.0.2.7');
    expect(hex('81 d7 44 fffefdfc').lines).toEqual(['part $[0] = \u00ff\u00fe\u00fd\u00fc']);
    expect(hex('d9d9f7 81 01').lines).toEqual(['plain $[0] = 1']);
    const embedded = hex('81 d8 18 45 64 49455446');
    expect(embedded.lines).toEqual(['part $[0] = dIETF']);
    expect(embedded.declared[0]?.mediaType).toBe('application/cbor');
  });

  it('takes keys of any type', () => {
    expect(hex('a2 01 61 61 19 1234 61 62').lines).toEqual(['leaf $[1] = a', 'key $[4660] = 4660', 'leaf $[4660] = b']);
    expect(hex('a1 20 61 61').lines).toEqual(["leaf $['-1'] = a"]);
    expect(hex('a1 42 fffe 61 61').lines).toEqual(["part $['fffe'] = \u00ff\u00fe", "leaf $['fffe'] = a"]);
    expect(hex('bf 9f 61 61 ff 61 62 61 6b 61 63 ff').lines).toEqual([
      'leaf $[0][0] = a',
      'leaf $[0] = b',
      "key $['k'] = k",
      "leaf $['k'] = c",
    ]);
  });

  it('reads sequences', () => {
    expect(hex('a1 61 61 61 62 a1 61 61 61 63').lines.filter((line) => line.startsWith('leaf'))).toEqual([
      "leaf $['a'] = b",
      "leaf $['a'] = c",
    ]);
  });

  it.each([
    ['JSON under its type', '{"error":"ada@example.test"}'],
    ['words under its type', 'gateway timeout'],
    ['digits under its type', '12345'],
    ['nothing', ''],
  ])('is none: %s', (_name, text) => expect(read(Buffer.from(text))).toMatchObject({ reading: 'none', lines: [] }));

  it('hands over what it cannot read, wherever it is cut', () => {
    const bytes = Buffer.from(encode({ mail: 'ada@example.test', list: [1, { serial: 'serial-7781' }], n: 123_456_789 }));
    for (let end = 1; end < bytes.length; end += 1) {
      const { reading, lines, ranges } = read(bytes.subarray(0, end));
      expect(reading).toBe('part');
      const [start, stop] = ranges.at(-1)!;
      expect(lines.at(-1)).toMatch(/^rest/);
      expect(stop).toBe(end);
      const before = Math.max(1, ...ranges.slice(0, -1).map(([, to]) => to));
      expect(start - before).toBeLessThanOrEqual(2);
    }
  });

  it('makes bounded work of bombs', () => {
    expect(hex('bb ffffffffffffffff 61 61 61 62').reading).toBe('part');
    expect(hex('7b 7fffffffffffffff 61')).toMatchObject({ reading: 'none' });
    for (const first of [0x81, 0x9f]) {
      const deep = read(Buffer.concat([Buffer.alloc(100_000, first), encode('bottom-value')]));
      expect(deep).toMatchObject({ reading: 'part' });
      expect(deep.lines).toHaveLength(1);
      expect(deep.lines[0]).toContain('bottom-value');
    }
    expect(read(Buffer.alloc(100_000, 0xc1)).reading).toBe('none');
    // A bignum too long to write out in linear time stays bytes.
    const long = Buffer.concat([Buffer.from('81c25a00100000', 'hex'), Buffer.alloc(1_048_576, 0xff)]);
    expect(read(long).lines[0]).toMatch(/^part/);
    expect(recorded(cbor, Buffer.from(encode(['one', 'two', 'three'])), declared, 2)).toMatchObject({
      reading: 'all',
      lines: ['leaf $[0] = one', 'leaf $[1] = two'],
    });
  });

  it('is sniffed by what is hardly chance', () => {
    expect(sniffed(encode({ user: 'ada' }))).toBe(true);
    expect(sniffed(encode([0, 7, 'join', ['room-7']]))).toBe(true);
    expect(sniffed(Buffer.concat([Buffer.from('d9d9f7', 'hex'), encode({ user: 'ada' })]))).toBe(true);
    expect(recorded(cbor, Buffer.from(encode({ user: 'ada' }))).reading).toBe('part');
    expect(sniffed(encode({}))).toBe(false);
    expect(sniffed(encode([1, 2, 3]))).toBe(false);
    expect(sniffed(encode('just a text'))).toBe(false);
    expect(sniffed(Buffer.concat([encode({ user: 'ada' }), Buffer.from([0])]))).toBe(false);
    expect(sniffed(encode({ user: 'ada' }).subarray(0, -1))).toBe(false);
  });

  it('hardly ever takes random bytes for a document', () => {
    let taken = 0;
    const pool = randomBytes(64 * 40_000);
    for (let run = 0; run < 40_000; run += 1) {
      const bytes = pool.subarray(run * 64, run * 64 + 16 + (run % 48));
      bytes[0] = 0x81 + (run % 63);
      if (sniffed(bytes)) taken += 1;
    }
    // One first byte in four is such a one.
    expect(taken).toBeLessThan(16);
  });

  it('is declared by its types alone', () => {
    for (const type of ['application/cbor', 'application/cbor-seq', 'application/senml+cbor', 'application/acme+cbor-seq'])
      expect(cbor.declaredBy?.(type)).toBe(true);
    for (const type of ['application/json', 'application/msgpack']) expect(cbor.declaredBy?.(type)).toBe(false);
  });

  it('reads what cbor2 writes, and never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }), { minKeys: 1 }), fc.nat(), fc.nat(255), (any, at, byte) => {
        // Without negative zero, which not every writer keeps.
        const value = JSON.parse(JSON.stringify(any));
        const bytes = Buffer.from(encode(value));
        const { reading, lines } = read(bytes);
        expect(reading).toBe('all');
        expect(lines.filter((line) => !line.startsWith('key'))).toEqual(linesOfTree(value));
        const spoilt = Buffer.from(bytes);
        spoilt[at % spoilt.length] = byte;
        const found = read(spoilt);
        expect(found.reading !== 'part' || found.ranges.at(-1)![1] === spoilt.length).toBe(true);
      }),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }), (value) => {
        expect(read(encode([value])).lines).toEqual([`plain $[0] = ${value}`]);
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(['all', 'part', 'none']).toContain(read(noise).reading);
        sniffed(noise);
      }),
      { numRuns: 500 },
    );
  });
});
