import { describe, expect, it } from 'vitest';
import { binaryForms } from '../../../rules/compile/binary-forms.js';
import { canonicalForms } from '../../../rules/compile/canonical-forms.js';

const formsOf = (value: string) =>
  binaryForms(value, canonicalForms(value, undefined).texts).map(({ text, transforms, binary }) => [
    transforms[0],
    Buffer.from(text, 'latin1').toString('hex'),
    binary,
  ]);

describe('binaryForms', () => {
  it('writes numbers in both byte orders and as a varint, no wider than they need', () => {
    expect(formsOf('300188412')).toEqual([
      ['u32be', '11e482fc', 'short'],
      ['u32le', 'fc82e411', 'short'],
      ['varint', 'fc85928f01', 'short'],
      ['zigzag', 'f88ba49e02', 'short'],
      ['f64be', '41b1e482fc000000', 'short'],
      ['f64le', '000000fc82e4b141', 'short'],
    ]);
    expect(formsOf('4294967296').map(([name]) => name)).toEqual(['u64be', 'u64le', 'varint', 'zigzag']);
    expect(formsOf('18446744073709551615')[2]).toEqual(['varint', 'ffffffffffffffffff01', 'long']);
  });

  it('writes them as float64 only where that is exact and tells something', () => {
    const doubles = (value: string) => formsOf(value).filter(([name]) => name?.startsWith('f64'));
    expect(doubles('1848314487')).toEqual([
      ['f64be', '41db8ac29dc00000', 'long'],
      ['f64le', '0000c09dc28adb41', 'long'],
    ]);
    expect(doubles('9007199254740993')).toEqual([]);
    expect(doubles('16777216')).toEqual([]);
  });

  it('suspects numbers of few bytes, by how many of them tell', () => {
    expect(formsOf('16777215')).toEqual([
      ['u32be', '00ffffff', 'small'],
      ['u32le', 'ffffff00', 'small'],
      ['varint', 'ffffff07', 'small'],
    ]);
    expect(formsOf('48123')).toEqual([
      ['u32be', '0000bbfb', 'small'],
      ['u32le', 'fbbb0000', 'small'],
      ['u16be', 'bbfb', 'tiny'],
      ['u16le', 'fbbb', 'tiny'],
      ['varint', 'fbf702', 'small'],
    ]);
    expect(formsOf('12345').at(-1)).toEqual(['varint', 'b960', 'tiny']);
    expect(binaryForms('48123', [], 'integer').every(({ suspect }) => suspect)).toBe(true);
    expect(binaryForms('300188412', []).some(({ suspect }) => suspect)).toBe(false);
    // What is no integer to the tester is none in bytes.
    expect(binaryForms('48123', [], 'text')).toEqual([]);
  });

  it('writes what stands in hexadecimal digits as the bytes they spell', () => {
    for (const value of ['9774d56d682e549c', '970CA35de60c44645bbae8a215061b33'])
      expect(formsOf(value)).toContainEqual(['hex-bytes', value.toLowerCase(), 'long']);
    for (const value of ['9774d56d682e549', '9774d56d682e54', '1848314487123456', '9774d56d682e549g'])
      expect(
        formsOf(value).filter(([name]) => name === 'hex-bytes'),
        value,
      ).toEqual([]);
  });

  it('leaves numbers that chance would find, that do not fit, or that are none', () => {
    for (const value of ['9999', '18446744073709551616', '012345678', '-300188412', '300188412.5', 'u-300188412'])
      expect(formsOf(value), value).toEqual([]);
  });

  it('writes the bytes of UUIDs and MAC addresses', () => {
    expect(formsOf('6A1C1487-A0AF-4223-B142-A0F4621D0311')).toEqual([
      ['uuid-bytes', '6a1c1487a0af4223b142a0f4621d0311', 'long'],
      ['guid-bytes', '87141c6aafa02342b142a0f4621d0311', 'long'],
    ]);
    expect(formsOf('02:42:AC:11:00:02')).toEqual([['mac-bytes', '0242ac110002', 'long']]);
    // A text of hexadecimal digits that says nothing of being bytes.
    expect(formsOf('deadbeefcafe')).toEqual([]);
  });
});
