import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { plantedForms } from '../../../rules/compile/planted-forms.js';
import { createPrefilter, isScannable } from '../../../rules/compile/prefilter.js';

const plantedValue = (value: string) => ({ ...plantedForms(value, { salts: [], hmacKeys: [] }), id: 0, field: 0 });
const prefilter = createPrefilter([plantedValue('u-7f3a9c21d0'), plantedValue('qa.person@example.test')]);
const mayHold = (bytes: string | Buffer, binary = false) => prefilter.mayHold(Buffer.from(bytes as string), binary);

describe('createPrefilter', () => {
  it.each([
    ['plain', 'x u-7f3a9c21d0 y'],
    ['in upper case', 'U-7F3A9C21D0'],
    ['escaped in part', 'u%2D7f3a9c21d0'],
    ['over-escaped', '%75-7f3a9c21d0'],
    ['escaped twice', 'qa.person%2540example.test'],
    ['as an entity', 'qa.person&commat;example.test'],
    ['with escaped units', '{"a":"qa.person\\u0040example.test"}'],
    ['in base64 in base64', Buffer.from(Buffer.from('id=u-7f3a9c21d0').toString('base64')).toString('base64')],
    ['in hex', Buffer.from('u-7f3a9c21d0').toString('hex').toUpperCase()],
    ['in base32', 'OUWTOZRTME4WGMRRMQYA===='],
    ['in UTF-16 in base64', Buffer.from('u-7f3a9c21d0', 'utf16le').toString('base64')],
    ['in gzip in hex', gzipSync('u-7f3a9c21d0').toString('hex')],
    ['in gzip in base64url behind a dash', `a-${gzipSync('u-7f3a9c21d0').toString('base64url')}`],
  ])('says maybe to a value %s', (_, text) => {
    expect(mayHold(text)).toBe(true);
  });

  it.each([
    ['bytes of a structured format', Buffer.from([8, 150, 1, 0])],
    ['compressed bytes', gzipSync('nothing')],
    ['base64 that goes on over lines', `${'QUJD'.repeat(19)}\r\nQUJD`],
  ])('says maybe to %s', (_, bytes) => {
    expect(mayHold(bytes)).toBe(true);
  });

  it('says no to ordinary text, and to media without the value', () => {
    expect(mayHold('{"lastModifiedDateTime":"2026-11-21T12:00:00Z","id":"8f14e45f-ceea-467f-a8f5-5f3a1c1f2d3e"}')).toBe(false);
    expect(mayHold(Buffer.from([0, 1, 2, 3, 4, 5, 250, 251, 7, 9]), true)).toBe(false);
    expect(mayHold('')).toBe(false);
  });

  it('leaves short values to decoding', () => {
    expect(isScannable(plantedValue('au'))).toBe(false);
    expect(isScannable(plantedValue('docomo'))).toBe(true);
    expect(createPrefilter([plantedValue('au')]).mayHold(Buffer.from('au'), false)).toBe(false);
  });

  it('gives up, in bounded time, on texts made to nest', () => {
    const hostile = 'aA-'.repeat(200_000);
    expect(typeof mayHold(hostile)).toBe('boolean');
    let nested = 'x'.repeat(1000);
    for (let depth = 0; depth < 9; depth += 1) nested = Buffer.from(nested).toString('base64');
    expect(mayHold(nested)).toBe(true);
  });

  it('says the same with rests on the way, wherever in a long text a value stands', () => {
    const values = [plantedValue('u-7f3a9c21d0'), plantedValue('qa.person@example.test'), plantedValue('+819012345678')];
    let rests = 0;
    const rested = createPrefilter(values, () => {
      rests += 1;
    });
    const filler = Buffer.from('{"note":"river stone window","at":1700000000},'.repeat(3_000));
    expect(rested.mayHold(filler, false)).toBe(false);
    expect(rests).toBeGreaterThan(30);
    for (const written of ['u-7f3a9c21d0', Buffer.from('qa.person@example.test').toString('base64'), '(090) 1234-5678']) {
      for (let at = 32 * 1024 - 40; at < 32 * 1024 + 4; at += 1) {
        const text = Buffer.from(filler);
        text.write(` ${written} `, at);
        expect(rested.mayHold(text, false)).toBe(true);
      }
    }
  });
});
