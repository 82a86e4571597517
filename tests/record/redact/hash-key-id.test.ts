import { expect, it } from 'vitest';
import { hashKeyId } from '../../../record/redact/hash-key-id.js';
import { hashValue } from '../../../record/redact/hash-value.js';

it('is the same for one key, another for another, and no hash of a value', () => {
  const [one, other] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
  expect(hashKeyId(one)).toMatch(/^[0-9a-f]{16}$/);
  expect(hashKeyId(Buffer.from(one))).toBe(hashKeyId(one));
  expect(hashKeyId(other)).not.toBe(hashKeyId(one));
  expect(hashValue(one, '')).not.toContain(hashKeyId(one));
});
