import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

const kind = (text: string, name: string) => matchesIn('time-zone', text, { name })[0]?.recognisedAs;

describe('time-zone finds', () => {
  it.each([
    'Asia/Tokyo',
    'America/New_York',
    'America/Argentina/Buenos_Aires',
    'Europe/Kyiv',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'America/Port-au-Prince',
  ])('%s', (zone) => {
    expect(foundIn('time-zone', zone)).toEqual([zone]);
    expect(foundIn('time-zone', `{"tz":"${zone}","x":1}`)).toEqual([zone]);
    expect(foundIn('time-zone', `tz=${zone}&x=1`)).toEqual([zone]);
    expect(kind(zone, 'x')).toBe('pattern');
  });

  it.each([
    ['+09:00', 'timezone'],
    ['GMT+9', 'timeZone'],
    ['UTC-05:30', 'tz'],
    ['540', 'tz_offset'],
    ['-32400', 'utcOffset'],
    ['JST', 'time_zone'],
  ])('%j under %s by name', (text, name) => {
    expect(kind(text, name)).toBe('name');
  });

  it('up to three different zones, and no list of them', () => {
    expect(foundIn('time-zone', 'Asia/Tokyo,Europe/Paris,Asia/Seoul,Asia/Tokyo')).toHaveLength(4);
    expect(foundIn('time-zone', 'Asia/Tokyo,Europe/Paris,Asia/Seoul,Asia/Dubai')).toEqual([]);
  });

  it('the declared one alone, in lists too', () => {
    expect(foundIn('time-zone', 'Asia/Tokyo,Europe/Paris,Asia/Seoul,Asia/Dubai', {}, { is: 'Asia/Tokyo' })).toEqual(['Asia/Tokyo']);
    expect(foundIn('time-zone', '[0,"JST"]', {}, { is: 'JST' })).toEqual([]);
    expect(foundIn('time-zone', 'JST', { name: 'tz' }, { is: 'JST' })).toEqual(['JST']);
    expect(foundIn('time-zone', 'Asia/Seoul', { name: 'tz' }, { is: 'Asia/Tokyo' })).toEqual([]);
  });
});

describe('time-zone does not find', () => {
  it.each([
    ['Asia/Nowhere', 'text'],
    ['Asia', 'tz'],
    ['/Europe/London/index.html', 'path'],
    ['xEurope/London', 'text'],
    ['Europe/London/x', 'text'],
    ['Europe/LondonBridge', 'text'],
    ['UTC', 'timezone'],
    ['2026-04-01T00:00:00+09:00', 'timezone'],
    ['+09:00', 'value'],
    ['JST', 'text'],
    ['540', 'offset'],
    ['1718000000', 'timezone'],
    ['', 'timezone'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('time-zone', text, { name })).toEqual([]);
  });
});
