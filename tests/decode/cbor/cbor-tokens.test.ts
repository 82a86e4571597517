import { expect, it } from 'vitest';
import { CborTokens } from '../../../decode/cbor/cbor-tokens.js';
import { Source } from '../../../decode/source.js';
import fc from '../../harness/fast-check.js';

const tokensOf = (hex: string) => new CborTokens(Source.ofBytes(Buffer.from(hex, 'hex')));

it('says what stands where', () => {
  const tokens = tokensOf('bf6161190102f6ff');
  expect([tokens.next(), tokens.count, tokens.at]).toEqual(['map', -1, 1]);
  expect([tokens.next(), tokens.start, tokens.end]).toEqual(['text', 2, 3]);
  expect([tokens.next(), tokens.text, tokens.start, tokens.end]).toEqual(['number', '258', 3, 6]);
  expect([tokens.next(), tokens.next(), tokens.next()]).toEqual(['none', 'break', undefined]);
});

it.each([
  '1c',
  '1d',
  '1e',
  '1f',
  '3f',
  'df',
  '18',
  '1901',
  '1b00',
  '62 61',
  '42ff',
  'f9 00',
  'c1',
  'd8',
  'c1ff',
  '7f',
  '7f6161',
  '7f41ffff',
  '5f5f41ffffff',
])('reads nothing of %s, and stays', (hex) => {
  const tokens = tokensOf(hex.replaceAll(' ', ''));
  expect(tokens.next()).toBeUndefined();
  expect(tokens.at).toBe(0);
});

it('puts strings in pieces together, and says where they stand', () => {
  const tokens = tokensOf('7f61616162ff00');
  expect([tokens.next(), tokens.joined?.toString(), tokens.start, tokens.end, tokens.at]).toEqual(['text', 'ab', 1, 5, 6]);
  expect([tokens.next(), tokens.joined]).toEqual(['number', undefined]);
});

it('always gets on', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const tokens = new CborTokens(Source.ofBytes(Buffer.from(bytes)));
      for (let at = 0; tokens.next() !== undefined; at = tokens.at) expect(tokens.at).toBeGreaterThan(at);
      expect(tokens.at).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
