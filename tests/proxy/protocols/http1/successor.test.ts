import { describe, expect, it } from 'vitest';
import { afterConnect, afterUpgrade } from '../../../../proxy/protocols/http1/successor.js';
import { createHttp1Observer, createHttp2Observer } from '../../../../proxy/protocols/index.js';
import { describeTold } from '../../../wire/describe-told.js';
import { client, close, feedWhole, server, tick } from '../../../wire/feed.js';

describe('afterUpgrade', () => {
  const request = { method: 'GET', target: '/w', version: 'HTTP/1.1', headers: ['Host', 'a'] };
  const switched = (upgrade: string | undefined, bytes: string, headers: readonly string[] = []) =>
    describeTold(
      feedWhole(
        (context) => afterUpgrade(context, { id: 'p', request }, { status: 101, reason: '', version: 'HTTP/1.1', headers }, upgrade),
        [client(bytes), tick(), close()],
      ),
    );

  it.each([
    ['WebSocket', ['p-wq1 "x"']],
    ['TLS/1.0', ['p-s-out "\x81\\u0001x"']],
    [undefined, ['p-s-out "\x81\\u0001x"']],
  ])('to %s', (upgrade, told) => expect(switched(upgrade, '\x81\x01x')).toEqual(told));

  it('to WebSocket with the extensions that the response accepts, whatever their case and number', () => {
    const headers = ['sec-websocket-EXTENSIONS', 'permessage-deflate', 'Sec-WebSocket-Extensions', 'x-other'];
    expect(switched('websocket', '\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00', headers)).toEqual([
      'gap unsupported-protocol WebSocket: an extension is in use that is not known',
      'p-wq1 "Hello"',
    ]);
  });
});

describe('afterConnect', () => {
  const inside = (bytes: string, deep = false, answer = 'y') =>
    describeTold(
      feedWhole(
        (context) => {
          const nesting = { idPrefix: 'p', depth: 1 };
          const inner = (spoken: 'http1' | 'http2-preface') =>
            spoken === 'http1' ? createHttp1Observer(context, nesting) : createHttp2Observer(context, nesting);
          return afterConnect(context, 'p', deep ? undefined : inner);
        },
        [client(bytes), server(answer), close('reset')],
      ),
    );

  it('reads HTTP/1, unless that nests too deep', () => {
    expect(inside('GET / HTTP/1.1\r\n\r\n')).toEqual(['p-x1-q GET /', 'p-s-in "y" cancelled', 'exchange p-x1 - incomplete']);
    expect(inside('GET /', true)[0]).toBe('gap budget-exhausted too many tunnels inside each other');
  });

  it('reads HTTP/2, unless that nests too deep', () => {
    const gap = 'gap ambiguous-framing server: the first frame is not SETTINGS';
    expect(inside('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', false, 'no frames')).toEqual([gap, 'p-s-in "no frames" cancelled']);
    expect(inside('PRI * HTTP/2.0\r\n\r\n', true)[0]).toBe('gap budget-exhausted too many tunnels inside each other');
  });

  it('scans the rest, with a gap where scanning is not enough', () => {
    expect(inside('\x05\x01')).toEqual(['p-s-out "\\u0005\\u0001" cancelled', 'p-s-in "y" cancelled']);
    expect(inside('\x16\x03')[0]).toMatch(/^gap unsupported-protocol TLS/);
  });
});
