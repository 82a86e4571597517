import packet from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { looksLikeDns } from '../../../rules/compile/looks-like-dns.js';
import fc from '../../harness/fast-check.js';

const query = (name: string) => packet.encode({ type: 'query', id: 1, flags: 0x100, questions: [{ type: 'A', name }] });

describe('looksLikeDns', () => {
  it('knows a query by its question', () => {
    const bytes = query('api.example');
    expect(looksLikeDns(bytes, bytes.length)).toBe(true);
  });

  it('knows every name that can be asked for', () => {
    const label = fc.stringMatching(/^[a-z0-9_-]{1,63}$/);
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), (labels) => {
        const bytes = query(labels.join('.'));
        expect(looksLikeDns(bytes, bytes.length)).toBe(true);
      }),
    );
  });

  it('takes nothing else for one', () => {
    const cut = query('api.example');
    expect(looksLikeDns(cut, cut.length - 5)).toBe(false);
    expect(looksLikeDns(Buffer.alloc(40), 40)).toBe(false);
    expect(looksLikeDns(Buffer.from('{"questions":1,"answers":[]}'), 28)).toBe(false);
  });
});
