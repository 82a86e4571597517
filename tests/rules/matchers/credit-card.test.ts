import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

describe('credit-card finds', () => {
  it.each([
    ['4111111111111111', '4111111111111111'],
    ['4111 1111 1111 1111', '4111111111111111'],
    ['4111-1111-1111-1111', '4111111111111111'],
    ['3782 822463 10005', '378282246310005'],
    ['pan=5555555555554444&cvc=123', '5555555555554444'],
    ['{"number":"6011111111111117"}', '6011111111111117'],
    ['4111 1111 1111 1111 12/27 123', '4111111111111111'],
    ['4111 1111 1111 1111 123', '4111111111111111'],
    ['my card is 4111 1111 1111 1111.', '4111111111111111'],
    ['Card 1 4111 1111 1111 1111', '4111111111111111'],
  ])('%j', (text, value) => {
    expect(foundIn('credit-card', text)).toEqual([value]);
  });

  it('by its check digit, and by pattern only under a name of IDs or random numbers', () => {
    expect(matchesIn('credit-card', '4111111111111111', { name: 'number' })[0]?.recognisedAs).toBe('checksum');
    expect(matchesIn('credit-card', '4111111111111111', { name: 'ord' })[0]?.recognisedAs).toBe('pattern');
    expect(matchesIn('credit-card', '4111111111111111', { name: 'traceId' })[0]?.recognisedAs).toBe('pattern');
    expect(matchesIn('credit-card', '4111111111111111', { name: 'cardId' })[0]?.recognisedAs).toBe('checksum');
  });
});

describe('credit-card does not find', () => {
  it.each([
    '4111111111111112',
    '0000000000000000',
    '4444444444444444',
    '1718000000123456',
    '1718000000123458',
    '94111111111111111',
    '41111111111111111',
    'a4111111111111111',
    '4111111111111111a',
    '_4111111111111111',
    '0.4111111111111111',
    '4111111111111111.5',
    '4111111111111111_1',
    '1-4111-1111-1111-1111',
    '4111-1111-1111-1111-9',
    '4111 1111-1111 1111',
    '4111  1111  1111  1111',
    '41 11 11 11 11 11 11 11',
    '411 11111 1111 1111',
    '411111******1111',
    '550e8400-4111-1111-1111-111111111111',
    '123456789',
    '',
  ])('%j', (text) => {
    expect(foundIn('credit-card', text)).toEqual([]);
  });

  it('any microsecond timestamp of this century', () => {
    for (let time = 946_684_800_000_000; time < 3_000_000_000_000_000; time += 1_234_567_890_123) {
      const text = String(time);
      if (/^[012]\d{15}$/.test(text) && text < '2200') expect(foundIn('credit-card', text)).toEqual([]);
      if (text.length === 15) expect(foundIn('credit-card', text)).toEqual([]);
    }
  });
});
