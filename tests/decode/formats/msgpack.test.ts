import { randomBytes } from 'node:crypto';
import { encode } from '@msgpack/msgpack';
import { describe, expect, it } from 'vitest';
import { msgpack } from '../../../decode/formats/msgpack.js';
import fc from '../../harness/fast-check.js';
import { linesOfTree } from '../binary/lines-of-tree.js';
import { recorded } from '../recorded.js';

const declared = { mediaType: 'application/msgpack', codings: [] };
const read = (bytes: Uint8Array) => recorded(msgpack, Buffer.from(bytes), declared);
const hex = (text: string) => read(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const sniffed = (bytes: Uint8Array) => msgpack.looksLikeBytes?.(Buffer.from(bytes));

describe('msgpack', () => {
  it('gives every value, with its place', () => {
    const bytes = encode({ user: { name: 'ada', tags: ['x', ['y']] }, ok: true, n: -1.5, nothing: null, id: Buffer.from([255, 254]) });
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
      "key $['id'] = id",
      "part $['id'] = \u00ff\u00fe",
    ]);
    expect(Buffer.from(bytes).toString('latin1', ...ranges[2]!)).toBe('ada');
  });

  it.each([
    ['positive fixint', '7f', '127'],
    ['negative fixint', 'e0', '-32'],
    ['uint 8', 'cc ff', '255'],
    ['uint 16', 'cd ffff', '65535'],
    ['uint 32', 'ce ffffffff', '4294967295'],
    ['uint 64', 'cf ffffffffffffffff', '18446744073709551615'],
    ['int 8', 'd0 80', '-128'],
    ['int 16', 'd1 8000', '-32768'],
    ['int 32', 'd2 80000000', '-2147483648'],
    ['int 64', 'd3 8000000000000000', '-9223372036854775808'],
    ['float 32', 'ca 420eb98c', '35.6812'],
    ['float 64', 'cb 4041d73190b17e4b', '35.68120013'],
    ['false', 'c2', 'false'],
  ])('reads a number: %s', (_name, bytes, value) => {
    const { lines } = hex(`91 ${bytes}`);
    expect(lines[0]).toMatch(/^plain/);
    if (bytes.startsWith('cb')) expect(Number(lines[0]!.slice(13))).toBeCloseTo(Number(value), 3);
    else expect(lines).toEqual([`plain $[0] = ${value}`]);
  });

  it.each([
    ['fixstr', 'a3 616263'],
    ['str 8', 'd9 03 616263'],
    ['str 16', 'da 0003 616263'],
    ['str 32', 'db 00000003 616263'],
  ])('reads text: %s', (_name, bytes) => expect(hex(`91 ${bytes}`).lines).toEqual(['leaf $[0] = abc']));

  it.each([
    ['bin 8', 'c4 02 fffe'],
    ['bin 16', 'c5 0002 fffe'],
    ['bin 32', 'c6 00000002 fffe'],
    ['fixext 2', 'd5 05 fffe'],
    ['ext 8', 'c7 02 05 fffe'],
    ['ext 16', 'c8 0002 05 fffe'],
    ['ext 32', 'c9 00000002 05 fffe'],
    ['a str that is none', 'a2 fffe'],
  ])('gives bytes as a part: %s', (_name, bytes) => expect(hex(`91 ${bytes}`).lines).toEqual(['part $[0] = \u00ff\u00fe']));

  it('reads timestamps', () => {
    expect(hex('91 d6 ff 6553f100').lines).toEqual(['plain $[0] = 1700000000', 'plain $[0] = 2023-11-14T22:13:20Z']);
    expect(read(encode([new Date(1_700_000_000_250)])).lines).toEqual([
      'plain $[0] = 1700000000.25',
      'plain $[0] = 2023-11-14T22:13:20.25Z',
    ]);
    expect(read(encode([new Date(-1500)])).lines).toEqual(['plain $[0] = -1.5', 'plain $[0] = 1969-12-31T23:59:58.5Z']);
    expect(hex('91 c7 0c ff 00000000 7fffffffffffffff').lines).toEqual(['plain $[0] = 9223372036854775807']);
  });

  it('takes keys of any type', () => {
    expect(hex('82 05 a1 61 cd 1234 a1 62').lines).toEqual(['leaf $[5] = a', 'key $[4660] = 4660', 'leaf $[4660] = b']);
    expect(hex('81 ff a1 61').lines).toEqual(["leaf $['-1'] = a"]);
    expect(hex('81 c0 a1 61').lines).toEqual(["leaf $['null'] = a"]);
    expect(hex('81 c4 03 616263 a1 61').lines).toEqual(["key $['abc'] = abc", "leaf $['abc'] = a"]);
    expect(hex('81 c4 02 fffe a1 61').lines).toEqual(["part $['fffe'] = \u00ff\u00fe", "leaf $['fffe'] = a"]);
    // A list as a key: its items, then the value, under the number of the entry; then the map goes on.
    expect(hex('82 92 a1 61 a1 62 a1 63 a1 6b a1 64').lines).toEqual([
      'leaf $[0][0] = a',
      'leaf $[0][1] = b',
      'leaf $[0] = c',
      "key $['k'] = k",
      "leaf $['k'] = d",
    ]);
    expect(hex('81 90 a1 63').lines).toEqual(['leaf $[0] = c']);
  });

  it('reads documents one after the other', () => {
    expect(hex('81 a1 61 a1 62 81 a1 61 a1 63').lines.filter((line) => line.startsWith('leaf'))).toEqual([
      "leaf $['a'] = b",
      "leaf $['a'] = c",
    ]);
  });

  it.each([
    ['JSON under its type', '{"error":"ada@example.test"}'],
    ['digits under its type', '12345'],
    ['nothing', ''],
  ])('is none: %s', (_name, text) => expect(read(Buffer.from(text))).toMatchObject({ reading: 'none', lines: [] }));

  it('hands over what it cannot read, wherever it is cut', () => {
    const bytes = Buffer.from(
      encode({ mail: 'ada@example.test', list: [1, { serial: 'serial-7781' }, Buffer.from('fffe', 'hex')], n: 123_456_789 }),
    );
    for (let end = 0; end < bytes.length; end += 1) {
      const { reading, lines, ranges } = read(bytes.subarray(0, end));
      expect(reading).toBe(end === 0 ? 'none' : 'part');
      if (end === 0) continue;
      const [start, stop] = ranges.at(-1)!;
      expect(lines.at(-1)).toMatch(/^rest/);
      expect(stop).toBe(end);
      // No gap but heads of tokens between what was read and the rest.
      const before = Math.max(1, ...ranges.slice(0, -1).map(([, to]) => to));
      expect(start - before).toBeLessThanOrEqual(2);
    }
  });

  it('makes bounded work of bombs', () => {
    expect(hex('df ffffffff a1 61 a1 62').reading).toBe('part');
    expect(hex('dd ffffffff').reading).toBe('part');
    expect(hex('c6 ffffffff 00')).toMatchObject({ reading: 'none' });
    const deep = read(Buffer.concat([Buffer.alloc(100_000, 0x91), encode('bottom-value')]));
    expect(deep.reading).toBe('part');
    expect(deep.lines).toHaveLength(1);
    expect(deep.lines[0]).toContain('bottom-value');
    expect(recorded(msgpack, Buffer.from(encode(['one', 'two', 'three'])), declared, 2)).toMatchObject({
      reading: 'all',
      lines: ['leaf $[0] = one', 'leaf $[1] = two'],
    });
  });

  it('is sniffed by what is hardly chance', () => {
    expect(sniffed(encode({ user: 'ada' }))).toBe(true);
    expect(sniffed(encode([0, 7, 'join', ['room-7']]))).toBe(true);
    expect(recorded(msgpack, Buffer.from(encode({ user: 'ada' }))).reading).toBe('part');
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
      bytes[0] = 0x81 + (run % 31);
      if (sniffed(bytes)) taken += 1;
    }
    // One first byte in seven is such a one.
    expect(taken).toBeLessThan(28);
  });

  it('is declared by its types alone', () => {
    for (const type of ['application/msgpack', 'application/x-msgpack', 'application/vnd.msgpack', 'application/acme+msgpack'])
      expect(msgpack.declaredBy?.(type)).toBe(true);
    for (const type of ['application/json', 'application/cbor']) expect(msgpack.declaredBy?.(type)).toBe(false);
  });

  it('reads what @msgpack/msgpack writes, and never throws', () => {
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
      { numRuns: 300 },
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
