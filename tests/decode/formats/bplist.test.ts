import create from 'bplist-creator';
import { describe, expect, it } from 'vitest';
import { bplist } from '../../../decode/formats/bplist.js';
import fc from '../../harness/fast-check.js';
import { linesOfTree } from '../binary/lines-of-tree.js';
import { bplistOf } from '../bplist/bplist-of.js';
import { recorded } from '../recorded.js';

const declared = { mediaType: 'application/x-apple-binary-plist', codings: [] };
const read = (bytes: Uint8Array) => recorded(bplist, Buffer.from(bytes), declared);
const written = (value: unknown) => Buffer.from(create(value as never));

describe('bplist', () => {
  it('gives every value, with its place', () => {
    const value = {
      user: { name: 'ada', city: '東京' },
      list: [true, 7, 1.5],
      id: Buffer.from([255, 254]),
      at: new Date(1_700_000_000_250),
    };
    const { reading, lines } = read(written(value));
    expect(reading).toBe('all');
    expect(lines).toEqual([
      "key $['user'] = user",
      "key $['user']['name'] = name",
      "leaf $['user']['name'] = ada",
      "key $['user']['city'] = city",
      "leaf $['user']['city'] = 東京",
      "key $['list'] = list",
      "plain $['list'][0] = true",
      "plain $['list'][1] = 7",
      "plain $['list'][2] = 1.5",
      "key $['id'] = id",
      "part $['id'] = \u00ff\u00fe",
      "key $['at'] = at",
      "plain $['at'] = 1700000000.25",
      "plain $['at'] = 2023-11-14T22:13:20.25Z",
    ]);
  });

  it.each([
    ['a byte', '10ff', '255'],
    ['two bytes', '11ffff', '65535'],
    ['four bytes', '12ffffffff', '4294967295'],
    ['eight bytes, signed', '13ffffffffffffffff', '-1'],
    ['sixteen bytes', '1400000000000000007fffffffffffffff', '9223372036854775807'],
    ['a float', '22420eb98c', '35.6812'],
    ['a reference of NSKeyedArchiver', '810102', '258'],
    ['false', '08', 'false'],
  ])('reads a number: %s', (_name, object, value) => {
    const { reading, lines } = read(bplistOf([object]));
    expect(reading).toBe('all');
    expect(lines).toHaveLength(1);
    if (object.startsWith('22')) expect(Number(lines[0]!.slice(10))).toBeCloseTo(Number(value), 3);
    else expect(lines).toEqual([`plain $ = ${value}`]);
  });

  it('takes long objects, sets, UTF-8, and null', () => {
    const text = 'a long text of the house';
    const ascii = `5f10${text.length.toString(16).padStart(2, '0')}${Buffer.from(text).toString('hex')}`;
    expect(read(bplistOf(['c401020304', ascii, '73c3bc61', '00', '50'])).lines).toEqual([`leaf $[0] = ${text}`, 'leaf $[1] = üa']);
  });

  it('reads what several refer to at each place, and what refers to itself once', () => {
    expect(read(bplistOf(['a20101', '5161'])).lines).toEqual(['leaf $[0] = a', 'leaf $[1] = a']);
    expect(read(bplistOf(['a20001', '5161']))).toMatchObject({ reading: 'all', lines: ['leaf $[1] = a'] });
    expect(read(bplistOf(['a101', 'a102', 'a20003', '5161']))).toMatchObject({ lines: ['leaf $[0][0][1] = a'] });
  });

  it.each([
    ['an object nobody refers to', ['a101', '5161', '5668696464656e'], 'hidden'],
    ['a reference to nothing', ['a2010f', '5161'], undefined],
    ['an object that is none', ['a20102', '5161', 'f066756c6c'], 'full'],
    ['a length beyond the end', ['a20102', '5161', '5f12ffffffff'], undefined],
  ])('hands over what it did not read: %s', (_name, objects, hidden) => {
    const { reading, lines } = read(bplistOf(objects));
    expect(reading).toBe('part');
    if (hidden !== undefined) expect(lines.some((line) => line.startsWith('rest') && line.includes(hidden))).toBe(true);
  });

  it('hands over what stands between the table and the trailer', () => {
    const bytes = Buffer.from(bplistOf(['5161']));
    const hidden = Buffer.concat([bytes.subarray(0, -32), Buffer.from('hidden'), bytes.subarray(-32)]);
    expect(read(hidden)).toMatchObject({ reading: 'part', lines: ['leaf $ = a', 'rest $ = hidden'] });
  });

  it('is none when it is cut anywhere, so that all of it is searched', () => {
    const bytes = written({ mail: 'ada@example.test', n: 1 });
    for (let end = 0; end < bytes.length; end += 1) expect(read(bytes.subarray(0, end))).toMatchObject({ reading: 'none', lines: [] });
  });

  it('makes bounded work of bombs', () => {
    // Each list holds the next one ten times.
    const laughs = Array.from({ length: 60 }, (_none, level) => `aa${(level + 1).toString(16).padStart(2, '0').repeat(10)}`);
    const { reading, lines } = read(bplistOf([...laughs, '5868612068612068612e']));
    expect(reading).toBe('part');
    expect(lines.length).toBeLessThan(20_000);
    // Deeper than any list goes.
    const deep = Array.from({ length: 200 }, (_none, level) => `a1${(level + 1).toString(16).padStart(2, '0')}`);
    expect(read(bplistOf([...deep, '56626f74746f6d'])).lines).toEqual([expect.stringMatching(/^rest .*bottom$/s)]);
    // A thousand numbers for one long text.
    const long = Buffer.from(bplistOf(['5f1200010000'.concat('61'.repeat(65_536))], { repeat: 1000 }));
    expect(read(long).lines.join('').length).toBeLessThan(40 * long.length);
  });

  it('is sniffed by its header and its trailer', () => {
    const bytes = written({ user: 'ada' });
    expect(bplist.looksLikeBytes?.(bytes)).toBe(true);
    expect(recorded(bplist, bytes).reading).toBe('part');
    expect(bplist.looksLikeBytes?.(bytes.subarray(1))).toBe(false);
    expect(bplist.looksLikeBytes?.(bytes.subarray(0, -1))).toBe(false);
    expect(bplist.looksLikeBytes?.(Buffer.from('bplist00 is what it says, and no more than that, at some length'))).toBe(false);
    expect(read(Buffer.from('<?xml version="1.0"?><plist/>')).reading).toBe('none');
  });

  it('is declared by its types alone', () => {
    for (const type of ['application/x-plist', 'application/x-apple-binary-plist']) expect(bplist.declaredBy?.(type)).toBe(true);
    expect(bplist.declaredBy?.('application/xml')).toBe(false);
  });

  it('reads what bplist-creator writes, and never throws', () => {
    const text = fc.string({ minLength: 1 }).filter((one) => one !== '__proto__');
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.boolean(),
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(text, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(255), (value, at, byte) => {
        const bytes = written(value);
        const { reading, lines } = read(bytes);
        expect(lines.filter((line) => !line.startsWith('key'))).toEqual(linesOfTree(value));
        expect(reading).toBe('all');
        const spoilt = Buffer.from(bytes);
        spoilt[at % spoilt.length] = byte;
        expect(['all', 'part', 'none']).toContain(read(spoilt).reading);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ minLength: 3, maxLength: 5 }), (noise, trailer) => {
        const bytes = Buffer.concat([Buffer.from('bplist00'), noise, Buffer.alloc(32)]);
        const from = bytes.length - 26;
        bytes[from] = 1 + (trailer[0]! % 2);
        bytes[from + 1] = 1;
        bytes[from + 9] = trailer[1]! % 16;
        bytes[bytes.length - 1] = trailer[2]! % bytes.length;
        expect(['all', 'part', 'none']).toContain(read(bytes).reading);
      }),
      { numRuns: 500 },
    );
  });
});
