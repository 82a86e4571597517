import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

const kind = (text: string, name: string) => matchesIn('carrier', text, { name })[0]?.recognisedAs;

describe('carrier finds', () => {
  it.each(['carrier', 'carrierName', 'network_operator_name', 'simOperator', '运营商'])('a large network under %s by pattern', (name) => {
    expect(matchesIn('carrier', 'NTT DOCOMO', { name })).toEqual([{ start: 0, end: 10, value: 'NTT DOCOMO', recognisedAs: 'pattern' }]);
  });

  it('others, and network codes, by name', () => {
    expect(kind('Example Mobile', 'carrier')).toBe('name');
    expect(kind('44010', 'mccmnc')).toBe('name');
    expect(kind('440-10', 'network_operator')).toBe('name');
    expect(kind('中国移动', 'carrier')).toBe('pattern');
  });

  it('the declared one wherever it stands, a short one under a name', () => {
    expect(foundIn('carrier', '[0,"docomo","x"]', { name: 'extinfo' }, { is: 'docomo' })).toEqual(['docomo']);
    expect(foundIn('carrier', 'NTT DOCOMO', { name: 'carrier' }, { is: 'softbank' })).toEqual([]);
    expect(foundIn('carrier', 'au', { name: 'carrier' }, { is: 'au' })).toEqual(['au']);
    expect(foundIn('carrier', 'au', { name: 'lang' }, { is: 'au' })).toEqual([]);
  });
});

describe('carrier does not find', () => {
  it.each([
    ['docomo', 'text'],
    ['docomo', undefined],
    ['65535', 'carrier'],
    ['--', 'carrier'],
    ['unknown', 'carrier'],
    ['wifi', 'carrier'],
    ['DHL', 'shipping_carrier'],
    ['true', 'carrier'],
    ['2', 'carrier'],
    ['https://example.org', 'carrier'],
    ['jane@example.org', 'carrier'],
    ['orange', 'color'],
    ['', 'carrier'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('carrier', text, name === undefined ? {} : { name })).toEqual([]);
  });
});
