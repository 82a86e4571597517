import { describe, expect, it } from 'vitest';
import { asn1 } from '../../../certs/x509/asn1.js';
import { distinguishedName } from '../../../certs/x509/distinguished-name.js';

describe('distinguishedName', () => {
  it('writes each attribute as UTF8String in a set of its own', () => {
    expect(asn1.encode(distinguishedName('a')).toString('hex')).toBe('300c310a300806035504030c0161');
    expect(asn1.encode(distinguishedName('a', 'é')).toString('hex')).toBe('3019310a300806035504030c0161310b3009060355040a0c02c3a9');
  });
});
