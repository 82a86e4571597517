import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { shapeOf } from '../../../decode/shape.js';
import { Source } from '../../../decode/source.js';
import { hex } from '../../../decode/transforms/hex.js';

function found(text: string): string[] {
  if (!hex.looksLike!(text, shapeOf(text))) return [];
  return hex.undo(Source.ofText(text), 1e6, false).map(({ source }) => source.slice(0, source.length));
}

const mail = Buffer.from('ada.lovelace@example.com').toString('hex');

test.each([mail, mail.toUpperCase(), `id=${mail};`, `0x ${mail}`])('text in hex: %s', (text) => {
  expect(found(text)).toEqual(['ada.lovelace@example.com']);
});

test('compressed data in hex', () => {
  expect(found(gzipSync('x').toString('hex'))).toHaveLength(1);
});

test('what may be a hash is searched for planted values alone', () => {
  const text = 'd41d8cd98f00b204e9800998ecf8427e';
  expect(hex.undo(Source.ofText(text), 1e6, false)).toMatchObject([{ start: 0, end: 32, sure: 'noise' }]);
});

test.each(['1848314487', `${mail}0`, 'deadbeef', '550e8400-e29b-41d4-a716-446655440000'])(
  'a number or an identifier stands for itself: %s',
  (text) => {
    expect(found(text)).toEqual([]);
  },
);
