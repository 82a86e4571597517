import { describe, expect, it } from 'vitest';
import { keyIdentifier } from '../../../certs/x509/key-identifier.js';

describe('keyIdentifier', () => {
  it('hashes the key bits without the count of unused bits', () => {
    // SHA-1 of the one byte 0x61, "a".
    expect(keyIdentifier(Buffer.from('3006300003020061', 'hex')).toString('hex')).toBe('86f7e437faa5a7fce15d1ddcb9eaeaea377667b8');
  });

  it('throws where there is no key', () => {
    expect(() => keyIdentifier(Buffer.from('30023000', 'hex'))).toThrow(RangeError);
    expect(() => keyIdentifier(Buffer.alloc(0))).toThrow(RangeError);
  });
});
