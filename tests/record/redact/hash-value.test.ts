import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashValue } from '../../../record/redact/hash-value.js';

it('is HMAC-SHA-256 of the UTF-8 bytes, its first 16 bytes in hex', () => {
  // RFC 4231, test case 2.
  expect(hashValue(Buffer.from('Jefe'), 'what do ya want for nothing?')).toBe('5bdcc146bf60754e6a042426089575c7');
  const key = Buffer.alloc(32, 1);
  expect(hashValue(key, 'Zoë')).toBe(createHmac('sha256', key).update(Buffer.from('Zoë')).digest().subarray(0, 16).toString('hex'));
});
