import { describe, expect, it } from 'vitest';
import { createHttp1Observer } from '../../../../proxy/protocols/index.js';
import fc from '../../../harness/fast-check.js';
import { describeTold } from '../../../wire/describe-told.js';
import { client, clientEnds, close, feedWhole, type Step, server, serverEnds, type Transcript, tick } from '../../../wire/feed.js';

const make = (context: Parameters<typeof createHttp1Observer>[0]) => createHttp1Observer(context);

interface Body {
  readonly headers: string;
  readonly bytes: string;
  readonly payload: string;
  readonly closes: boolean;
}

const payload = fc.string({ unit: 'binary-ascii', maxLength: 40 });
const chunks = fc.array(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 20 }), { maxLength: 4 });
const lengthBody = payload.map(
  (text): Body => ({ headers: `Content-Length: ${text.length}\r\n`, bytes: text, payload: text, closes: false }),
);
const chunkedBody = fc.tuple(chunks, fc.constantFrom('', ';a', ' ;b="c"'), fc.constantFrom('', 'T: 1\r\n')).map(
  ([parts, extension, trailers]): Body => ({
    headers: 'Transfer-Encoding: chunked\r\n',
    bytes: `${parts.map((part) => `${part.length.toString(16)}${extension}\r\n${part}\r\n`).join('')}0\r\n${trailers}\r\n`,
    payload: parts.join(''),
    closes: false,
  }),
);
const closeBody = payload.map((text): Body => ({ headers: 'Connection: close\r\n', bytes: text, payload: text, closes: true }));
const header = fc
  .tuple(fc.stringMatching(/^X-[a-zA-Z]{0,8}$/), fc.stringMatching(/^[ -~]{0,12}$/))
  .map(([name, value]) => `${name}: ${value}\r\n`);
const request = fc.record({
  method: fc.constantFrom('POST', 'PUT', 'M-SEARCH', 'PATCH'),
  target: fc.stringMatching(/^\/[!-~]{0,12}$/),
  headers: fc.array(header, { maxLength: 4 }).map((lines) => lines.join('')),
  body: fc.oneof(lengthBody, chunkedBody),
});
const response = fc.record({
  interim: fc.constantFrom('', 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'),
  status: fc.constantFrom(200, 404, 500),
  headers: fc.array(header, { maxLength: 4 }).map((lines) => lines.join('')),
  body: fc.oneof(lengthBody, chunkedBody),
});
const conversation = fc.record({
  pairs: fc.array(fc.tuple(request, response), { minLength: 1, maxLength: 5 }),
  last: closeBody,
  pipelined: fc.boolean(),
});

/** What goes each way, and the payloads in order. */
function say({ pairs, last, pipelined }: typeof conversation extends fc.Arbitrary<infer T> ? T : never): {
  transcript: Transcript;
  payloads: string[];
} {
  const out = pairs.map(
    ([{ method, target, headers, body }]) => `${method} ${target} HTTP/1.1\r\n${headers}${body.headers}\r\n${body.bytes}`,
  );
  const back = pairs.map(
    ([, { interim, status, headers, body }]) => `${interim}HTTP/1.1 ${status} R\r\n${headers}${body.headers}\r\n${body.bytes}`,
  );
  out.push('GET /last HTTP/1.1\r\n\r\n');
  back.push(`HTTP/1.1 200 OK\r\n${last.headers}\r\n${last.bytes}`);
  const steps: Step[] = pipelined
    ? [client(out.join('')), server(back.join(''))]
    : out.flatMap((bytes, index) => [client(bytes), server(back[index] ?? '')]);
  const payloads = [...pairs.flatMap(([q, r]) => [q.body.payload, r.body.payload]), '', last.payload];
  return { transcript: [...steps, serverEnds, clientEnds, close()], payloads: payloads.sort() };
}

/** Cuts every chunk at the given places. */
function cut(transcript: Transcript, sizes: readonly number[]): Transcript {
  let next = 0;
  return transcript.flatMap((step): Step[] => {
    if (step.kind !== 'bytes') return [step];
    const pieces: Step[] = [];
    for (let at = 0; at < step.bytes.length; ) {
      const size = sizes[next++ % sizes.length] ?? 1;
      pieces.push({ ...step, bytes: step.bytes.subarray(at, at + size) });
      at += size;
    }
    return pieces;
  });
}

const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 });

describe('HTTP/1 by property', () => {
  it('reads any conversation the same however it is cut, and all of it', () => {
    fc.assert(
      fc.property(conversation, sizes, (talk, pieces) => {
        const { transcript, payloads } = say(talk);
        const limits = { body: 16, window: 8, overlap: 3 };
        const whole = feedWhole(make, transcript, limits);
        const lines = describeTold(whole);
        expect(describeTold(feedWhole(make, cut(transcript, pieces), limits))).toEqual(lines);
        expect(lines.filter((line) => line.startsWith('gap') || line.includes('incomplete'))).toEqual([]);
        expect(lines.filter((line) => line.startsWith('exchange'))).toHaveLength(talk.pairs.length + 1);
        const roomy = feedWhole(make, transcript).flatMap((event) =>
          event.kind === 'message' && /-[qr]$/.test(event.message.id) ? [event.message.body.bytes.toString('latin1')] : [],
        );
        expect(roomy.sort()).toEqual(payloads);
      }),
      { numRuns: 150 },
    );
  });

  it('never throws and tells the same however it is cut, whatever comes, in whatever order', () => {
    const scrap = fc.oneof(
      fc.constantFrom(
        'GET / HTTP/1.1\r\n',
        'POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n',
        'Upgrade: x\r\n',
        'CONNECT h:1 HTTP/1.1\r\n\r\n',
        'HTTP/1.1 200 OK\r\n',
        'HTTP/1.1 101 S\r\nUpgrade: x\r\n\r\n',
        'HTTP/1.0 200\r\nConnection: keep-alive\r\n',
        'Content-Length: 3\r\n',
        'Content-Type: text/event-stream\r\n',
        '\r\n',
        '\n',
        '3\r\nabc\r\n',
        '0\r\n\r\n',
        'a: b',
      ),
      fc.string({ unit: 'binary-ascii', maxLength: 12 }),
    );
    const step = fc.oneof(
      {
        weight: 10,
        arbitrary: fc
          .tuple(fc.boolean(), fc.array(scrap, { maxLength: 6 }))
          .map(([up, parts]): Step => (up ? client : server)(parts.join(''))),
      },
      { weight: 2, arbitrary: fc.constantFrom<Step>(tick(), clientEnds, serverEnds) },
    );
    const how = fc.constantFrom<'ended' | 'reset' | 'run-over'>('ended', 'reset', 'run-over');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), how, sizes, (steps, end, pieces) => {
        const transcript = [...steps, close(end)];
        const limits = { head: 60, body: 16, window: 8, overlap: 3, held: 30, pipelined: 4 };
        const lines = describeTold(feedWhole(make, transcript, limits));
        expect(describeTold(feedWhole(make, cut(transcript, pieces), limits))).toEqual(lines);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a bounded amount of what never ends', () => {
    const limits = { head: 512, body: 1024, window: 256, overlap: 32, held: 512 };
    const filler = Buffer.alloc(4096, 0x61);
    for (const opening of [
      '',
      'GET / HTTP/1.1\r\nUpgrade: x\r\n\r\n',
      'POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n',
      'GET / HTTP/1.1\r\nA: ',
    ]) {
      const told = feedWhole(make, [client(opening), ...Array.from({ length: 64 }, () => client(filler)), close('run-over')], limits);
      const largest = Math.max(...told.map((event) => (event.kind === 'message' ? event.message.body.bytes.length : 0)));
      expect(largest).toBeLessThanOrEqual(1024);
      const last = told.findLast((event) => event.kind === 'message' && event.message.body.bytes.length > 0);
      expect(last?.kind === 'message' && last.message.body.size).toBeGreaterThanOrEqual(64 * 4096 - 512);
    }
  });
});
