import { describe, expect, it } from 'vitest';
import { checkLines, readHead } from '../../../../proxy/protocols/http1/read-head.js';

describe('readHead', () => {
  it('reads a head that lies within other bytes', () => {
    const bytes = Buffer.from('xxGET / HTTP/1.1\r\nA: b\r\n\r\nyy');
    expect(readHead('request', bytes, 2, bytes.length - 4)).toMatchObject({
      kind: 'request',
      request: { method: 'GET', target: '/', version: 'HTTP/1.1', headers: ['A', 'b'] },
    });
  });

  it('reads a response', () => {
    const bytes = Buffer.from('HTTP/1.1 200 OK\r\n');
    expect(readHead('response', bytes, 0, bytes.length)).toMatchObject({
      kind: 'response',
      response: { status: 200, reason: 'OK', headers: [] },
    });
  });
});

describe('checkLines', () => {
  it('finds in lines that came early what reading the whole would find', () => {
    const text = 'GET / HTTP/1.1\r\nA: b\r\nbad line\r\nworse\n';
    const bytes = Buffer.from(text);
    expect(checkLines('request', bytes, 0, text.indexOf('bad'))).toBeUndefined();
    expect(checkLines(undefined, bytes, text.indexOf('bad'), bytes.length)).toBe('whitespace-in-name');
    expect(checkLines('request', bytes, 0, bytes.length)).toBe('whitespace-in-name');
  });
});
