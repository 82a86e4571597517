import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

const ID = '6d92078a-8246-4ba4-ae5b-76104861e7dc';
const ANDROID = '3f2a91c07be4d856';
const kind = (text: string, name: string) => matchesIn('vendor-id', text, { name })[0]?.recognisedAs;

describe('vendor-id finds', () => {
  it.each([
    'idfv',
    'IDFV',
    'identifierForVendor',
    'vendor_id',
    'device_id',
    'deviceUUID',
    'installation_id',
    'app_install_id',
    'udid',
    '端末ID',
  ])('a UUID under %s', (name) => {
    expect(matchesIn('vendor-id', ID.toUpperCase(), { name })).toEqual([{ start: 0, end: 36, value: ID, recognisedAs: 'pattern' }]);
  });

  it.each([`idfv=${ID}&v=1`, `{"deviceId":"${ID}"}`])('a UUID behind the word, in %j', (text) => {
    expect(foundIn('vendor-id', text)).toEqual([ID]);
  });

  it('Android IDs and UDIDs by pattern, other tokens by name', () => {
    expect(kind(ANDROID, 'android_id')).toBe('pattern');
    expect(kind(ANDROID.toUpperCase(), 'ssaid')).toBe('pattern');
    expect(kind(ANDROID, 'device_id')).toBe('name');
    expect(kind('00008030-001A2D3C4E5F6789', 'udid')).toBe('pattern');
    expect(kind(createHash('sha1').update(ID).digest('hex'), 'udid')).toBe('name');
    expect(kind('dQw4w9WgXcQ-aBcDeF12345', 'deviceId')).toBe('name');
  });
});

describe('vendor-id does not find', () => {
  it.each([
    ['00000000-0000-0000-0000-000000000000', 'idfv'],
    ['9774d56d682e549c', 'android_id'],
    ['0123456789abcdef', 'android_id'],
    ['0000000000000000', 'android_id'],
    [createHash('sha256').update('').digest('hex'), 'device_id'],
    [ANDROID, 'span_id'],
    [ANDROID, 'trace'],
    [ID, 'id'],
    [ID, 'device_id_type'],
    ['0x05ac', 'usb_vendor_id'],
    ['iPhone14,5', 'device_id'],
    ['unknown', 'device_id'],
    ['1718000000', 'installation_id'],
    ['abcdefghijklmnopqrst', 'device_id'],
    [`user=${ID}`, 'text'],
    ['', 'idfv'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('vendor-id', text, { name })).toEqual([]);
  });
});
