import { describe, expect, it } from 'vitest';
import { holdsFullWidthDigits, narrowDigits } from '../../../rules/compile/full-width-digits.js';

const holds = (text: string) => holdsFullWidthDigits(Buffer.from(text), Buffer.byteLength(text));

describe('holdsFullWidthDigits', () => {
  it('knows the digits from what stands beside them', () => {
    expect([holds('a\uff10'), holds('\uff19')]).toEqual([true, true]);
    expect([holds('\uff0f\uff1a\uff01'), holds('0123'), holds(''), holds('\ufeff')]).toEqual([false, false, false, false]);
    expect(holdsFullWidthDigits(Buffer.from('\uff10'), 2)).toBe(false);
  });
});

describe('narrowDigits', () => {
  it('keeps every offset', () => {
    const narrow = narrowDigits('\u96fb\uff0b\uff18\uff11\u3000\uff08\uff10\uff09\u30fc9\ud83d\ude00');
    expect(Buffer.from(narrow ?? []).toString()).toBe('x+81 (0)-9xx');
    expect(narrowDigits('090-1234')).toBeUndefined();
  });
});
