import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { looksRandom } from '../../../rules/matchers/looks-random.js';

/** Random-looking but the same every time. */
function bytes(seed: number, length: number): Uint8Array {
  return createHash('shake256', { outputLength: length }).update(String(seed)).digest();
}

describe('looksRandom', () => {
  it.each([16, 32, 64, 512])('accepts 500 keys of %i bytes', (length) => {
    for (let seed = 0; seed < 500; seed++) expect(looksRandom(bytes(seed, length))).toBe(true);
  });

  it('accepts nearly all keys of 8 bytes', () => {
    const accepted = Array.from({ length: 1_000 }, (_, seed) => looksRandom(bytes(seed, 8))).filter(Boolean);
    expect(accepted.length).toBeGreaterThan(990);
  });

  it.each([
    ['zeros', new Uint8Array(16)],
    ['a counter', Uint8Array.from({ length: 16 }, (_, index) => index)],
    ['even numbers', Uint8Array.from({ length: 16 }, (_, index) => index * 2)],
    ['text', Buffer.from('the purple heron')],
    ['UTF-16 text', Buffer.from('purple heron', 'utf16le')],
    ['a padded number', Buffer.from('00000000000000010203040506070899', 'hex')],
    ['too few', bytes(1, 7)],
    ['none', new Uint8Array()],
  ])('refuses %s', (_, value) => {
    expect(looksRandom(value)).toBe(false);
  });
});
