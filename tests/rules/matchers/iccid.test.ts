import { describe, expect, it } from 'vitest';
import { luhn } from '../../../rules/matchers/luhn.js';
import { foundIn, matchesIn } from './found-in.js';

function withCheckDigit(digits: string): string {
  for (let digit = 0; digit < 10; digit++) if (luhn(digits + digit)) return digits + digit;
  throw new Error('one digit of ten fits');
}

const ICCID = withCheckDigit('898110012345678901');
const kind = (text: string, name?: string) => matchesIn('iccid', text, name === undefined ? {} : { name })[0]?.recognisedAs;

describe('iccid finds', () => {
  it.each(['iccid', 'ICCID', 'simSerialNumber', 'sim_iccid', 'ccid'])('by its check digit under %s', (name) => {
    expect(matchesIn('iccid', ICCID, { name })).toEqual([{ start: 0, end: 19, value: ICCID, recognisedAs: 'checksum' }]);
  });

  it('behind the word, with a filler at the end, and of twenty digits', () => {
    expect(foundIn('iccid', `{"iccid":"${ICCID}"}`)).toEqual([ICCID]);
    expect(foundIn('iccid', `${ICCID}F`, { name: 'iccid' })).toEqual([ICCID]);
    const long = withCheckDigit('8986011234567890123');
    expect(foundIn('iccid', long, { name: 'iccid' })).toEqual([long]);
  });

  it('without a right check digit by name only', () => {
    expect(kind('89811001234567890', 'iccid')).toBeUndefined();
    const wrong = ICCID.slice(0, -1) + String((Number(ICCID.at(-1)) + 1) % 10);
    expect(kind(wrong, 'iccid')).toBe('name');
    expect(kind(wrong, 'value')).toBeUndefined();
  });

  it('of large networks as a whole value under any name that does not count', () => {
    expect(kind(ICCID, 'extinfo')).toBe('pattern');
    expect(kind(ICCID)).toBe('pattern');
    expect(kind(withCheckDigit('893580012345678901'), 'extinfo')).toBeUndefined();
  });
});

describe('iccid does not find', () => {
  it.each([
    [ICCID, 'event_id'],
    [ICCID, 'nonce'],
    [`id ${ICCID} done`, 'text'],
    [`1${ICCID}`, 'iccid'],
    [`${ICCID}99`, 'iccid'],
    [`x${ICCID}`, 'iccid'],
    [`0.${ICCID}`, 'iccid'],
    ['8900000000000000000', 'iccid'],
    ['8999999999999999999', 'iccid'],
    ['8921012345678901234', 'value'],
    ['1234567890123456789', 'iccid'],
    ['8980012345678901234', 'iccid'],
    ['', 'iccid'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('iccid', text, { name })).toEqual([]);
  });
});
