import { describe, expect, it } from 'vitest';
import type { CreateWebSocket } from '../../../../proxy/protocols/http2/open-tunnel.js';
import { createHttp2Observer } from '../../../../proxy/protocols/index.js';
import { client, close, feedWhole, type Step, server, splitEverywhere, tick } from '../../../wire/feed.js';
import { data, Http2Writer, preface, reset, settings } from '../../../wire/http2-frames.js';
import { describeHttp2 } from '../../../wire/http2-told.js';

const opening = [client(preface, settings()), server(settings([8, 1]))];
const websocket = [':method', 'CONNECT', ':protocol', 'websocket', ':scheme', 'https', ':path', '/chat?x', ':authority', 'a.example'];
const plainConnect = [':method', 'CONNECT', ':authority', 'b.example:80'];

/** What a WebSocket observer was given, a line a call. */
function fake(calls: string[]): CreateWebSocket {
  return (_, { idPrefix, exchangeId, request, extensions, subprotocol }) => {
    calls.push(`open ${idPrefix} ${exchangeId} ${request.target} ${extensions} ${subprotocol}`);
    const last = { direction: '', text: '' };
    return {
      observe: (direction, bytes) => {
        if (last.direction !== direction) calls.push(`${direction} `);
        last.direction = direction;
        calls[calls.length - 1] += bytes.toString('latin1');
      },
      end: (direction) => calls.push(`end ${direction}`),
      close: (how) => calls.push(`close ${how}`),
      tick: () => calls.push('tick'),
    };
  };
}

function read(steps: readonly Step[], limits = {}): { told: string[]; calls: string[] } {
  const once = (transcript: readonly Step[]) => {
    const calls: string[] = [];
    const told = describeHttp2(feedWhole((context) => createHttp2Observer(context, { createWebSocket: fake(calls) }), transcript, limits));
    return { told, calls };
  };
  const whole = once(steps);
  for (const split of splitEverywhere(steps)) expect(once(split)).toEqual(whole);
  return whole;
}

describe('an extended CONNECT', () => {
  it('for WebSocket hands both directions to a WebSocket observer; its exchange ends with the answer', () => {
    const out = new Http2Writer();
    const back = new Http2Writer();
    const answer = [':status', '200', 'sec-websocket-extensions', 'a', 'sec-websocket-extensions', 'b', 'sec-websocket-protocol', 'chat'];
    const { told, calls } = read([
      ...opening,
      client(out.headers(1, websocket), data(1, 'early')),
      server(back.headers(1, answer), data(1, 'hello')),
      client(data(1, 'hi'), data(1, '!', true)),
      tick(),
      server(data(1, 'bye', true)),
      close(),
    ]);
    expect(told).toEqual(['c7-x1-q CONNECT /chat?x', 'c7-x1-r 200', 'exchange c7-x1 200']);
    expect(calls).toEqual([
      'open c7-x1 c7-x1 /chat?x a,b chat',
      'client-to-server early',
      'server-to-client hello',
      'client-to-server hi!',
      'end client-to-server',
      'tick',
      'server-to-client bye',
      'end server-to-client',
      'close ended',
    ]);
  });

  it('is broken off by a reset, and by the end of the run', () => {
    const begun = () => {
      const out = new Http2Writer();
      return [...opening, client(out.headers(1, websocket)), server(new Http2Writer().headers(1, [':status', '200']))];
    };
    expect(read([...begun(), client(reset(1)), close()]).calls).toEqual(['open c7-x1 c7-x1 /chat?x undefined undefined', 'close reset']);
    expect(read([...begun(), close('run-over')]).calls.at(-1)).toBe('close run-over');
    expect(read([...begun(), close('run-over')]).told.filter((line) => line.startsWith('exchange'))).toEqual(['exchange c7-x1 200']);
    expect(read([...begun(), close()]).calls.slice(1)).toEqual(['end server-to-client', 'end client-to-server', 'close ended']);
  });

  it('may have its end come before its answer', () => {
    const out = new Http2Writer();
    const { calls } = read([
      ...opening,
      client(out.headers(1, websocket), data(1, 'x', true)),
      server(new Http2Writer().headers(1, [':status', '200'], true)),
      close(),
    ]);
    expect(calls.slice(1)).toEqual(['client-to-server x', 'end client-to-server', 'end server-to-client', 'close ended']);
  });

  it('that is refused has an answer like any other; what was sent is scanned', () => {
    const out = new Http2Writer();
    const back = new Http2Writer();
    const { told, calls } = read([
      ...opening,
      client(out.headers(1, websocket), data(1, 'early')),
      server(back.headers(1, [':status', '403']), data(1, 'no', true)),
      client(data(1, 'late', true)),
      close(),
    ]);
    expect(calls).toEqual([]);
    expect(told).toEqual(['c7-x1-q CONNECT /chat?x', 'c7-x1-r 403 "no"', 'c7-x1-s-out "earlylate"', 'exchange c7-x1 403']);
  });

  it('for something else is scanned, with a gap', () => {
    const out = new Http2Writer();
    const list = websocket.map((text) => (text === 'websocket' ? 'connect-udp' : text));
    const { told } = read([
      ...opening,
      client(out.headers(1, list)),
      server(new Http2Writer().headers(1, [':status', '200'])),
      client(data(1, 'udp')),
      close('reset'),
    ]);
    expect(told).toEqual([
      'c7-x1-q CONNECT /chat?x',
      'c7-x1-r 200',
      'gap unsupported-protocol an extended CONNECT asks for a protocol that is not read',
      'exchange c7-x1 200',
      'c7-x1-s-out "udp" cancelled',
    ]);
  });

  it('never answered is scanned, and a bounded part of it held', () => {
    const out = new Http2Writer();
    const { told } = read([...opening, client(out.headers(1, websocket), data(1, 'abc')), close()], { held: 3 });
    expect(told).toEqual(['c7-x1-q CONNECT /chat?x', 'c7-x1-s-out "abc"', 'exchange c7-x1 - incomplete']);
    const more = read(
      [
        ...opening,
        client(new Http2Writer().headers(1, websocket), data(1, 'abcd')),
        server(new Http2Writer().headers(1, [':status', '200']), data(1, 'x')),
        close(),
      ],
      { held: 3 },
    );
    expect(more.told).toContain('gap budget-exhausted more was sent behind a CONNECT than is held while its answer is awaited');
    expect(more.told).toContain('c7-x1-s-out "abcd"');
    expect(more.told).toContain('c7-x1-s-in "x"');
  });
});

describe('tunnels', () => {
  it('are bounded in number', () => {
    const out = new Http2Writer();
    const connects = Array.from({ length: 70 }, (_, index) => out.headers(index * 2 + 1, plainConnect));
    const told = describeHttp2(
      feedWhole(
        (context) => createHttp2Observer(context),
        [...opening, client(...connects, reset(1), out.headers(201, plainConnect)), close('reset')],
      ),
    );
    expect(told.filter((line) => line.startsWith('gap'))).toHaveLength(1);
    expect(told.filter((line) => line.includes('CONNECT b.example'))).toHaveLength(65);
    expect(told.find((line) => line.startsWith('c7-f-out'))).toContain(':authority: b.example:80');
  });
});
