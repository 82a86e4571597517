import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../decode/shape.js';
import { Source } from '../../../decode/source.js';
import { jsEscapes } from '../../../decode/transforms/js-escapes.js';

function found(text: string): string | undefined {
  const seen = shapeOf(text);
  if ((seen & jsEscapes.needs!) === 0 || !jsEscapes.looksLike!(text, seen)) return undefined;
  return jsEscapes.undo(Source.ofText(text), 1e6, false)[0]!.source.units;
}

describe('escapes of JavaScript strings', () => {
  test.each([
    ['var m = "ada\\u0040example.com";', 'var m = "ada@example.com";'],
    ['ada\\x40example.com', 'ada@example.com'],
    ['\\u{1F600}\\ud83d\\ude00', '😀😀'],
    ['<script>{\\"a\\":\\"b\\\\c\\"}</script>', '<script>{"a":"b\\c"}</script>'],
    ['https:\\/\\/a.b\\n', 'https://a.b\n'],
    ['\\u0041 then \\uzzzz \\x4 \\u{ffffff} \\', 'A then uzzzz x4 u{ffffff} '],
  ])('%s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  test.each(['C:\\users\\new', 'C:\\temp', 'no escape', '\\', '/a/b'])('leaves alone: %s', (text) => {
    expect(found(text)).toBeUndefined();
  });
});
