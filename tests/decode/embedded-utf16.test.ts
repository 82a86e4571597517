import { expect, test } from 'vitest';
import { embeddedUtf16 } from '../../decode/embedded-utf16.js';

const wide = Buffer.from('Zoë@example', 'utf16le');

test('runs of either byte order', () => {
  expect(embeddedUtf16(`\u0001\u0002${wide.toString('latin1')}\u0003`)).toContainEqual({ layer: 'utf-16le', text: 'Zoë@example' });
  expect(embeddedUtf16(`\u0001${Buffer.from(wide).swap16().toString('latin1')}`)).toContainEqual({
    layer: 'utf-16be',
    text: 'Zoë@example',
  });
});

test('not a few characters, and not plain text', () => {
  expect(embeddedUtf16(Buffer.from('abc', 'utf16le').toString('latin1'))).toEqual([]);
  expect(embeddedUtf16('plain text')).toEqual([]);
});
