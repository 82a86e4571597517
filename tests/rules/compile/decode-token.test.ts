import { describe, expect, it } from 'vitest';
import { decodeBase64, decodeHex } from '../../../rules/compile/decode-token.js';
import fc from '../../harness/fast-check.js';

describe('decodeBase64 and decodeHex', () => {
  it('agree with Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(3), (bytes, skip) => {
        for (const encoding of ['base64', 'base64url', 'hex'] as const) {
          const text = Buffer.from(`${'-'.repeat(skip)}${Buffer.from(bytes).toString(encoding).replace(/=+$/, '')}`);
          const output = Buffer.alloc(100);
          const length = (encoding === 'hex' ? decodeHex : decodeBase64)(text, skip, text.length, output);
          expect(output.subarray(0, length)).toEqual(Buffer.from(bytes));
        }
      }),
    );
  });
});
