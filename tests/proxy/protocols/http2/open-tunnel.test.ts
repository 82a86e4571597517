import { describe, expect, it } from 'vitest';
import { createHttp2Observer } from '../../../../proxy/protocols/index.js';
import { client, close, feedWhole, type Step, server } from '../../../wire/feed.js';
import { data, Http2Writer, preface, requestFields, settings } from '../../../wire/http2-frames.js';
import { describeHttp2, readHttp2 } from '../../../wire/http2-told.js';

const opening = [client(preface, settings()), server(settings([8, 1]))];
const websocket = [':method', 'CONNECT', ':protocol', 'websocket', ':scheme', 'https', ':path', '/chat?x', ':authority', 'a.example'];
const plainConnect = [':method', 'CONNECT', ':authority', 'b.example:80'];

describe('a plain CONNECT', () => {
  const inside = (...steps: Step[]) => {
    const out = new Http2Writer();
    return readHttp2([
      ...opening,
      client(out.headers(1, plainConnect)),
      server(new Http2Writer().headers(1, [':status', '200'])),
      ...steps,
      close(),
    ]);
  };

  it('has its authority as target, and HTTP/1 in it read', () => {
    expect(
      inside(
        client(data(1, 'GET /a HTTP/1.1\r\n'), data(1, '\r\n')),
        server(data(1, 'HTTP/1.1 204 No\r\n\r\n')),
        client(data(1, '', true)),
      ),
    ).toEqual([
      'c7-x1-q CONNECT b.example:80',
      'c7-x1-r 200',
      'exchange c7-x1 200',
      'c7-x1-x1-q GET /a',
      'c7-x1-x1-r 204',
      'exchange c7-x1-x1 204',
    ]);
  });

  it('has HTTP/2 in it read', () => {
    const inner = Buffer.concat([preface, settings(), new Http2Writer().headers(1, requestFields('GET', '/in'), true)]);
    const answer = Buffer.concat([settings(), new Http2Writer().headers(1, [':status', '200'], true)]);
    expect(inside(client(data(1, inner)), server(data(1, answer))).slice(3)).toEqual([
      'c7-x1-x1-q GET /in',
      'c7-x1-x1-r 200',
      'exchange c7-x1-x1 200',
    ]);
  });

  it('has other things scanned', () => {
    expect(inside(client(data(1, '\x05\x01')), server(data(1, 'x'))).slice(3)).toEqual(['c7-x1-s-in "x"', 'c7-x1-s-out "\\u0005\\u0001"']);
  });

  it('does not nest for ever', () => {
    let content = Buffer.from('GET / HTTP/1.1\r\n\r\n', 'latin1');
    let answer = Buffer.alloc(0);
    for (let depth = 0; depth < 6; depth += 1) {
      content = Buffer.concat([preface, settings(), new Http2Writer().headers(1, plainConnect), data(1, content)]);
      answer = Buffer.concat([settings(), new Http2Writer().headers(1, [':status', '200']), data(1, answer)]);
    }
    const told = describeHttp2(feedWhole((context) => createHttp2Observer(context), [client(content), server(answer), close()]));
    expect(told.filter((line) => line.startsWith('gap'))).toEqual(['gap budget-exhausted too many tunnels inside each other']);
  });
});

describe('an extended CONNECT', () => {
  it('for WebSocket has its messages read', () => {
    const told = feedWhole(
      (context) => createHttp2Observer(context),
      [
        ...opening,
        client(new Http2Writer().headers(1, websocket)),
        server(new Http2Writer().headers(1, [':status', '200']), data(1, '\x81\x02hi')),
        close(),
      ],
    );
    const read = told.flatMap((event) => (event.kind === 'message' && event.message.kind === 'websocket' ? [event.message] : []));
    expect(read.map(({ body, exchangeId, request }) => [body.bytes.toString(), exchangeId, request?.target])).toEqual([
      ['hi', 'c7-x1', '/chat?x'],
    ]);
  });
});
