import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ObserverContext } from '../../../../proxy/protocols/index.js';
import { createWebSocketObserver } from '../../../../proxy/protocols/index.js';
import fc from '../../../harness/fast-check.js';
import { describeTold } from '../../../wire/describe-told.js';
import { client, clientEnds, close, feedWhole, type Step, server, serverEnds, type Transcript, tick } from '../../../wire/feed.js';
import { webSocketFrame } from '../../../wire/websocket-frames.js';

const request = { method: 'GET', target: '/', version: 'HTTP/1.1', headers: [] };
const make = (extensions: string | undefined) => (context: ObserverContext) =>
  createWebSocketObserver(context, { idPrefix: 'p', request, extensions, subprotocol: undefined });

function deflate(text: Buffer, finishFlush: number): Buffer {
  const bytes = deflateRawSync(text, { finishFlush });
  return finishFlush === constants.Z_FINISH ? bytes : bytes.subarray(0, bytes.length - 4);
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

const payload = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const content = fc.oneof(
  payload,
  payload.map((bytes) => deflate(bytes, constants.Z_SYNC_FLUSH)),
  payload.map((bytes) => deflate(bytes, constants.Z_FINISH)),
);
const frame = fc
  .record({
    content,
    opcode: fc.oneof({ weight: 20, arbitrary: fc.constantFrom(0, 1, 2, 8, 9, 10) }, { weight: 1, arbitrary: fc.nat(15) }),
    fin: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    reserved: fc.oneof({ weight: 20, arbitrary: fc.constantFrom(0, 4) }, { weight: 1, arbitrary: fc.nat(7) }),
    mask: fc.option(
      payload.map((bytes) => Buffer.concat([bytes, Buffer.alloc(4)]).subarray(0, 4)),
      { nil: undefined },
    ),
  })
  .map(({ content: bytes, mask, ...head }) => webSocketFrame(bytes, mask === undefined ? head : { ...head, mask }));
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.boolean(), fc.array(fc.oneof({ weight: 10, arbitrary: frame }, { weight: 1, arbitrary: payload }), { maxLength: 5 }))
      .map(([up, parts]): Step => (up ? client : server)(...parts)),
  },
  { weight: 1, arbitrary: fc.constantFrom<Step>(tick(), clientEnds, serverEnds) },
);
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
const extensions = fc.constantFrom(
  undefined,
  'permessage-deflate',
  'permessage-deflate; client_no_context_takeover; server_no_context_takeover',
  'x-other',
);
const how = fc.constantFrom<'ended' | 'reset' | 'run-over'>('ended', 'reset', 'run-over');

describe('WebSocket by property', () => {
  it('never throws and tells the same however it is cut, whatever frames and other bytes come', () => {
    const limits = { body: 48, window: 16, overlap: 5 };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), how, sizes, extensions, (steps, end, pieces, accepted) => {
        const transcript = [...steps, close(end)];
        const lines = describeTold(feedWhole(make(accepted), transcript, limits));
        expect(describeTold(feedWhole(make(accepted), cut(transcript, pieces), limits))).toEqual(lines);
      }),
      { numRuns: 500 },
    );
  });

  it('shows every byte of a payload that is not compressed, in a message or a gap that says otherwise', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(1, 2, 8, 9), payload), { maxLength: 8 }), sizes, (frames, pieces) => {
        const bytes = frames.map(([opcode, each]) => webSocketFrame(each, { opcode, mask: Buffer.of(9, 8, 7, 6) }));
        const told = feedWhole(make(undefined), cut([client(...bytes), close()], pieces));
        const shown = Buffer.concat(told.flatMap((event) => (event.kind === 'message' ? [event.message.body.bytes] : [])));
        const sent = frames.map(([opcode, each]) => (opcode === 8 && each.length > 1 ? each.subarray(2) : each));
        expect(shown.equals(Buffer.concat(sent))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps a bounded amount of what never ends', () => {
    const limits = { body: 1024, window: 256, overlap: 32 };
    const filler = deflateRawSync(Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * at * 7) >> 3)), {
      finishFlush: constants.Z_FULL_FLUSH,
    });
    for (const [reserved, opening] of [
      [0, Buffer.of(0x81, 0x7f, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
      [4, Buffer.of(0xc1, 0x7f, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
      [0, webSocketFrame('', { fin: false })],
      [4, webSocketFrame('', { fin: false, reserved: 4 })],
    ] as const) {
      const more = opening.length > 2 ? filler : webSocketFrame(filler, { fin: false, opcode: 0 });
      const steps = [server(opening), ...Array.from({ length: 64 }, () => server(more)), close('reset')];
      const told = feedWhole(make('permessage-deflate'), steps, limits);
      const largest = Math.max(...told.map((event) => (event.kind === 'message' ? event.message.body.bytes.length : -1)));
      expect(largest).toBe(1024);
      const last = told.at(-1);
      expect(last?.kind === 'message' && last.message.body.size).toBe(64 * (reserved === 4 ? 4096 : filler.length));
    }
  });
});
