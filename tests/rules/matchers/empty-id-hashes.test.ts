import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { emptyIdHashes } from '../../../rules/matchers/empty-id-hashes.js';

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

describe('emptyIdHashes', () => {
  it('has the well-known hashes of nothing', () => {
    expect(emptyIdHashes.has('d41d8cd98f00b204e9800998ecf8427e')).toBe(true);
    expect(emptyIdHashes.has('da39a3ee5e6b4b0d3255bfef95601890afd80709')).toBe(true);
    expect(emptyIdHashes.has(hash('sha256', '00000000-0000-0000-0000-000000000000'))).toBe(true);
  });

  it('has none of somebody', () => {
    expect(emptyIdHashes.has(hash('md5', '6d92078a-8246-4ba4-ae5b-76104861e7dc'))).toBe(false);
  });
});
