import { describe, expect, it } from 'vitest';
import { readRequestLine, readStatusLine } from '../../../../proxy/protocols/http1/read-start-line.js';

const request = (text: string) => readRequestLine(Buffer.from(text, 'latin1'), 0);
const status = (text: string) => readStatusLine(Buffer.from(text, 'latin1'), 0);

describe('readRequestLine', () => {
  it('reads method, target and version', () => {
    expect(request('M-X /a?b#c HTTP/1.0\r\n')).toEqual({ kind: 'request', method: 'M-X', target: '/a?b#c', version: 'HTTP/1.0', next: 21 });
  });

  it.each([
    ['G(T / HTTP/1.1\r\n', 'bad-start-line'],
    ['GET / HTTP/1.1x\r\n', 'bad-version'],
    ['GET / HTTP/1.1\n', 'bare-lf'],
    ['GET / HTTP/1.1\rx\n', 'bare-cr'],
    ['GET\n', 'bare-lf'],
    ['GET /\rx HTTP/1.1\r\n', 'bare-cr'],
    ['GET /a  HTTP/1.1\r\n', 'whitespace-in-target'],
  ])('refuses %j', (text, fault) => {
    expect(request(text)).toBe(fault);
  });
});

describe('readStatusLine', () => {
  it('reads status and reason, which may be empty or missing', () => {
    expect(status('HTTP/1.1 404 Not \xe9\r\n')).toEqual({
      kind: 'response',
      status: 404,
      reason: 'Not \xe9',
      version: 'HTTP/1.1',
      next: 20,
    });
    expect(status('HTTP/1.0 200 \r\n')).toMatchObject({ status: 200, reason: '', next: 15 });
    expect(status('HTTP/1.0 999\r\n')).toMatchObject({ status: 999, reason: '', next: 14 });
  });

  it.each([
    ['HTTP/1.1 2x0 OK\r\n', 'bad-status'],
    ['HTTP/1.1 200\tOK\r\n', 'bad-status'],
    ['HTTP/1.1 200\n', 'bare-lf'],
    ['HTTP/1.1_200\r\n', 'bad-start-line'],
    ['HTTP/1.1 200 O\rK\r\n', 'bare-cr'],
  ])('refuses %j', (text, fault) => {
    expect(status(text)).toBe(fault);
  });
});
