import { describe, expect, test } from 'vitest';
import { undoReferences } from '../../../decode/markup/undo-references.js';
import { predefinedEntities } from '../../../decode/xml/predefined-entities.js';
import fc from '../../harness/fast-check.js';

const undo = (text: string) => undoReferences(text, predefinedEntities);

describe('character references', () => {
  test.each([
    ['ada&#64;example.test', 'ada@example.test'],
    ['ada&#x40;example.test', 'ada@example.test'],
    ['ada&#X00000000040;example.test', 'ada@example.test'],
    ['ada&#0000000000064;x', 'ada@x'],
    ['a &amp;lt; b', 'a &lt; b'],
    ['&lt;&gt;&quot;&apos;', '<>"\''],
    ['&#64 x', '@ x'],
    ['&#128512;', '😀'],
  ])('%s', (text, expected) => {
    expect(undo(text)).toBe(expected);
  });

  test.each(['a & b', '&copy=1', '&amp', '&nbsp;', '&constructor;', '&#0;', '&#x110000;', '&;', '&#;', '&#x;', '&&&'])(
    '%s stays',
    (text) => {
      expect(undo(text)).toBe(text);
    },
  );

  test('what is written as references is read back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '&', '<', ';', '#', '0', 'é', '漢', '😀', '\0', '\u001f') }),
        fc.nat(2),
        (text, form) => {
          const written = [...text]
            .filter((c) => c !== '\0')
            .map((c) => [`&#${c.codePointAt(0)};`, `&#x${c.codePointAt(0)!.toString(16)};`, c === '&' ? '&amp;' : c][form]!);
          expect(undo(written.join(''))).toBe(text.replaceAll('\0', ''));
        },
      ),
      { numRuns: 300 },
    );
  });
});
