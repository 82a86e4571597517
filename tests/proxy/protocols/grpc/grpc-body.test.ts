import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../model/index.js';
import { createHttp1Observer, createHttp2Observer, type ObserverLimits } from '../../../../proxy/protocols/index.js';
import fc from '../../../harness/fast-check.js';
import { describeWindows } from '../../../wire/describe-told.js';
import { client, close, feedWhole, type Step, server, splitEverywhere, tick } from '../../../wire/feed.js';
import { grpcFrame } from '../../../wire/grpc-frames.js';
import { data, Http2Writer, preface, requestFields, reset, settings } from '../../../wire/http2-frames.js';
import { describeHttp2 } from '../../../wire/http2-told.js';

const overHttp2 = (context: Parameters<typeof createHttp2Observer>[0]) => createHttp2Observer(context);
const overHttp1 = (context: Parameters<typeof createHttp1Observer>[0]) => createHttp1Observer(context);
const opening = [client(preface, settings()), server(settings())];
const grpc = ['content-type', 'application/grpc', 'te', 'trailers'];

function read(steps: readonly Step[], make = overHttp2, limits: Partial<ObserverLimits> = {}): string[] {
  const whole = describeHttp2(feedWhole(make, steps, limits));
  for (const split of splitEverywhere(steps)) expect(describeHttp2(feedWhole(make, split, limits))).toEqual(whole);
  return whole;
}

/** The messages that a request with this body is told as, over HTTP/2. */
function readRequest(content: Buffer, more: readonly string[] = [], limits: Partial<ObserverLimits> = {}): string[] {
  const out = new Http2Writer();
  const list = requestFields('POST', '/S/M', ...(more.includes('content-type') ? [] : grpc), ...more);
  return read([...opening, client(out.headers(1, list), data(1, content, true)), close('reset')], overHttp2, limits).filter(
    (line) => !line.startsWith('exchange'),
  );
}

describe('gRPC over HTTP/2', () => {
  it('is told message by message while the stream is open, its trailers with the end of the response', () => {
    const out = new Http2Writer();
    const back = new Http2Writer();
    const steps = [
      ...opening,
      client(out.headers(1, requestFields('POST', '/S/Chat', ...grpc)), data(1, grpcFrame('one'))),
      server(back.headers(1, [':status', '200', 'content-type', 'application/grpc+proto'])),
      server(data(1, Buffer.concat([grpcFrame('eins'), grpcFrame('')]))),
      client(data(1, grpcFrame('two').subarray(0, 6)), data(1, grpcFrame('two').subarray(6)), data(1, '', true)),
      server(data(1, grpcFrame('zwei')), back.headers(1, ['grpc-status', '0', 'grpc-message', 'fine'], true)),
      close(),
    ];
    expect(read(steps)).toEqual([
      'c7-x1-q-m1 "one"',
      'c7-x1-r-m1 "eins"',
      'c7-x1-r-m2 ""',
      'c7-x1-q-m2 "two"',
      'c7-x1-q POST /S/Chat',
      'c7-x1-r-m3 "zwei"',
      'c7-x1-r 200 trailers=[grpc-status,0,grpc-message,fine]',
      'exchange c7-x1 200',
    ]);
    const messages = feedWhole(overHttp2, steps).flatMap((event) => (event.kind === 'message' ? [event.message] : []));
    // The head of a request is told before anything of it, and not at its end.
    expect(messages.map(({ id, window }) => `${id}${window === undefined ? '' : ` ${window.index}${window.last ? ' last' : ''}`}`)).toEqual(
      ['c7-x1-q 0', 'c7-x1-q-m1', 'c7-x1-r 0', 'c7-x1-r-m1', 'c7-x1-r-m2', 'c7-x1-q-m2', 'c7-x1-q 1 last', 'c7-x1-r-m3', 'c7-x1-r 1 last'],
    );
    expect(messages[1]).toMatchObject({
      kind: 'grpc',
      direction: 'client-to-server',
      exchangeId: 'c7-x1',
      body: { size: 3, truncated: false },
    } satisfies Partial<{ [K in keyof Message]: unknown }>);
    expect(messages[1]?.request).toBe(messages[0]?.request);
    expect(messages[3]?.request).toBe(messages[0]?.request);
    expect(messages[1]?.contentType).toBeUndefined();
    // What the gRPC messages carried counts as payload of the HTTP message.
    expect(messages[6]).toMatchObject({ body: { size: 16 }, window: { offset: 16 } });
  });

  it('may be an answer of trailers only', () => {
    const out = new Http2Writer();
    const back = new Http2Writer();
    const steps = [
      ...opening,
      client(out.headers(1, requestFields('POST', '/S/M', ...grpc)), data(1, grpcFrame('one'), true)),
      server(back.headers(1, [':status', '200', 'content-type', 'application/grpc', 'grpc-status', '12'], true)),
      close(),
    ];
    expect(read(steps)).toEqual(['c7-x1-q-m1 "one"', 'c7-x1-q POST /S/M', 'c7-x1-r 200', 'exchange c7-x1 200']);
  });

  it('says what it is where that is known', () => {
    expect(readRequest(grpcFrame('{}'), ['content-type', 'application/grpc+json'])).toEqual([
      'c7-x1-q-m1 application/json "{}"',
      'c7-x1-q POST /S/M',
    ]);
  });

  it.each([
    ['gzip', zlib.gzipSync],
    ['deflate', zlib.deflateSync],
  ])('is decompressed by %s, message by message', (coding, compress) => {
    const content = Buffer.concat([grpcFrame(compress(Buffer.from('hello')), 1), grpcFrame('plain'), grpcFrame('', 1)]);
    expect(readRequest(content, ['grpc-encoding', coding])).toEqual([
      'c7-x1-q-m1 "hello"',
      'c7-x1-q-m2 "plain"',
      'c7-x1-q-m3 ""',
      'c7-x1-q POST /S/M',
    ]);
  });

  it.each([
    ['an unknown coding', 'snappy', Buffer.from('abc'), 'gRPC: the compression of a message is not known'],
    ['no coding at all', 'identity', Buffer.from('abc'), 'gRPC: the compression of a message is not known'],
    ['broken data', 'gzip', Buffer.from('abc'), 'gRPC: the compression of a message is broken'],
    ['data cut short', 'gzip', zlib.gzipSync('abc').subarray(0, -3), 'gRPC: the compression of a message is broken'],
    [
      'something behind the data',
      'gzip',
      Buffer.concat([zlib.gzipSync('abc'), Buffer.from('secret')]),
      'gRPC: the compression of a message is broken',
    ],
  ])('is told as it stands, with a gap, when compressed with %s', (_, coding, bytes, detail) => {
    expect(readRequest(grpcFrame(bytes, 1), ['grpc-encoding', coding])).toEqual([
      `gap undecodable c7-x1-q-m1 body ${detail}`,
      `c7-x1-q-m1 ${JSON.stringify(bytes.toString('latin1'))}`,
      'c7-x1-q POST /S/M',
    ]);
  });

  it('does not expand beyond its bound', () => {
    const out = new Http2Writer();
    const bomb = zlib.gzipSync(Buffer.alloc(3 * 1024 * 1024));
    const told = feedWhole(overHttp2, [
      ...opening,
      client(out.headers(1, requestFields('POST', '/', ...grpc, 'grpc-encoding', 'gzip')), data(1, grpcFrame(bomb, 1), true)),
    ]);
    expect(describeHttp2(told)[0]).toBe('gap budget-exhausted c7-x1-q-m1 body gRPC: a compressed message expands beyond its bound');
  });

  it('comes in windows when it is over the cap, decompressed too', () => {
    const limits = { body: 20, window: 10, overlap: 3 };
    const text = 'abcdefghijklmnopqrstuvwxyz0123456789';
    const out = new Http2Writer();
    const squeezed = zlib.gzipSync('a'.repeat(30));
    expect(squeezed.length).toBeLessThan(limits.body + 5);
    const steps = [...opening, client(out.headers(1, requestFields('POST', '/', ...grpc)), data(1, grpcFrame(text), true)), close()];
    const told = feedWhole(overHttp2, steps, limits);
    expect(describeWindows(told, 'c7-x1-q-m1')).toEqual(['0:abcdefghijklmnopqrst', '17:rstuvwxyz0', '24:yz01234567', '31:56789+']);
    for (const split of splitEverywhere(steps))
      expect(describeWindows(feedWhole(overHttp2, split, limits), 'c7-x1-q-m1')).toEqual(describeWindows(told, 'c7-x1-q-m1'));
    expect(readRequest(grpcFrame(squeezed, 1), ['grpc-encoding', 'gzip'], { ...limits, body: 25 })).toEqual([
      `c7-x1-q-m1 "${'a'.repeat(30)}"`,
      'c7-x1-q POST /S/M',
    ]);
  });

  it('is a gap when compressed and over the cap', () => {
    expect(readRequest(grpcFrame('x'.repeat(30), 1), ['grpc-encoding', 'gzip'], { body: 20, window: 10, overlap: 3 })).toEqual([
      'gap budget-exhausted c7-x1-q-m1 body a compressed gRPC message is larger than what is decompressed',
      `c7-x1-q-m1 "${'x'.repeat(30)}"`,
      'c7-x1-q POST /S/M',
    ]);
  });

  it('counts against what all bodies of a connection may keep', () => {
    const out = new Http2Writer();
    const limits = { body: 100, window: 50, overlap: 5 };
    const half = grpcFrame('x'.repeat(90), 1).subarray(0, 90);
    const streams = Array.from({ length: 12 }, (_, index) => index * 2 + 1);
    const steps = [
      ...opening,
      client(...streams.map((stream) => out.headers(stream, requestFields('POST', '/', ...grpc, 'grpc-encoding', 'gzip')))),
      ...streams.map((stream) => client(data(stream, half))),
      close(),
    ];
    const lines = describeHttp2(feedWhole(overHttp2, steps, limits));
    // Ten of them fill it.
    expect(lines.filter((line) => line.startsWith('gap'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('-m1 "'))).toHaveLength(12);
  });

  it.each([
    ['unknown flags', Buffer.from('{"a":1}'), 'gRPC: the flags of a message are not known', '{"a":1}', []],
    [
      'unknown flags later',
      Buffer.concat([grpcFrame('ok'), Buffer.from('\x02rest')]),
      'gRPC: the flags of a message are not known',
      '\x02rest',
      ['c7-x1-q-m1 "ok"'],
    ],
    ['trailers as a message, which only gRPC-Web has', grpcFrame('a: b', 0x80), 'gRPC: the flags of a message are not known', 'a: b', []],
  ])('with %s is a gap, and the rest is in windows of the HTTP message', (_, content, detail, rest, before) => {
    const lines = readRequest(content);
    expect(lines).toEqual([...before, `gap ambiguous-framing c7-x1-q body ${detail}`, `c7-x1-q POST /S/M ${JSON.stringify(rest)}`]);
  });

  it('that ends within a message is a gap, unless somebody broke it off', () => {
    const cut = grpcFrame('hello').subarray(0, 7);
    expect(readRequest(cut)).toEqual([
      'gap ambiguous-framing c7-x1-q body gRPC: the body ends within a message',
      'c7-x1-q-m1 "he" cancelled',
      'c7-x1-q POST /S/M',
    ]);
    const out = new Http2Writer();
    const begun = [...opening, client(out.headers(1, requestFields('POST', '/', ...grpc)), data(1, cut))];
    expect(read([...begun, client(reset(1)), close()])).toEqual([
      'c7-x1-q-m1 "he" cancelled',
      'c7-x1-q POST / cancelled',
      'exchange c7-x1 - incomplete',
    ]);
    expect(read([...begun, tick(), close('run-over')])).toEqual([
      'c7-x1-q-m1 "he" truncated',
      'c7-x1-q POST / truncated',
      'gap truncated c7-x1-q body the run ended before the message did',
      'exchange c7-x1 - incomplete',
    ]);
  });

  it('has nothing unseen when the run ends between two messages', () => {
    const out = new Http2Writer();
    expect(
      read([...opening, client(out.headers(1, requestFields('POST', '/', ...grpc)), data(1, grpcFrame('a'))), tick(), close('run-over')]),
    ).toEqual(['c7-x1-q-m1 "a"', 'c7-x1-q POST / cancelled', 'exchange c7-x1 - incomplete']);
  });

  it('is not read under a content coding, and says so', () => {
    const content = zlib.gzipSync(grpcFrame('hello'));
    const body = JSON.stringify(content.toString('latin1'));
    const detail = 'a content coding lies over gRPC messages, which are not read one by one';
    expect(readRequest(content, ['content-encoding', 'gzip'])).toEqual([
      `gap undecodable c7-x1-q body ${detail}`,
      `c7-x1-q POST /S/M ${body}`,
    ]);
    const gaps = (more: string[]) => {
      const out = new Http2Writer();
      const told = feedWhole(overHttp2, [
        ...opening,
        client(out.headers(1, requestFields('POST', '/', ...grpc, 'content-encoding', 'gzip', ...more))),
      ]);
      return told.flatMap((event) => (event.kind === 'gap' ? [event.gap.lacks] : []));
    };
    expect(gaps([])).toEqual(['structure']);
    expect(gaps(['grpc-encoding', 'gzip'])).toEqual([undefined]);
  });

  it('reads any messages, however frames and chunks cut them', () => {
    const message = fc.record({ text: fc.string({ unit: 'binary-ascii', maxLength: 40 }), compressed: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 8 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 40 }),
        (messages, frameSize, chunkSize) => {
          const out = new Http2Writer();
          const content = Buffer.concat(
            messages.map(({ text, compressed }) => (compressed ? grpcFrame(zlib.gzipSync(text), 1) : grpcFrame(text))),
          );
          const frames = [out.headers(1, requestFields('POST', '/', ...grpc, 'grpc-encoding', 'gzip'))];
          for (let at = 0; at < content.length; at += frameSize) frames.push(data(1, content.subarray(at, at + frameSize)));
          const bytes = Buffer.concat([...frames, data(1, '', true)]);
          const steps: Step[] = [...opening];
          for (let at = 0; at < bytes.length; at += chunkSize) steps.push(client(bytes.subarray(at, at + chunkSize)));
          const told = feedWhole(overHttp2, steps);
          const bodies = told.flatMap((event) =>
            event.kind === 'message' && event.message.kind === 'grpc' ? [event.message.body.bytes.toString('latin1')] : [],
          );
          expect(bodies).toEqual(messages.map(({ text }) => text));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('gRPC-Web', () => {
  const head = (type: string, length: number, ...lines: string[]) =>
    `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
  const get = client('POST /S/M HTTP/1.1\r\nContent-Length: 0\r\n\r\n');
  const answer = (content: Buffer | string, type = 'application/grpc-web+proto', ...lines: string[]) =>
    read([get, server(head(type, content.length, ...lines), content), close()], overHttp1).slice(1);

  it('is read over HTTP/1, with its trailers as properties', () => {
    const content = Buffer.concat([grpcFrame('one'), grpcFrame('grpc-status: 0\r\nGrpc-Message:all fine\r\n', 0x80)]);
    expect(answer(content)).toEqual([
      'c7-x1-r-m1 "one"',
      'c7-x1-r-m2 {grpc-status,0,grpc-message,all fine} ""',
      'c7-x1-r 200',
      'exchange c7-x1 200',
    ]);
  });

  it('has trailers that are no fields told as they stand, too', () => {
    expect(answer(grpcFrame('grpc-status: 0\r\nnonsense\n', 0x80))[0]).toBe('c7-x1-r-m1 {grpc-status,0} "grpc-status: 0\\r\\nnonsense\\n"');
  });

  it('may have compressed trailers', () => {
    const content = grpcFrame(zlib.gzipSync('grpc-status: 0\r\n'), 0x81);
    expect(answer(content, 'application/grpc-web', 'Grpc-Encoding: GZIP')[0]).toBe('c7-x1-r-m1 {grpc-status,0} ""');
  });

  it('ends with its trailers', () => {
    const content = Buffer.concat([grpcFrame('a: b\r\n', 0x80), grpcFrame('more')]);
    expect(answer(content).slice(1, 3)).toEqual([
      'gap ambiguous-framing c7-x1-r body gRPC-Web: something follows the trailers',
      'c7-x1-r 200 "more"',
    ]);
  });

  it('bounds its trailers', () => {
    const steps = [get, server(head('application/grpc-web', 305), grpcFrame('a: b\r\n'.repeat(50), 0x80)), close()];
    expect(read(steps, overHttp1, { head: 200 })[1]).toBe(
      'gap ambiguous-framing c7-x1-r body gRPC-Web: the trailers are larger than what is kept',
    );
  });

  it('is read in base64, padded in the middle', () => {
    const parts = [grpcFrame('a'), Buffer.concat([grpcFrame('bb'), grpcFrame('ccc')]).subarray(0, 9)];
    const all = Buffer.concat([grpcFrame('bb'), grpcFrame('ccc')]);
    const text = [...parts, all.subarray(9), grpcFrame('x: y\r\n', 0x80)].map((part) => part.toString('base64')).join('');
    expect(text).toContain('=');
    expect(answer(text, 'application/grpc-web-text')).toEqual([
      'c7-x1-r-m1 "a"',
      'c7-x1-r-m2 "bb"',
      'c7-x1-r-m3 "ccc"',
      'c7-x1-r-m4 {x,y} ""',
      'c7-x1-r 200',
      'exchange c7-x1 200',
    ]);
  });

  it('that is not base64 is a gap', () => {
    const told = feedWhole(overHttp1, [get, server(head('application/grpc-web-text', 8), 'AAAA,,,,'), close()]);
    expect(describeHttp2(told).slice(1)).toEqual([
      'gap ambiguous-framing c7-x1-r body gRPC-Web: the text is not base64',
      'c7-x1-r 200 "AAAA,,,,"',
      'exchange c7-x1 200',
    ]);
    expect(answer('AAA', 'application/grpc-web-text')[0]).toBe('gap ambiguous-framing c7-x1-r body gRPC: the body ends within a message');
  });

  it('is read in requests, and over HTTP/2', () => {
    const content = grpcFrame('up');
    const request = `POST / HTTP/1.1\r\nContent-Type: application/grpc-web+json\r\nContent-Length: ${content.length}\r\n\r\n`;
    expect(read([client(request, content), close()], overHttp1).slice(0, 2)).toEqual([
      'c7-x1-q-m1 application/json "up"',
      'c7-x1-q POST /',
    ]);
    expect(readRequest(Buffer.from(content.toString('base64')), ['content-type', 'application/grpc-web-text+proto'])[0]).toBe(
      'c7-x1-q-m1 "up"',
    );
  });

  it('keeps its head for the first window', () => {
    const told = feedWhole(overHttp1, [get, server(head('application/grpc-web', 5)), server(grpcFrame('')), close()]);
    const response = told.find((event) => event.kind === 'message' && event.message.id === 'c7-x1-r');
    expect(response?.kind === 'message' && response.message.headBytes?.toString('latin1')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  it('without a body is a message like any other', () => {
    expect(answer('', 'application/grpc-web')).toEqual(['c7-x1-r 200', 'exchange c7-x1 200']);
  });
});
