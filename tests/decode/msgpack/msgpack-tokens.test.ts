import { expect, it } from 'vitest';
import { MsgpackTokens } from '../../../decode/msgpack/msgpack-tokens.js';
import { Source } from '../../../decode/source.js';
import fc from '../../harness/fast-check.js';

const tokensOf = (hex: string) => new MsgpackTokens(Source.ofBytes(Buffer.from(hex, 'hex')));

it('says what stands where', () => {
  const tokens = tokensOf('82a161cd0102c0');
  expect([tokens.next(), tokens.count, tokens.at]).toEqual(['map', 2, 1]);
  expect([tokens.next(), tokens.start, tokens.end]).toEqual(['text', 2, 3]);
  expect([tokens.next(), tokens.text, tokens.start, tokens.end]).toEqual(['number', '258', 4, 6]);
  expect(tokens.next()).toBe('none');
  expect(tokens.next()).toBeUndefined();
});

it.each(['c1', 'a261', 'c403ff', 'd9', 'da00', 'cd01', 'cb00', 'd5', 'd501ff', 'c702', 'dc00', 'df000000', 'ce010203'])(
  'reads nothing of %s, and stays',
  (hex) => {
    const tokens = tokensOf(hex);
    expect(tokens.next()).toBeUndefined();
    expect(tokens.at).toBe(0);
  },
);

it('always gets on', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const tokens = new MsgpackTokens(Source.ofBytes(Buffer.from(bytes)));
      for (let at = 0; tokens.next() !== undefined; at = tokens.at) expect(tokens.at).toBeGreaterThan(at);
      expect(tokens.at).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
