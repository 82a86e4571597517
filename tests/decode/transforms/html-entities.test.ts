import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../decode/shape.js';
import { Source } from '../../../decode/source.js';
import { htmlEntities } from '../../../decode/transforms/html-entities.js';
import fc from '../../harness/fast-check.js';

const found = (text: string): string[] =>
  htmlEntities.looksLike!(text, shapeOf(text))
    ? htmlEntities.undo(Source.ofText(text), 1e6, false).map(({ source }) => source.slice(0, source.length))
    : [];

describe('character references', () => {
  it.each([
    ['ada&#64;example.test', 'ada@example.test'],
    ['ada&#x40;example&#X2E;test', 'ada@example.test'],
    ['ada&commat;example.test', 'ada@example.test'],
    ['&lt;b&gt;&amp;amp;', '<b>&amp;'],
    ['&#64b', '@b'],
    ['&#128512;&#x1F600;', '😀😀'],
    ['a &unknown; &#64;', 'a &unknown; @'],
    ['&&#64;&', '&@&'],
  ])('%s', (text, expected) => expect(found(text)).toEqual([expected]));

  it.each(['a&copy=1&lt=2', 'a & b', 'AT&T', '&;', '&#;', '&#x;', '&nosuchname;', '&#0;', '&#x110000;', ''])('none: %s', (text) =>
    expect(found(text)).toEqual([]),
  );

  it('bytes beyond ASCII stay what they are', () => {
    const source = Source.ofBytes(Buffer.from('Zo&#235;, Zoë'));
    expect(htmlEntities.undo(source, 1e6, false).map((undone) => undone.source.slice(0, undone.source.length))).toEqual(['Zoë, Zoë']);
  });

  it('are undone wherever they stand, in any form', () => {
    const character = fc.constantFrom('a', 'Z', '@', '<', 'é', '漢', '😀', ' ', ';');
    const written = fc.constantFrom(
      (point: number) => `&#${point};`,
      (point: number) => `&#x${point.toString(16)};`,
      (point: number) => `&#X${point.toString(16).toUpperCase()};`,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(character, fc.option(written)), { minLength: 1 }), (parts) => {
        const text = parts.map(([value, write]) => write?.(value.codePointAt(0)!) ?? value).join('');
        const plain = parts.map(([value]) => value).join('');
        expect(found(text)).toEqual(parts.some(([, write]) => write !== null) ? [plain] : []);
      }),
    );
  });

  it('by the million, in time and memory in proportion', () => {
    expect(found('&amp;'.repeat(1_000_000))[0]).toHaveLength(1_000_000);
  });
});
