import { encode } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { readName } from '../../../decode/dns/read-name.js';
import fc from '../../harness/fast-check.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const label = (length: number) => String.fromCharCode(length) + 'a'.repeat(length);

describe('readName', () => {
  it.each([
    ['\x01a\x07example\0rest', 0, 'a.example', 11],
    ['\0', 0, '', 1],
    ['..\x03www\xc0\x00', 2, undefined, 0],
    ['\x07example\0\x03www\xc0\x00rest', 9, 'www.example', 15],
    ['\x07example\0\xc0\x00', 9, 'example', 11],
    ['\x01a\0\x01b\xc0\x00\x01c\xc0\x03', 7, 'c.b.a', 11],
    ['\x02\xc3\xbc\0', 0, 'ü', 4],
    ['\x02\xfc!\0', 0, 'ü!', 4],
    ['\x03a.b\0', 0, 'a.b', 5],
    [`${label(63).repeat(3)}${label(61)}\0`, 0, `${`${'a'.repeat(63)}.`.repeat(3)}${'a'.repeat(61)}`, 255],
  ])('%j from %i on is %j', (text, start, expected, end) => {
    expect(readName(bytes(text), start)).toEqual(expected === undefined ? undefined : { text: expected, end });
  });

  it.each([
    ['nothing', '', 0],
    ['no end', '\x01a', 0],
    ['a label cut off', '\x05abc', 0],
    ['half a pointer', '\x01a\0\xc0', 3],
    ['a pointer to itself', '\xc0\x00', 0],
    ['a pointer into itself', '\x01a\xc0\x00', 0],
    ['a pointer ahead', '\xc0\x02\x01a\0', 0],
    ['pointers in a circle', '\xc0\x02\xc0\x00', 2],
    ['a label of a kind that is reserved', '\x41a\0', 0],
    ['a name too long', `${label(63).repeat(4)}\0`, 0],
    ['a name made too long by a pointer', `${label(63).repeat(2)}\0${label(63).repeat(2)}\xc0\x00`, 129],
  ])('%s is no name', (_name, text, start) => {
    expect(readName(bytes(text), start)).toBeUndefined();
  });

  it('does not read past its limit, except behind a pointer', () => {
    expect(readName(bytes('\x01a\0'), 0, 2)).toBeUndefined();
    expect(readName(bytes('\x07example\0\xc0\x00'), 9, 11)).toEqual({ text: 'example', end: 11 });
  });

  it('agrees with dns-packet on its own names, and never throws on others', () => {
    const labels = fc.array(fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(labels, fc.uint8Array({ maxLength: 40 }), fc.nat({ max: 40 }), (parts, other, start) => {
        const encoded = encode({ questions: [{ type: 'A', name: parts.join('.') }] });
        expect(readName(encoded, 12)).toEqual({ text: parts.join('.'), end: encoded.length - 4 });
        const found = readName(Buffer.from(other), start);
        if (found !== undefined) expect(found.end).toBeGreaterThan(start);
      }),
      { numRuns: 300 },
    );
  });
});
