import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

const kind = (text: string, name: string) => matchesIn('device-model', text, { name })[0]?.recognisedAs;

describe('device-model finds anywhere', () => {
  it.each([
    ['iPhone14,5', 'iPhone14,5'],
    ['{"m":"iPad13,4"}', 'iPad13,4'],
    ['Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36', 'SM-S918B'],
    ['Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Pro Build/UQ1A.240205.004)', 'Pixel 8 Pro'],
    ['Pixel 7a', 'Pixel 7a'],
    ['SO-51D', 'SO-51D'],
    ['XQ-DQ44', 'XQ-DQ44'],
    ['CPH2449', 'CPH2449'],
    ['Redmi Note 12', 'Redmi Note 12'],
    ['M2101K6G', 'M2101K6G'],
    ['ELS-NX9', undefined],
    ['VOG-L29', 'VOG-L29'],
    ['moto g84', 'moto g84'],
  ])('%j', (text, value) => {
    expect(foundIn('device-model', text)).toEqual(value === undefined ? [] : [value]);
  });

  it('by pattern, and under its name whatever else by name', () => {
    expect(kind('iPhone14,5', 'x')).toBe('pattern');
    expect(kind('iPhone 13', 'device_model')).toBe('name');
    expect(kind('Xperia 1 V', 'model')).toBe('name');
    expect(kind('arm64 board', 'hw.machine')).toBe('name');
  });

  it('the declared one alone, wherever it stands', () => {
    const is = { is: 'iPhone14,5' };
    expect(matchesIn('device-model', '["iphone14,5","iPad13,4"]', {}, is)).toEqual([
      { start: 2, end: 12, value: 'iPhone14,5', recognisedAs: 'pattern' },
    ]);
    expect(foundIn('device-model', 'iPhone14,50', {}, is)).toEqual([]);
    expect(foundIn('device-model', 'SM-S918B', { name: 'device_model' }, is)).toEqual([]);
  });
});

describe('device-model does not find', () => {
  it.each([
    ['iPhone', 'text'],
    ['myiPhone14,5', 'text'],
    ['iPhone14,555', 'text'],
    ['ISM-S918B', 'text'],
    ['Pixel ratio 2', 'text'],
    ['pixel 8', 'text'],
    ['CPH24', 'text'],
    ['M1234', 'text'],
    ['F-16', 'text'],
    ['emoto g84', 'text'],
    ['unknown', 'device_model'],
    ['mobile', 'device_type'],
    ['12345', 'model'],
    ['gpt-4o', 'ai_model'],
    ['users', 'data_model'],
    ['large-v3', 'language_model'],
    ['{"a":1}', 'model'],
    ['', 'model'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('device-model', text, { name })).toEqual([]);
  });
});
