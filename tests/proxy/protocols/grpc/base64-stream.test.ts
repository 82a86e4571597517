import { describe, expect, it } from 'vitest';
import { Base64Stream } from '../../../../proxy/protocols/grpc/base64-stream.js';
import fc from '../../../harness/fast-check.js';

/** Everything that comes out of these pieces, or undefined. */
function decode(...pieces: string[]): string | undefined {
  const stream = new Base64Stream();
  let text = '';
  for (const piece of pieces) {
    const bytes = stream.push(Buffer.from(piece, 'latin1'));
    if (bytes === undefined) return undefined;
    text += bytes.toString('latin1');
  }
  return stream.withinGroup ? `${text}…` : text;
}

describe('Base64Stream', () => {
  it('undoes what was encoded piece by piece, however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (parts, size) => {
        const text = parts.map((part) => Buffer.from(part).toString('base64')).join('');
        const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
        expect(decode(...pieces)).toBe(Buffer.concat(parts).toString('latin1'));
      }),
      { numRuns: 500 },
    );
  });

  it('waits for a group to be whole', () => {
    expect(decode('YQ')).toBe('…');
    expect(decode('YQ', '==')).toBe('a');
    expect(decode('YQ==Y', 'g==')).toBe('ab');
  });

  it.each(['YQ=a', '=YQ=', '====', 'Y===', 'Y,Q=', 'YQ\r\n', '    '])('refuses %j', (text) => {
    expect(decode(text)).toBeUndefined();
  });
});
