import { describe, expect, it } from 'vitest';
import { kind, kinds } from '../../../rules/compile/byte-kinds.js';
import { kindsIn } from '../../../rules/compile/kinds-in.js';
import fc from '../../harness/fast-check.js';

/** Byte by byte, as the definition says. */
function oneByOne(bytes: Uint8Array, end: number): number {
  let seen = 0;
  for (const byte of bytes.subarray(0, end)) seen |= kinds[byte]!;
  return seen & (kind.control | kind.high);
}

describe('kindsIn', () => {
  it('sees one strange byte anywhere in a long text, however it is aligned', () => {
    const whole = Buffer.alloc(320, 'text "with", marks\n');
    for (let offset = 0; offset < 4; offset += 1) {
      for (const strange of [0, 8, 31, 127, 128, 255]) {
        for (let at = offset; at < whole.length; at += 1) {
          const before = whole[at]!;
          whole[at] = strange;
          expect(kindsIn(whole.subarray(offset), whole.length - offset)).toBe(strange > 127 ? kind.high : kind.control);
          whole[at] = before;
        }
      }
      expect(kindsIn(whole.subarray(offset), whole.length - offset)).toBe(0);
    }
  });

  it('says the same as byte by byte, and nothing of what is behind the end', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 700 }), fc.uint8Array({ min: 0x1e, max: 0x81, minLength: 250, maxLength: 700 }));
    fc.assert(
      fc.property(bytes, fc.nat(3), fc.nat(40), (all, offset, behind) => {
        const view = all.subarray(Math.min(offset, all.length));
        const end = Math.max(0, view.length - behind);
        expect(kindsIn(view, end)).toBe(oneByOne(view, end));
      }),
    );
  });
});
