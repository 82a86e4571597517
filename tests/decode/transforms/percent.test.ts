import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../decode/shape.js';
import { Source } from '../../../decode/source.js';
import { percent } from '../../../decode/transforms/percent.js';

function found(text: string): string[] {
  const seen = shapeOf(text);
  if ((seen & percent.needs!) === 0 || !percent.looksLike!(text, seen)) return [];
  return percent.undo(Source.ofText(text), 1e6, false).map(({ source }) => source.units);
}

describe('percent', () => {
  test.each([
    ['ada%40example.com', 'ada@example.com'],
    ['ada%2540example.com', 'ada%40example.com'],
    ['%e2%82%ac%E2%82%AC', '€€'],
    ['purple+heron%21', 'purple heron!'],
    ['the+purple+heron', 'the purple heron'],
    ['https%3A%2F%2Fa.b', 'https://a.b'],
    ['a+b@c.d %41', 'a+b@c.d A'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test.each(['100%', '50 % off', '%zz', '%', '+81 90-1234-5678', 'a + b', 'ada+tag@example.com', 'plain', ''])(
    'leaves alone: %s',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  test('in a long text only the tokens with escapes are undone', () => {
    const text = `${'word '.repeat(4000)}<a href="https://a.b/?m=ada%40example.com">100% ${'word '.repeat(10)}`;
    const [undone, more] = percent.undo(Source.ofText(text), 1e6, false);
    expect(more).toBeUndefined();
    expect(undone!.source.units).toBe('https://a.b/?m=ada@example.com');
    expect(text.slice(undone!.start, undone!.end)).toBe('https://a.b/?m=ada%40example.com');
  });
});
