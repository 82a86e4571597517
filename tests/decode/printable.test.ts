import { expect, test } from 'vitest';
import { holdsText, isMostlyText } from '../../decode/printable.js';

test('text', () => {
  expect(['a', 'two\r\n\tlines', '紫の鷺', `\u0000${'long text '.repeat(10)}`].every((text) => isMostlyText(Buffer.from(text)))).toBe(true);
  expect([Buffer.alloc(0), Buffer.from('a\0b'), Buffer.from([0xe9]), Buffer.from('a\u007f')].some(isMostlyText)).toBe(false);
});

test('bytes that hold text', () => {
  expect(holdsText(Buffer.from('\0\u0001ada@example\0'))).toBe(true);
  expect(holdsText(Buffer.from('a\0b\0c\0d\0e\0f\0g\0h\0'))).toBe(false);
  expect(holdsText(Buffer.concat([Buffer.from('eight...'), Buffer.alloc(100)]))).toBe(false);
  expect(holdsText(Buffer.alloc(0))).toBe(false);
});
