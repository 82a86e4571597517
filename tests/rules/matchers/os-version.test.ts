import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

const kind = (text: string, name: string) => matchesIn('os-version', text, { name })[0]?.recognisedAs;
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15';

describe('os-version finds', () => {
  it.each([
    [IPHONE, 'iPhone OS 17.5.1'],
    ['Mozilla/5.0 (Linux; Android 14; SM-S918B)', 'Android 14'],
    ['Example/1.0 iOS/17.5', 'iOS/17.5'],
    ['CFNetwork/1496.0.7 Darwin/23.5.0', 'Darwin/23.5.0'],
    ['(Macintosh; Intel Mac OS X 10_15_7)', 'Mac OS X 10.15.7'],
    ['Windows NT 10.0; Win64', 'Windows NT 10.0'],
  ])('%j', (text, value) => {
    expect(matchesIn('os-version', text).map((match) => [match.value, match.recognisedAs])).toEqual([[value, 'pattern']]);
  });

  it.each([
    ['17.5.1', 'os_version'],
    ['14', 'androidVersion'],
    ['34', 'sdk_int'],
    ['17.5 (21F79)', 'systemVersion'],
  ])('%j under %s by name', (text, name) => {
    expect(kind(text, name)).toBe('name');
  });

  it('the declared one alone, with dots or underscores', () => {
    expect(foundIn('os-version', IPHONE, {}, { is: '17.5.1' })).toEqual(['17.5.1']);
    expect(foundIn('os-version', 'v=17.5.1&w=17.5.2', {}, { is: '17.5.1' })).toEqual(['17.5.1']);
    expect(foundIn('os-version', 'v=17.5.1.2', {}, { is: '17.5.1' })).toEqual([]);
    expect(foundIn('os-version', IPHONE, {}, { is: '17.5.2' })).toEqual([]);
  });

  it('a declared one of one or two numbers under a name and behind a system only', () => {
    expect(foundIn('os-version', '17.5', { name: 'os_version' }, { is: '17.5' })).toEqual(['17.5']);
    expect(foundIn('os-version', 'iOS 17.5; x', { name: 'user-agent' }, { is: '17.5' })).toEqual(['17.5']);
    expect(foundIn('os-version', 'CPU OS 17_5 like', {}, { is: '17.5' })).toEqual(['17.5']);
    expect(foundIn('os-version', 'iOS 17.5.1', {}, { is: '17.5' })).toEqual([]);
    expect(foundIn('os-version', '17.5', { name: 'price' }, { is: '17.5' })).toEqual([]);
  });
});

describe('os-version does not find', () => {
  it.each([
    ['17.5.1', 'app_version'],
    ['17.5.1', 'version'],
    ['17.5.1', 'min_os_version'],
    ['true', 'os_version'],
    ['0', 'os_version'],
    ['cameras 14', 'text'],
    ['BIOS 14', 'text'],
    ['Android', 'text'],
    ['iOS', 'os_version'],
    ['Android 14x', 'text'],
    ['1718000000123', 'os_version'],
    ['', 'os_version'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('os-version', text, { name })).toEqual([]);
  });
});
