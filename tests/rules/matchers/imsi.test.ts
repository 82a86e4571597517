import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

/** In the test network 001 01. */
const IMSI = '001010123456789';

describe('imsi finds', () => {
  it.each(['imsi', 'IMSI', 'subscriberId', 'sim_imsi'])('under %s', (name) => {
    expect(matchesIn('imsi', IMSI, { name })).toEqual([{ start: 0, end: 15, value: IMSI, recognisedAs: 'pattern' }]);
  });

  it('behind the word, and of fourteen digits', () => {
    expect(foundIn('imsi', `imsi=${IMSI};`)).toEqual([IMSI]);
    expect(foundIn('imsi', '44010123456789', { name: 'imsi' })).toEqual(['44010123456789']);
    expect(foundIn('imsi', '{"imsi":"440101234567890","x":1}')).toEqual(['440101234567890']);
  });
});

describe('imsi does not find', () => {
  it.each([
    [IMSI, 'id'],
    [IMSI, 'imei'],
    [IMSI, undefined],
    [IMSI, 'imsi_hash'],
    ['999990123456789', 'imsi'],
    ['000000000000000', 'imsi'],
    ['1718000000123456', 'imsi'],
    ['44010', 'imsi'],
    [`a${IMSI}`, 'imsi'],
    [`${IMSI}.5`, 'imsi'],
    ['', 'imsi'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('imsi', text, name === undefined ? {} : { name })).toEqual([]);
  });
});
