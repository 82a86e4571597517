import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

describe('phone finds international forms', () => {
  it.each([
    ['+819012345678', '+819012345678'],
    ['+81 90-1234-5678', '+819012345678'],
    ['call +1 (212) 555-1234 today', '+12125551234'],
    ['tel:+44-20-7946-0958', '+442079460958'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['{"to":"+4930123456"}', '+4930123456'],
    ['+81.90.1234.5678', '+819012345678'],
    ['+81 90 1234 5678 2024', '+819012345678'],
    ['dial 0081 90 1234 5678', '+819012345678'],
    ['msisdn=+819012345678;', '+819012345678'],
  ])('%j', (text, value) => {
    expect(foundIn('phone', text)).toEqual([value]);
  });

  it('with the place of the whole number', () => {
    expect(matchesIn('phone', 'to +81 90-1234-5678.')).toEqual([{ start: 3, end: 19, value: '+819012345678', recognisedAs: 'pattern' }]);
  });

  it('all of a list', () => {
    expect(foundIn('phone', '+819012345678,+819012345679 +819012345670')).toHaveLength(3);
  });
});

describe('phone finds by name', () => {
  it.each([
    ['phone', '090-1234-5678', '09012345678', 'name'],
    ['mobileNumber', '09012345678', '09012345678', 'name'],
    ['user_tel', '(03) 1234 5678', '0312345678', 'name'],
    ['msisdn', '819012345678', '+819012345678', 'pattern'],
    ['phone', ' 819012345678', '+819012345678', 'pattern'],
    ['phone', '00819012345678', '+819012345678', 'pattern'],
    ['phone', '2125551234', '2125551234', 'name'],
    ['phone', '+81.9012345678', '+819012345678', 'pattern'],
  ])('%s: %j', (name, text, value, recognisedAs) => {
    expect(matchesIn('phone', text, { name }).map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });

  it.each([
    ['id', '09012345678'],
    [undefined, '09012345678'],
    ['phone_id', '106540352242922'],
    ['phoneNumberId', '106540352242922'],
    ['phone_model', '09012345678'],
    ['phone_verified_at', '1718000000'],
    ['telemetry', '09012345678'],
    ['hotel', '09012345678'],
    ['phone', '1718000000'],
    ['phone', '1718000000000'],
    ['phone', '2024-01-01'],
    ['phone', '1234567.891'],
    ['phone', '0000000000'],
    ['phone', 'iPhone 15 Pro'],
    ['phone', '12'],
    ['mobile', '1'],
  ])('but not %s: %j', (name, text) => {
    expect(foundIn('phone', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('phone does not find', () => {
  it.each([
    '1718000000123',
    '1718000000123456',
    '2024-01-01T00:00:00+0900',
    '+0900',
    '+35.68124, +139.76712',
    '+48.8584000',
    '1e+10',
    'abc+819012345678',
    'dGVzdA+819012345678/x',
    '+8190123456789012345',
    '+819012345678abc',
    '+819012345678_1',
    '+1234567.89',
    '+999123456789',
    '0000000123456789',
    '0012125551234',
    '00 44 20 71 23 45 67 89',
    '00:12:34:56:78',
    '848314487',
    '+',
    '++++',
    '',
  ])('%j', (text) => {
    expect(foundIn('phone', text)).toEqual([]);
  });
});
