import { expect, it } from 'vitest';
import { isBinary } from '../../../record/redact/is-binary.js';

it('tells bytes from text by control characters that nobody writes', () => {
  for (const text of ['', 'hello', 'two\nlines\tand a tab\r\n', 'straße κλειδί 名前', '\u{1f600}'])
    expect([text, isBinary(text)]).toEqual([text, false]);
  for (const bytes of ['\0', 'a\u0001b', '\u007f', '\u0085', 'text\u001b[31m']) expect([bytes, isBinary(bytes)]).toEqual([bytes, true]);
});
