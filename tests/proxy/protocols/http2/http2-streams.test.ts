import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../model/index.js';
import { createHttp2Observer, defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { describeWindows } from '../../../wire/describe-told.js';
import { client, clientEnds, close, feedWhole, server, serverEnds, testConnection, tick } from '../../../wire/feed.js';
import { data, flag, frame, Http2Writer, preface, requestFields, reset, settings } from '../../../wire/http2-frames.js';
import { describeHttp2, readHttp2 } from '../../../wire/http2-told.js';

const make = (context: Parameters<typeof createHttp2Observer>[0]) => createHttp2Observer(context);
const opening = [client(preface, settings()), server(settings())];

function ends() {
  return { out: new Http2Writer(), back: new Http2Writer() };
}

describe('an exchange', () => {
  it('is told with its heads, bodies and trailers', () => {
    const { out, back } = ends();
    const steps = [
      client(preface, settings([1, 8192]), out.headers(1, requestFields('POST', '/a?b', 'x-a', '1')), data(1, 'he'), data(1, 'llo', true)),
      server(settings(), frame(4, flag.ack, 0), back.headers(1, [':status', '200', 'content-type', 'text/plain']), data(1, 'wor')),
      server(data(1, 'ld'), back.headers(1, ['x-sum', '7'], true)),
      close(),
    ];
    expect(readHttp2(steps)).toEqual(['c7-x1-q POST /a?b "hello"', 'c7-x1-r 200 "world" trailers=[x-sum,7]', 'exchange c7-x1 200']);
    const told = feedWhole(make, steps);
    const messages = told.flatMap((event) => (event.kind === 'message' ? [event.message] : []));
    expect(messages[0]).toMatchObject({
      kind: 'http-request',
      exchangeId: 'c7-x1',
      direction: 'client-to-server',
      request: {
        method: 'POST',
        target: '/a?b',
        version: 'HTTP/2',
        headers: [':scheme', 'https', ':authority', 'a.example', 'x-a', '1'],
      },
    } satisfies Partial<Message>);
    expect(messages[1]).toMatchObject({
      kind: 'http-response',
      exchangeId: 'c7-x1',
      direction: 'server-to-client',
      response: { status: 200, reason: '', version: 'HTTP/2', headers: ['content-type', 'text/plain'] },
    } satisfies Partial<Message>);
    expect(messages[1]?.request).toBe(messages[0]?.request);
    expect(messages[1]?.headBytes).toBeUndefined();
  });

  it('is numbered as its stream opens, whatever order the answers have', () => {
    const { out, back } = ends();
    const steps = [
      ...opening,
      client(
        out.headers(1, requestFields('GET', '/1'), true),
        out.headers(5, requestFields('GET', '/5')),
        out.headers(7, requestFields('HEAD', '/7'), true),
      ),
      server(back.headers(7, [':status', '204'], true), back.headers(5, [':status', '404'])),
      client(data(5, 'x', true)),
      server(data(5, 'no'), back.headers(1, [':status', '200']), data(5, 'ne', true), data(1, '', true)),
      close(),
    ];
    expect(readHttp2(steps)).toEqual([
      'c7-x1-q GET /1',
      'c7-x3-q HEAD /7',
      'c7-x3-r 204',
      'exchange c7-x3 204',
      'c7-x2-q GET /5 "x"',
      'c7-x2-r 404 "none"',
      'exchange c7-x2 404',
      'c7-x1-r 200',
      'exchange c7-x1 200',
    ]);
  });

  it('may have interim responses', () => {
    const { out, back } = ends();
    const steps = [
      ...opening,
      client(out.headers(1, requestFields('GET', '/'), true)),
      server(
        back.headers(1, [':status', '103', 'link', '</a>']),
        back.headers(1, [':status', '103']),
        back.headers(1, [':status', '200'], true),
      ),
      close(),
    ];
    expect(readHttp2(steps)).toEqual(['c7-x1-q GET /', 'c7-x1-i1 103', 'c7-x1-i2 103', 'c7-x1-r 200', 'exchange c7-x1 200']);
  });

  it('may be answered before the request has ended', () => {
    const { out, back } = ends();
    const steps = [
      ...opening,
      client(out.headers(1, requestFields('POST', '/')), data(1, 'a')),
      server(back.headers(1, [':status', '413'], true), reset(1, 0)),
      client(data(1, 'late'), out.headers(1, ['t', 'late'], true)),
      close(),
    ];
    expect(readHttp2(steps)).toEqual([
      'c7-x1-r 413',
      'c7-x1-q POST / "a" cancelled',
      'exchange c7-x1 413 incomplete',
      'c7-f-out "latet: late\\r\\n"',
    ]);
  });

  it('may be a promise of the server', () => {
    const { out, back } = ends();
    const steps = [
      ...opening,
      client(out.headers(1, requestFields('GET', '/'), true)),
      server(back.promise(1, 2, requestFields('GET', '/style')), back.headers(1, [':status', '200'], true)),
      server(back.headers(2, [':status', '200']), data(2, 'css', true)),
      close(),
    ];
    expect(readHttp2(steps)).toEqual([
      'c7-x1-q GET /',
      'c7-x2-q GET /style',
      'c7-x1-r 200',
      'exchange c7-x1 200',
      'c7-x2-r 200 "css"',
      'exchange c7-x2 200',
    ]);
    const pushed = feedWhole(make, steps).find((event) => event.kind === 'message' && event.message.id === 'c7-x2-q');
    expect(pushed?.kind === 'message' && pushed.message.direction).toBe('server-to-client');
  });

  it('has its odd fields kept: second pseudo-header fields, a missing path, cookies in pieces', () => {
    const { out } = ends();
    const list = [':method', 'GET', ':method', 'POST', ':path', '/a', ':path', '/b', 'cookie', 'a=1', 'cookie', 'b=2'];
    const told = feedWhole(make, [...opening, client(out.headers(1, list, true), out.headers(3, ['x', 'y'], true)), close()]);
    const heads = told.flatMap((event) => (event.kind === 'message' ? [event.message.request] : []));
    expect(heads).toEqual([
      { method: 'GET', target: '/a', version: 'HTTP/2', headers: [':method', 'POST', ':path', '/b', 'cookie', 'a=1', 'cookie', 'b=2'] },
      { method: '', target: '', version: 'HTTP/2', headers: ['x', 'y'] },
    ]);
  });
});

describe('the end of a stream or connection', () => {
  it('is cancelled by a reset from either side, and forgotten', () => {
    const { out, back } = ends();
    const steps = [
      ...opening,
      client(out.headers(1, requestFields('POST', '/1')), data(1, 'a'), out.headers(3, requestFields('GET', '/3'), true), reset(1)),
      server(
        back.headers(3, [':status', '200']),
        data(3, 'b'),
        reset(3),
        back.headers(1, [':status', '200']),
        data(1, 'late'),
        reset(1),
        reset(3),
      ),
      close(),
    ];
    expect(readHttp2(steps)).toEqual([
      'c7-x2-q GET /3',
      'c7-x1-q POST /1 "a" cancelled',
      'exchange c7-x1 - incomplete',
      'c7-x2-r 200 "b" cancelled',
      'exchange c7-x2 200 incomplete',
      'c7-f-in ":status: 200\\r\\nlate"',
    ]);
  });

  it('is cancelled by the end of a direction', () => {
    const { out, back } = ends();
    const steps = [
      ...opening,
      client(out.headers(1, requestFields('POST', '/1')), data(1, 'a'), out.headers(3, requestFields('GET', '/3'), true)),
      server(back.headers(3, [':status', '200']), data(3, 'b')),
      clientEnds,
      server(data(3, 'c')),
      serverEnds,
      close(),
    ];
    expect(readHttp2(steps)).toEqual([
      'c7-x2-q GET /3',
      'c7-x1-q POST /1 "a" cancelled',
      'exchange c7-x1 - incomplete',
      'c7-x2-r 200 "bc" cancelled',
      'exchange c7-x2 200 incomplete',
    ]);
  });

  it('is a gap when the run is over first, unless it is a stream of events', () => {
    const { out, back } = ends();
    const steps = [
      ...opening,
      client(out.headers(1, requestFields('POST', '/1')), data(1, 'a'), out.headers(3, requestFields('GET', '/3'), true)),
      server(back.headers(3, [':status', '200', 'content-type', 'text/event-stream']), data(3, 'b\n\nc')),
      server(back.headers(1, [':status', '200', 'content-type', 'text/html']), data(1, '<p>')),
      client(out.headers(5, requestFields('GET', '/5')).subarray(0, 12)),
      close('run-over'),
    ];
    expect(readHttp2(steps).map((line) => line.replace(/c7-f-out ".*"/, 'c7-f-out ...'))).toEqual([
      'c7-x2-q GET /3',
      'c7-x1-q POST /1 "a" truncated',
      'gap truncated c7-x1-q body the run ended before the message did',
      'c7-x1-r 200 "<p>" truncated',
      'gap truncated c7-x1-r body the run ended before the message did',
      'exchange c7-x1 200 incomplete',
      'c7-x2-r 200 "b\\n\\nc" cancelled',
      'exchange c7-x2 200 incomplete',
      'gap truncated c7-f-out the run ended before the message did',
      'c7-f-out ...',
    ]);
  });

  it('is no gap when the connection is reset', () => {
    const { out } = ends();
    expect(readHttp2([...opening, client(out.headers(1, requestFields('POST', '/1')), data(1, 'a')), close('reset'), client('x')])).toEqual(
      ['c7-x1-q POST /1 "a" cancelled', 'exchange c7-x1 - incomplete'],
    );
  });

  it('says nothing of a connection without bytes, or with a preface only', () => {
    expect(readHttp2([close()])).toEqual([]);
    expect(readHttp2([client(preface.subarray(0, 10)), close('run-over')])).toEqual([]);
    expect(readHttp2([...opening, tick(), clientEnds, serverEnds, close()])).toEqual([]);
  });
});

describe('streams that flow', () => {
  it('are judged at a tick, and event by event', () => {
    const { out, back } = ends();
    const told = feedWhole(make, [
      ...opening,
      client(out.headers(1, requestFields('GET', '/1')), data(1, 'up'), out.headers(3, requestFields('GET', '/3'), true)),
      server(back.headers(3, [':status', '200', 'content-type', 'text/event-stream']), data(3, 'a\n\nb')),
      server(data(3, '\n\n')),
      tick(),
      close(),
    ]);
    expect(describeWindows(told, 'c7-x2-r')).toEqual(['0:a\n\n', '3:b\n\n', '6:+']);
    expect(describeWindows(told, 'c7-x1-q')).toEqual(['0:up', '2:+']);
  });
});

describe('bounds', () => {
  it('a field section without end is a gap', () => {
    const limits = { head: 100 };
    const endless = Array.from({ length: 20 }, () => frame(9, 0, 1, 'x'.repeat(20)));
    const lines = readHttp2([...opening, client(frame(1, 0, 1, 'x'), ...endless), close()], limits);
    expect(lines[0]).toBe('gap budget-exhausted client: a field section or SETTINGS is larger than what is kept');
    expect(lines[1]?.length).toBeGreaterThan(300);
    expect(readHttp2([...opening, client(frame(1, 4, 1, 'x'.repeat(400))), close()], limits)[0]).toMatch(/^gap budget-exhausted/);
    expect(readHttp2([...opening, client(frame(4, 0, 0, 'x'.repeat(120))), close()], limits)[0]).toMatch(/^gap budget-exhausted/);
  });

  it('streams beyond the bound are scanned, with one gap, until there is room again', () => {
    const { out, back } = ends();
    const steps = [
      ...opening,
      client(...[1, 3, 5, 7].map((stream) => out.headers(stream, requestFields('POST', `/${stream}`)))),
      client(data(5, 'five', true), data(1, 'one', true)),
      server(
        back.headers(5, [':status', '500']),
        back.headers(1, [':status', '200'], true),
        back.promise(3, 2, [':method', 'GET', ':path', '/p']),
      ),
      client(out.headers(9, requestFields('GET', '/9'), true)),
      close('reset'),
    ];
    const lines = readHttp2(steps, { pipelined: 2 });
    expect(lines.filter((line) => line.startsWith('gap'))).toEqual([
      'gap budget-exhausted too many streams are open at a time: those beyond are only scanned',
    ]);
    expect(lines).toContain('c7-x1-q POST /1 "one"');
    expect(lines.find((line) => line.startsWith('c7-f-out'))).toMatch(/:path: \/5.*:path: \/7.*five/);
    expect(lines.find((line) => line.startsWith('c7-f-in'))).toContain(':status: 500');
    // There was room for the promise, then none for stream 9.
    expect(lines).toContain('c7-x3-q GET /p');
  });

  it('heads of open streams are bounded together', () => {
    const { out } = ends();
    const frames = Array.from({ length: 60 }, (_, index) => out.headers(index * 2 + 1, ['a', 'b'.repeat(30)]));
    const told = feedWhole(make, [...opening, client(...frames), close('reset')], { head: 100 });
    const lines = describeHttp2(told);
    expect(lines.filter((line) => line.startsWith('gap'))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('exchange'))).toHaveLength(26);
  });

  it('incomplete bodies are bounded together: then they come in windows', () => {
    const { out } = ends();
    const limits = { ...defaultObserverLimits, body: 1000, window: 100, overlap: 10 };
    const opened = Array.from({ length: 20 }, (_, index) =>
      out.headers(index * 2 + 1, requestFields('POST', '/', 'content-type', 'application/json')),
    );
    const rounds = Array.from({ length: 9 }, () => client(...opened.map((_, index) => data(index * 2 + 1, 'x'.repeat(100)))));
    let held = 0;
    const told = feedWhole(make, [...opening, client(...opened), ...rounds], limits);
    for (const event of told) if (event.kind === 'message') held += 1;
    // Without the budget nothing would have been told yet: no body is over its own cap.
    expect(held).toBeGreaterThan(20);
    const windows = describeWindows(feedWhole(make, [...opening, client(...opened), ...rounds, close()], limits), 'c7-x1-q');
    expect(windows.at(-1)).toMatch(/\+$/);
  });

  it('nothing is left of a stream that was opened and reset', () => {
    const connection = testConnection();
    let exchanges = 0;
    const observer = createHttp2Observer({
      connection,
      wire: 'tls',
      limits: { ...defaultObserverLimits, pipelined: 4 },
      sink: { message: () => undefined, exchange: () => (exchanges += 1), gap: (gap) => expect.fail(gap.detail) },
    });
    const out = new Http2Writer();
    observer.observe('client-to-server', Buffer.concat([preface, settings()]), 0);
    for (let stream = 1; stream < 20_000; stream += 2) {
      observer.observe('client-to-server', Buffer.concat([out.headers(stream, requestFields('GET', '/')), reset(stream)]), 0);
    }
    observer.close('reset', 0);
    expect(exchanges).toBe(10_000);
  });
});
