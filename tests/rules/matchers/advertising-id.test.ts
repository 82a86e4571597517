import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

const ID = '6d92078a-8246-4ba4-ae5b-76104861e7dc';
const NIL = '00000000-0000-0000-0000-000000000000';
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

describe('advertising-id finds', () => {
  it.each([
    'idfa',
    'IDFA',
    'gaid',
    'aaid',
    'adid',
    'ad_id',
    'advertisingId',
    'google_advertising_id',
    'gps_adid',
    'rdid',
    'device[ifa]',
    '広告ID',
  ])('a UUID under %s', (name) => {
    expect(matchesIn('advertising-id', ID.toUpperCase(), { name })).toEqual([{ start: 0, end: 36, value: ID, recognisedAs: 'pattern' }]);
  });

  it.each([`/collect?idfa=${ID}&v=1`, `{"gaid":"${ID}"}`, `advertising id: ${ID}`])('a UUID behind the word, in %j', (text) => {
    expect(foundIn('advertising-id', text)).toEqual([ID]);
  });

  it('the one of several UUIDs that the word stands before, with its place', () => {
    const text = `{"session":"${ID}","idfa":"${ID}"}`;
    expect(matchesIn('advertising-id', text).map(({ start }) => start)).toEqual([text.lastIndexOf(ID)]);
  });

  it.each(['md5', 'sha1', 'sha256'])('its %s by name', (algorithm) => {
    const value = hash(algorithm, ID);
    expect(matchesIn('advertising-id', value, { name: 'idfa_sha1' })).toEqual([
      { start: 0, end: value.length, value, recognisedAs: 'name' },
    ]);
  });
});

describe('advertising-id does not find', () => {
  it.each([
    [NIL, 'idfa'],
    [hash('md5', NIL), 'idfa'],
    [hash('sha1', NIL), 'idfa'],
    [hash('sha256', NIL), 'idfa'],
    [hash('md5', ''), 'gaid'],
    ['0'.repeat(32), 'gaid'],
    [ID, 'id'],
    [ID, 'upload_id'],
    [ID, undefined],
    ['true', 'idfa'],
    [ID, 'idfa_type'],
    ['denied', 'idfa_authorization'],
    ['12345', 'ad_id'],
    [`session=${ID}`, 'text'],
    ['', 'idfa'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('advertising-id', text, name === undefined ? {} : { name })).toEqual([]);
  });
});
