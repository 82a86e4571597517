import { describe, expect, it } from 'vitest';
import { requestFraming, responseFraming } from '../../../../proxy/protocols/http1/framing.js';
import { readHead } from '../../../../proxy/protocols/http1/read-head.js';

function request(start: string, ...lines: string[]) {
  const bytes = Buffer.from([start, ...lines, ''].join('\r\n'));
  const head = readHead('request', bytes, 0, bytes.length);
  if (typeof head === 'string' || head.kind !== 'request') throw new Error(`bad test head: ${start}`);
  return requestFraming(head);
}

function response(method: string | undefined, start: string, ...lines: string[]) {
  const bytes = Buffer.from([start, ...lines, ''].join('\r\n'));
  const head = readHead('response', bytes, 0, bytes.length);
  if (typeof head === 'string' || head.kind !== 'response') throw new Error(`bad test head: ${start}`);
  return responseFraming(head, method);
}

const chunked = { kind: 'chunked', coded: false };

describe('requestFraming', () => {
  it('knows none, a length and chunked', () => {
    expect(request('GET / HTTP/1.1')).toEqual({ kind: 'none' });
    expect(request('POST / HTTP/1.1', 'Content-Length: 0')).toEqual({ kind: 'none' });
    expect(request('POST / HTTP/1.0', 'Content-Length: 007')).toEqual({ kind: 'length', length: 7 });
    expect(request('POST / HTTP/1.1', 'Transfer-Encoding: CHUNKED')).toEqual(chunked);
    expect(request('POST / HTTP/1.1', 'Transfer-Encoding: gzip', 'Transfer-Encoding: chunked')).toEqual({ kind: 'chunked', coded: true });
    expect(request('CONNECT h:1 HTTP/1.1', 'Content-Length: 0')).toEqual({ kind: 'none' });
  });

  it('refuses what has two readings', () => {
    expect(request('POST / HTTP/1.1', 'Content-Length: 1', 'Transfer-Encoding: chunked')).toBe('length-and-transfer-encoding');
    expect(request('POST / HTTP/1.1', 'Content-Length: 7', 'Content-Length: 07')).toBe('differing-content-lengths');
    expect(request('POST / HTTP/1.1', 'Transfer-Encoding: , chunked')).toBe('bad-transfer-encoding');
    expect(request('POST / HTTP/1.1', 'Transfer-Encoding: chunked,')).toBe('bad-transfer-encoding');
    expect(request('CONNECT h:1 HTTP/1.1', 'Transfer-Encoding: chunked')).toBe('content-in-connect');
  });
});

describe('responseFraming', () => {
  it('follows the order of RFC 9112, section 6.3', () => {
    expect(response('HEAD', 'HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')).toEqual({ kind: 'none' });
    expect(response('GET', 'HTTP/1.1 304 Not Modified', 'Content-Length: 9')).toEqual({ kind: 'none' });
    expect(response('GET', 'HTTP/1.1 204 No Content')).toEqual({ kind: 'none' });
    expect(response('GET', 'HTTP/1.1 103 Early Hints')).toEqual({ kind: 'none' });
    expect(response('GET', 'HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')).toEqual(chunked);
    expect(response('GET', 'HTTP/1.1 200 OK', 'Transfer-Encoding: gzip')).toEqual({ kind: 'until-close', coded: true });
    expect(response('GET', 'HTTP/1.1 205 Reset', 'Content-Length: 0')).toEqual({ kind: 'none' });
    expect(response(undefined, 'HTTP/1.0 200 OK')).toEqual({ kind: 'until-close', coded: false });
  });

  it('refuses what has two readings, but not where there is no body in any', () => {
    expect(response('GET', 'HTTP/1.1 200 OK', 'Content-Length: 1', 'Transfer-Encoding: chunked')).toBe('length-and-transfer-encoding');
    expect(response('GET', 'HTTP/1.1 200 OK', 'Transfer-Encoding: identity')).toBe('last-coding-not-chunked');
    expect(response('HEAD', 'HTTP/1.1 200 OK', 'Content-Length: 1', 'Transfer-Encoding: chunked')).toEqual({ kind: 'none' });
  });
});
