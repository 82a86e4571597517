import { describe, expect, it } from 'vitest';
import type { EventDelimiter } from '../../../../proxy/protocols/http/body-policy.js';
import { lastEventEnd } from '../../../../proxy/protocols/http/last-event-end.js';

const end = (text: string, delimiter: EventDelimiter, seen = 0) => lastEventEnd(Buffer.from(text), seen, delimiter);

describe('lastEventEnd', () => {
  it.each([
    ['', 0],
    ['a\n', 0],
    ['\n', 0],
    ['a\n\nb', 3],
    ['a\r\n\r\nb\n', 5],
    ['a\n\r\n', 4],
    ['a\r\nb\r\n', 0],
    ['a\n\nb\n\n', 6],
  ])('ends events at empty lines: %j at %i', (text, expected) => {
    expect(end(text, 'empty-line')).toBe(expected);
  });

  it('looks only at what is new, but sees an end that began before', () => {
    expect(end('a\n\nb', 'empty-line', 3)).toBe(0);
    expect(end('a\n\n', 'empty-line', 2)).toBe(3);
    expect(end('--Bx--B', { boundary: Buffer.from('--B') }, 6)).toBe(4);
    expect(end('a\nb', 'line', 2)).toBe(0);
  });

  it('ends events at lines and before boundaries', () => {
    expect(end('a\nb\nc', 'line')).toBe(4);
    expect(end('--Bx--By', { boundary: Buffer.from('--B') })).toBe(4);
    expect(end('--Bx', { boundary: Buffer.from('--B') })).toBe(0);
  });
});
