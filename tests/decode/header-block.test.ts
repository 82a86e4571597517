import { describe, expect, test } from 'vitest';
import { readHeaderBlock } from '../../decode/header-block.js';
import fc from '../harness/fast-check.js';

const read = (text: string) => {
  const { headers, body } = readHeaderBlock(text, 0, text.length);
  return [headers, text.slice(body)];
};

describe('header lines', () => {
  test.each([
    ['A: b\r\nC:d \r\n\r\nbody', [['A', 'b', 'C', 'd'], 'body']],
    ['A: b\nC: d\n\nbody', [['A', 'b', 'C', 'd'], 'body']],
    ['A: b\r\n c\r\n\td\r\n\r\nbody', [['A', 'b c d'], 'body']],
    ['A: b\r\n', [['A', 'b'], '']],
    ['A: b', [['A', 'b'], '']],
    ['A:\r\n\r\n', [['A', ''], '']],
    ['\r\nbody', [[], 'body']],
    ['', [[], '']],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each(['no head at all', ': b\r\n\r\n', 'A: b\r\nada@example.test\r\n\r\nx', `${'A: b\r\n'.repeat(3000)}\r\nx`])(
    'what is no head is all body',
    (text) => {
      expect(read(text)).toEqual([[], text]);
    },
  );

  test('ends where it is told', () => {
    expect(readHeaderBlock('xA: b\r\n\r\ncy', 1, 9)).toEqual({ headers: ['A', 'b'], body: 9 });
    expect(readHeaderBlock('A: bcd\r\n\r\n', 0, 4)).toEqual({ headers: ['A', 'b'], body: 4 });
  });

  test('what is written is read back', () => {
    const name = fc.stringMatching(/^[A-Za-z-]{1,12}$/);
    const value = fc.stringMatching(/^[!-~]{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), fc.string(), (list, body) => {
        const head = list.map(([key, one]) => `${key}: ${one}\r\n`).join('');
        expect(read(`${head}\r\n${body}`)).toEqual([list.flat(), body]);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\r', '\n', ':', ' ', 'a') }), (text) => {
        const { headers, body } = readHeaderBlock(text, 0, text.length);
        expect(headers.length % 2 === 0 && body <= text.length).toBe(true);
      }),
    );
  });
});
