import { describe, expect, it } from 'vitest';
import { luhn } from '../../../rules/matchers/luhn.js';
import fc from '../../harness/fast-check.js';
import { foundIn, matchesIn } from './found-in.js';

/** Published as an example. */
const IMEI = '490154203237518';
const IN_USE = '352099001761481';
const kinds = (text: string, name?: string) =>
  matchesIn('imei', text, name === undefined ? {} : { name }).map(({ recognisedAs }) => recognisedAs);

describe('imei finds', () => {
  it.each(['imei', 'IMEI', 'deviceImei', 'imei_1', 'x-imei'])('by its check digit under %s', (name) => {
    expect(matchesIn('imei', IMEI, { name })).toEqual([{ start: 0, end: 15, value: IMEI, recognisedAs: 'checksum' }]);
  });

  it.each([`imei=${IMEI}&x=1`, `{"imei":"${IMEI}"}`, `IMEI: ${IMEI}.`])('by its check digit behind the word, in %j', (text) => {
    expect(foundIn('imei', text)).toEqual([IMEI]);
    expect(kinds(text)).toEqual(['checksum']);
  });

  it.each(['35-209900-176148-1', '35 209900 176148 1', 'phone 35209900 176148 1', '35209900-176148-1'])('printed groups: %j', (text) => {
    expect(foundIn('imei', text)).toEqual([IN_USE]);
    expect(kinds(text)).toEqual(['pattern']);
  });

  it('by pattern under a name of devices, by name only under any other', () => {
    expect(kinds(IN_USE, 'device_id')).toEqual(['pattern']);
    expect(kinds(IN_USE, 'serial')).toEqual(['pattern']);
    expect(kinds(IN_USE, 'extinfo')).toEqual(['name']);
    expect(kinds(IN_USE)).toEqual(['name']);
  });
});

describe('imei does not find', () => {
  it.each([
    [IMEI, 'value'],
    [IN_USE, 'trace_id'],
    [IN_USE, 'ts'],
    [IN_USE, 'user_id'],
    [IN_USE, 'seq'],
    [`order ${IN_USE} shipped`, 'text'],
    ['352099001761482', 'imei'],
    ['000000000000000', 'imei'],
    ['004999010640000', 'imei'],
    ['20990017614810', 'imei'],
    ['5d41402abc4b2a76b9719d911017c592', 'imei_md5'],
    [`1${IN_USE}`, 'imei'],
    [`${IN_USE}1`, 'imei'],
    [`0.${IN_USE}`, 'imei'],
    [`${IN_USE}.5`, 'imei'],
    [`a${IN_USE}`, 'imei'],
    ['35-209900 176148-1', 'imei'],
    ['', 'imei'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('imei', text, { name })).toEqual([]);
  });

  it('times in micro- and nanoseconds, whatever their name', () => {
    for (let time = 1_500_000_000_000_000; time < 2_000_000_000_000_000; time += 1_234_567_890_123) {
      expect(foundIn('imei', String(time), { name: 'imei' })).toEqual([]);
      expect(foundIn('imei', `${time}000`, { name: 'value' })).toEqual([]);
    }
  });
});

describe('imei and chance', () => {
  it('takes a number under its name exactly when its check digit fits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^35[0-9]{13}$/), (digits) => {
        fc.pre(new Set(digits).size >= 4);
        expect(kinds(digits, 'imei')).toEqual(luhn(digits) ? ['checksum'] : []);
      }),
      { numRuns: 300 },
    );
  });
});
