import { describe, expect, it } from 'vitest';
import { findMarkedKeys } from '../../../rules/matchers/find-marked-keys.js';
import fc from '../../harness/fast-check.js';

// Put together here, so that no scanner takes this file for a leak.
const key = (...parts: string[]): string => parts.join('');
const some = (length: number): string => 'A1b2C3d4E5f6G7h8I9j0'.repeat(8).slice(0, length);
const TELEGRAM = key('123456789', ':AA', some(33));
const FIREBASE = key('AAAA', some(7), ':APA91b', some(134));
const DISCORD = key('MTIzNDU2Nzg5MDEyMzQ1Njc4', '.', some(6), '.', some(38));
const DISCORD_HOOK = some(68);
const SLACK_HOOK = key('T0000AAAA', '/B0000AAAA/', some(24));
const SIGNATURE = key(some(43), '=');
const ACCOUNT = key(some(86), '==');
const found = (text: string) => findMarkedKeys(text).map(({ value }) => value);

describe('findMarkedKeys finds', () => {
  it.each([TELEGRAM, FIREBASE, DISCORD])('%s', (value) => {
    expect(found(value)).toEqual([value]);
    expect(found(`{"t":"${value}"} and ${value},`)).toEqual([value, value]);
  });

  it.each([
    [`https://discord.com/api/webhooks/123456789012345678/${DISCORD_HOOK}`, DISCORD_HOOK],
    [`https://hooks.slack.com/services/${SLACK_HOOK}`, SLACK_HOOK],
    [`https://a.blob.example/b?sv=2024-01-01&sr=b&sig=${SIGNATURE}`, SIGNATURE],
    [`AccountName=a;AccountKey=${ACCOUNT};x=1`, ACCOUNT],
    [`Endpoint=sb://a.example/;SharedAccessKey=${SIGNATURE}`, SIGNATURE],
  ])('the key within %j', (text, value) => {
    expect(found(text)).toEqual([value]);
    const [match] = findMarkedKeys(text);
    expect(text.slice(match?.start, match?.end)).toBe(value);
  });
});

describe('findMarkedKeys does not find', () => {
  it.each([
    `x${TELEGRAM}`,
    `${TELEGRAM}x`,
    TELEGRAM.replace(':AA', ':BB'),
    // The registration token of a device.
    key(some(22), ':APA91b', some(134)),
    FIREBASE.slice(0, -1),
    key('Mnotdigits_notdigits_not', '.', some(6), '.', some(38)),
    `${DISCORD}.more`,
    `https://hooks.slack.com/services/${SLACK_HOOK.toLowerCase()}`,
    `sig=${SIGNATURE}`,
    `https://a.example/?sv=2024-01-01&sig=${SIGNATURE.slice(1)}`,
    `AccountKey=${SIGNATURE}`,
    'www.example.org',
    '',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('anything outside of the text, whatever it is given', () => {
    const fragment = fc.constantFrom(
      ':AA',
      ':APA91b',
      'AAAA',
      '.',
      'M',
      'sig=',
      '?sv=2024-01-01',
      'AccountKey=',
      some(20),
      '%3D',
      '=',
      '12345678',
      '/',
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        for (const { start, end, value } of findMarkedKeys(text)) expect(text.slice(start, end)).toBe(value);
      }),
      { numRuns: 300 },
    );
  });
});
