import { describe, expect, it } from 'vitest';
import { afterConnect, afterUpgrade } from '../../../../proxy/protocols/http1/successor.js';
import { createHttp1Observer } from '../../../../proxy/protocols/index.js';
import { describeTold } from '../../../wire/describe-told.js';
import { client, close, feedWhole, server, tick } from '../../../wire/feed.js';

describe('afterUpgrade', () => {
  it.each([
    ['WebSocket', ['gap unsupported-protocol WebSocket messages are not read, and their masking hides values from a scan']],
    ['h2c', ['gap unsupported-protocol HTTP/2 after an Upgrade is only scanned: compressed headers hide values', 'p-s-out "x"']],
    ['TLS/1.0', ['p-s-out "x"']],
    [undefined, ['p-s-out "x"']],
  ])('to %s', (upgrade, told) => {
    expect(describeTold(feedWhole((context) => afterUpgrade(context, 'p', upgrade), [client('x'), tick(), close()]))).toEqual(told);
  });
});

describe('afterConnect', () => {
  const inside = (bytes: string, deep = false) =>
    describeTold(
      feedWhole(
        (context) => afterConnect(context, 'p', deep ? undefined : () => createHttp1Observer(context, { idPrefix: 'p', depth: 1 })),
        [client(bytes), server('y'), close('reset')],
      ),
    );

  it('reads HTTP/1, unless that nests too deep', () => {
    expect(inside('GET / HTTP/1.1\r\n\r\n')).toEqual(['p-x1-q GET /', 'p-s-in "y" cancelled', 'exchange p-x1 - incomplete']);
    expect(inside('GET /', true)[0]).toBe('gap budget-exhausted too many tunnels inside each other');
  });

  it('scans the rest, with a gap where scanning is not enough', () => {
    expect(inside('\x05\x01')).toEqual(['p-s-out "\\u0005\\u0001" cancelled', 'p-s-in "y" cancelled']);
    expect(inside('\x16\x03')[0]).toMatch(/^gap unsupported-protocol TLS/);
    expect(inside('PRI * HTTP/2.0\r\n\r\nSM')[0]).toMatch(/^gap unsupported-protocol HTTP\/2/);
  });
});
