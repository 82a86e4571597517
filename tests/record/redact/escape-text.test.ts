import { expect, it } from 'vitest';
import { escapeText } from '../../../record/redact/escape-text.js';

it.each([
  ['line\r\nbreak\0', 'line\\u000d\\u000abreak\\u0000'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['a\u202eb\u200bc\ufeff', 'a\\u202eb\\u200bc\\ufeff'],
  ['\u2028\u2029\u0085', '\\u2028\\u2029\\u0085'],
  ['\ud800 \udc00', '\\ud800 \\udc00'],
  ['\u{e0001}', '\\udb40\\udc01'],
  ['Zoë 部屋 😀', 'Zoë 部屋 😀'],
])('%j becomes %j', (text, escaped) => {
  expect(escapeText(text)).toBe(escaped);
});
