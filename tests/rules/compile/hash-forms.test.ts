import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashForms } from '../../../rules/compile/hash-forms.js';

const sha256 = (text: string) => createHash('sha256').update(text);

describe('hashForms', () => {
  it('writes a digest in hex, both alphabets of base64 and as bytes', () => {
    const forms = hashForms(['a'], new Set(), [], []).filter(({ transforms }) => transforms.join() === 'sha256');
    expect(forms.map(({ text, anyCase, binary }) => [text, anyCase, binary])).toEqual([
      [sha256('a').digest('hex'), true, undefined],
      [sha256('a').digest('base64').replace(/=+$/, ''), false, undefined],
      [sha256('a').digest('base64url'), false, undefined],
      [sha256('a').digest().toString('latin1'), false, 'long'],
    ]);
    expect(forms.every(({ hashed }) => hashed)).toBe(true);
  });

  it('salts before and behind, and keys', () => {
    const texts = hashForms(['a'], new Set(), ['s'], ['k']).map(({ text }) => text);
    expect(texts).toContain(sha256('sa').digest('hex'));
    expect(texts).toContain(sha256('as').digest('hex'));
    expect(texts).toContain(createHmac('sha256', 'k').update('a').digest('hex'));
    expect(texts).not.toContain(createHmac('sha256', 's').update('a').digest('hex'));
  });

  it('hashes the hex of a hash again, of the usual ways of writing only', () => {
    const twice = (text: string) => sha256(sha256(text).digest('hex')).digest('hex');
    const forms = hashForms(['b', 'a'], new Set(['a']), [], []);
    expect(forms.find(({ text }) => text === twice('a'))).toMatchObject({ transforms: ['sha256', 'sha256'] });
    expect(forms.find(({ text }) => text === twice('b'))).toBeUndefined();
    expect(hashForms([], new Set(), ['s'], ['k'])).toEqual([]);
  });
});
