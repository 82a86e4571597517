import { expect, it } from 'vitest';
import { longestUnmasked, unmask } from '../../../../proxy/protocols/websocket/unmask.js';
import fc from '../../../harness/fast-check.js';

it('undoes masking from any place, at any phase, of any length (RFC 6455, section 5.3)', () => {
  const bytes = fc.uint8Array({ minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes, fc.nat(1_000), fc.nat(10), (payload, key, phase, offset) => {
      const source = Buffer.concat([Buffer.alloc(offset, 0xee), Buffer.from(payload), Buffer.alloc(5, 0xee)]);
      const before = Buffer.from(source);
      const expected = Buffer.from(payload.map((byte, at) => byte ^ key[(phase + at) % 4]!));
      expect(unmask(source, offset, offset + payload.length, key, phase).equals(expected)).toBe(true);
      expect(source.equals(before)).toBe(true);
    }),
  );
});

it('of the longest piece, too', () => {
  const source = Buffer.alloc(longestUnmasked, 0x0f);
  expect(unmask(source, 0, source.length, Buffer.of(0xf0, 0xf0, 0xf0, 0xf0), 0).equals(Buffer.alloc(longestUnmasked, 0xff))).toBe(true);
});
