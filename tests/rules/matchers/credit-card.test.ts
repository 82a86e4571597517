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
    ['4111.1111.1111.1111', '4111111111111111'],
    ['4111\u00a01111\u00a01111\u00a01111', '4111111111111111'],
    ['4111\u20131111\u20131111\u20131111', '4111111111111111'],
    ['%B4111111111111111^DOE/JANE^25121010000000000000?', '4111111111111111'],
    [';4111111111111111=25121010000012345678?', '4111111111111111'],
    ['4111111111111111D25121010000012345678', '4111111111111111'],
    ['6240 0086 3140 1148 002', '6240008631401148002'],
  ])('%j', (text, value) => {
    expect(foundIn('credit-card', text)).toEqual([value]);
  });

  it.each([
    ['4111111111111111', undefined],
    ['4111111111111111', 'number'],
    ['4111111111111111', 'n'],
    ['4111 1111 1111 1111', 'n'],
    ['378282246310005', 'value'],
    ['4111111111111111', 'cardId'],
    ['4111111111111111', 'order_card_number'],
    ['30569309025904', 'pan'],
    ['6240008631401148002', 'bankCard'],
    ['6240008631401148002', 'accNo'],
    ['6240008631401148002', '银行卡号'],
    ['{"id":7,"number":"4111111111111111"}', undefined],
    ['https://pay.example/cards/4111111111111111/charges', undefined],
    ['card 30569309025904', 'text'],
    ['your order with card 4111111111111111 was paid', 'text'],
    ['your order was paid with 4111 1111 1111 1111', 'text'],
    ['I paid with 4111111111111111 12/27 123', 'text'],
    ['pay 4111111111111111, exp 01/2031', 'text'],
    ['LOGIN|4111111111111111|x', undefined],
    ['a;4111111111111111;b', undefined],
    ['{"n": 4111111111111111}', undefined],
    ['a\n4111111111111111\nb', undefined],
  ])('%s under %s by its check digit', (text, name) => {
    expect(matchesIn('credit-card', text, name === undefined ? {} : { name }).map(({ recognisedAs }) => recognisedAs)).toEqual([
      'checksum',
    ]);
  });

  it.each([
    ['4111 1111 1111 1111', 'ord', 'pattern'],
    ['4111-1111-1111-1111', 'voucher_id', 'pattern'],
    ['4111111111111111', 'ord', 'name'],
    ['4111111111111111', 'traceId', 'name'],
    ['4111111111111111', 'order_number', 'name'],
    ['4111111111111111', 'account_id', 'name'],
    ['/v1/items/4111111111111111', undefined, 'name'],
    ['request id: 4111111111111111', undefined, 'name'],
    ['x0 00000000 x1 4111111111111111', undefined, 'name'],
    ['cpu{zone="a"} 4111111111111111 1700000000000', undefined, 'name'],
    ['took 4111111111111111 13-31', undefined, 'name'],
    ['{"elapsedNanos":378282246310005}', undefined, 'name'],
    ['6240008631401148002', 'n', 'name'],
  ])('%s under %s by %s only', (text, name, recognisedAs) => {
    expect(matchesIn('credit-card', text, name === undefined ? {} : { name }).map((match) => match.recognisedAs)).toEqual([recognisedAs]);
  });
});

it('takes a nameless number of a binary format for a card by name only, and its text for more', () => {
  const sureness = (context: Parameters<typeof matchesIn>[2]) =>
    matchesIn('credit-card', '4111111111111111', context).map(({ recognisedAs }) => recognisedAs);
  expect(sureness({ number: true })).toEqual(['name']);
  expect(sureness({ number: true, name: 'pan' })).toEqual(['checksum']);
  expect(sureness({ number: true, name: 'n' })).toEqual(['checksum']);
  expect(sureness({})).toEqual(['checksum']);
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
    // Nothing but a name speaks for these: 64-bit integers, nanoseconds since a device was started, IDs that count up.
    '4111111111111111110',
    '30569309025904',
    '36000000000008',
    '2200404772648051829',
    '105445aa7843bc8bf206b12000100000/3847450675094491748;o=1',
    '105445aa7843bc8bf206b12cc0100000/4111111111111111110;o=1',
    '{"span_id":6240008631401148002}',
    'B4111111111111111',
    '4111111111111111D99',
    '4111.1111.1111.1111.9',
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
