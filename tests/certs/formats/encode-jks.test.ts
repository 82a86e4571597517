import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeJks } from '../../../certs/formats/encode-jks.js';

describe('encodeJks', () => {
  it('writes header, entries and digest as OpenJDK does', () => {
    const bytes = encodeJks([{ alias: 'ours', der: Buffer.from('cafe', 'hex') }], 'pä', 0x0102030405);
    const content = [
      'feedfeed 00000002 00000001', // magic, version, entries
      '00000002 0004 6f757273', // trusted certificate, alias
      '0000000102030405', // created
      '0005 582e353039', // "X.509"
      '00000002 cafe',
    ]
      .join('')
      .replaceAll(' ', '');
    expect(bytes.subarray(0, -20).toString('hex')).toBe(content);
    const digest = createHash('sha1')
      .update(Buffer.from('007000e4', 'hex'))
      .update('Mighty Aphrodite')
      .update(Buffer.from(content, 'hex'))
      .digest();
    expect(bytes.subarray(-20)).toEqual(digest);
  });

  it('can be empty', () => {
    expect(encodeJks([], 'changeit', 0)).toHaveLength(32);
  });
});
