import { describe, expect, it } from 'vitest';
import { createHttp2Observer } from '../../../../proxy/protocols/index.js';
import fc from '../../../harness/fast-check.js';
import { client, clientEnds, close, feedWhole, type Step, server, serverEnds, type Transcript, tick } from '../../../wire/feed.js';
import { data, flag, frame, Http2Writer, number32, preface, requestFields, reset, settings } from '../../../wire/http2-frames.js';
import { describeHttp2 } from '../../../wire/http2-told.js';

const make = (context: Parameters<typeof createHttp2Observer>[0]) => createHttp2Observer(context);
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

/** The same bytes in pieces of these sizes, taken in turn. */
function cut(transcript: Transcript, pieces: readonly number[]): Transcript {
  let turn = 0;
  return transcript.flatMap((step): Step[] => {
    if (step.kind !== 'bytes') return [step];
    const parts: Step[] = [];
    for (let at = 0; at < step.bytes.length; ) {
      const size = pieces[turn % pieces.length]!;
      turn += 1;
      parts.push({ ...step, bytes: step.bytes.subarray(at, at + size) });
      at += size;
    }
    return parts;
  });
}

const text = fc.string({ unit: 'binary-ascii', maxLength: 20 });
const fields = fc
  .array(fc.tuple(fc.stringMatching(/^x-[a-z]{0,6}$/), fc.stringMatching(/^[ -~]{0,12}$/)), { maxLength: 4 })
  .map((list) => list.flat());
const side = fc.record({
  fields,
  parts: fc.array(text, { maxLength: 4 }),
  trailers: fc.option(fields, { nil: undefined }),
  padding: fc.integer({ min: 0, max: 3 }),
  sectionSize: fc.integer({ min: 1, max: 40 }),
});
type Side = typeof side extends fc.Arbitrary<infer T> ? T : never;

/** The frames of one message, in order. They are made when their turn comes: HPACK's table goes with the order on the wire. */
function framesOf(
  writer: Http2Writer,
  stream: number,
  head: readonly string[],
  { fields: more, parts, trailers, padding, sectionSize }: Side,
): (() => Buffer)[] {
  const frames: (() => Buffer)[] = [
    () => writer.cutHeaders(stream, [...head, ...more], sectionSize, parts.length === 0 && trailers === undefined),
  ];
  for (const [index, part] of parts.entries()) {
    const end = index === parts.length - 1 && trailers === undefined ? flag.endStream : 0;
    const padded = Buffer.concat([Buffer.from([padding]), Buffer.from(part, 'latin1'), Buffer.alloc(padding)]);
    frames.push(() => (padding > 0 ? frame(0, end | flag.padded, stream, padded) : frame(0, end, stream, part)));
  }
  if (trailers !== undefined) frames.push(() => writer.cutHeaders(stream, trailers, sectionSize, true));
  return frames;
}

describe('any streams', () => {
  it('give back their messages, however their frames mix and whatever pieces they come in', () => {
    const conversation = fc.record({
      exchanges: fc.array(fc.record({ request: side, response: side, interim: fc.boolean() }), { minLength: 1, maxLength: 5 }),
      order: fc.array(fc.nat(), { minLength: 1, maxLength: 40 }),
      pieces: sizes,
    });
    fc.assert(
      fc.property(conversation, ({ exchanges, order, pieces }) => {
        const out = new Http2Writer();
        const back = new Http2Writer();
        const streams = exchanges.map(({ request, response, interim }, index) => {
          const number = index * 2 + 1;
          const requestFrames = framesOf(out, number, requestFields('PUT', `/${number}`), request);
          const responseFrames = framesOf(back, number, [':status', '200'], response);
          if (interim) responseFrames.unshift(() => back.headers(number, [':status', '103']));
          return { requestFrames, responseFrames };
        });
        const steps: Step[] = [client(preface, settings()), server(settings())];
        // Requests open in the order of their numbers; from then on frames come as they like.
        for (const { requestFrames } of streams) steps.push(client(requestFrames.shift()!()));
        const queues = streams.flatMap(({ requestFrames, responseFrames }) => [
          { make: client, frames: requestFrames },
          { make: server, frames: responseFrames },
        ]);
        for (let turn = 0; queues.some(({ frames }) => frames.length > 0); turn += 1) {
          const open = queues.filter(({ frames }) => frames.length > 0);
          const queue = open[order[turn % order.length]! % open.length]!;
          steps.push(queue.make(queue.frames.shift()!()));
        }
        steps.push(close());
        const lines = describeHttp2(feedWhole(make, steps));
        expect(describeHttp2(feedWhole(make, cut(steps, pieces)))).toEqual(lines);
        const line = (name: string, { parts, trailers }: Side) =>
          `${name}${parts.join('') === '' ? '' : ` ${JSON.stringify(parts.join(''))}`}${trailers === undefined ? '' : ` trailers=[${trailers.join(',')}]`}`;
        const expected = exchanges.flatMap(({ request, response, interim }, index) => [
          line(`c7-x${index + 1}-q PUT /${index * 2 + 1}`, request),
          ...(interim ? [`c7-x${index + 1}-i1 103`] : []),
          line(`c7-x${index + 1}-r 200`, response),
          `exchange c7-x${index + 1} 200`,
        ]);
        expect(lines.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 200 },
    );
  });
});

describe('any frames', () => {
  const scrap = fc.oneof(
    fc.constantFrom(
      settings(),
      settings([1, 100]),
      frame(4, flag.ack, 0),
      frame(6, 0, 0, '12345678'),
      frame(7, 0, 0, Buffer.alloc(12)),
      frame(8, 0, 0, number32(1)),
      frame(0xfe, 0, 5, 'new'),
      frame(1, flag.endHeaders, 1, '\x82\x84'),
      frame(1, flag.endHeaders | flag.endStream, 3, '\x83\x40\x01a\x01b'),
      frame(
        1,
        flag.endHeaders,
        5,
        new Http2Writer().fields.encode([':method', 'CONNECT', ':authority', 'a'], { indexing: 'without', huffman: false, refer: true }),
      ),
      frame(1, flag.endHeaders, 1, '\x88'),
      frame(1, flag.endHeaders | flag.endStream, 1, '\x88'),
      frame(1, flag.endHeaders, 5, '\x88'),
      frame(
        1,
        flag.endHeaders,
        7,
        new Http2Writer().fields.encode([':status', '200', 'content-type', 'application/grpc'], {
          indexing: 'without',
          huffman: true,
          refer: true,
        }),
      ),
      frame(
        1,
        flag.endHeaders,
        7,
        new Http2Writer().fields.encode([':method', 'POST', 'content-type', 'application/grpc'], {
          indexing: 'without',
          huffman: true,
          refer: true,
        }),
      ),
      frame(1, 0, 9, '\x82'),
      frame(9, flag.endHeaders, 9, '\x84'),
      frame(5, flag.endHeaders, 1, Buffer.concat([number32(2), Buffer.from([0x82])])),
      data(1, 'abc'),
      data(1, 'x', true),
      data(5, 'GET / HTTP/1.1\r\n\r\n'),
      data(7, '\0\0\0\0\x02ab\0\0\0\0\0'),
      data(7, '\x01\0\0\0\x01a'),
      data(3, 'late'),
      frame(0, flag.padded, 1, '\x02a\0\0'),
      reset(1),
      reset(5),
    ),
    fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
  );
  const step = fc.oneof(
    {
      weight: 10,
      arbitrary: fc.tuple(fc.boolean(), fc.array(scrap, { maxLength: 6 })).map(([up, parts]): Step => (up ? client : server)(...parts)),
    },
    { weight: 2, arbitrary: fc.constantFrom<Step>(tick(), clientEnds, serverEnds) },
  );
  const how = fc.constantFrom<'ended' | 'reset' | 'run-over'>('ended', 'reset', 'run-over');

  it('never throw, and are told the same in any pieces', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), how, sizes, (steps, end, pieces) => {
        const transcript = [client(preface, settings()), server(settings()), ...steps, close(end)];
        const limits = { head: 60, body: 16, window: 8, overlap: 3, held: 30, pipelined: 4 };
        const lines = describeHttp2(feedWhole(make, transcript, limits));
        expect(lines.filter((line) => line.startsWith('exchange')).length).toBe(
          new Set(lines.filter((line) => line.startsWith('exchange')).map((line) => line.split(' ')[1])).size,
        );
        expect(describeHttp2(feedWhole(make, cut(transcript, pieces), limits))).toEqual(lines);
      }),
      { numRuns: 500 },
    );
  });

  it('never throw, whatever the bytes from the first on', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.uint8Array({ maxLength: 50 })), { maxLength: 8 }), how, (chunks, end) => {
        const steps = chunks.map(([up, bytes]) => (up ? client : server)(Buffer.from(bytes)));
        const fed = chunks.reduce((sum, [, bytes]) => sum + bytes.length, 0);
        const told = feedWhole(make, [...steps, close(end)]);
        const shown = told.reduce((sum, event) => sum + (event.kind === 'message' ? event.message.body.bytes.length : 0), 0);
        expect(shown).toBeLessThanOrEqual(fed);
      }),
      { numRuns: 300 },
    );
  });
});
