import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Observer, ObserverContext } from '../../../../proxy/protocols/index.js';
import { createWebSocketObserver } from '../../../../proxy/protocols/index.js';
import { client, clientEnds, close, feedWhole, type Told, tick } from '../../../wire/feed.js';
import { type FrameOptions, webSocketFrame } from '../../../wire/websocket-frames.js';

const request = { method: 'GET', target: '/chat', version: 'HTTP/1.1', headers: [] };
const mask = Buffer.of(0x12, 0xab, 0x00, 0xff);
const frame = (payload: Buffer | string, options: FrameOptions = {}) => webSocketFrame(payload, { mask, ...options });
const compressed = (payload: Buffer, options: FrameOptions = {}) => frame(payload, { reserved: 4, ...options });
const unlinked = 'permessage-deflate; client_no_context_takeover';

const make = (extensions?: string, inner?: Observer) => (context: ObserverContext) =>
  createWebSocketObserver(context, {
    idPrefix: 'p',
    request,
    extensions,
    subprotocol: inner && 'inner',
    createInner: () => inner,
  });

function flush(text: string): Buffer {
  return deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH });
}
function deflate(text: string): Buffer {
  const bytes = flush(text);
  return bytes.subarray(0, bytes.length - 4);
}
const broken = Buffer.of(0xff, 0xff, 0xff);

function lines(told: readonly Told[]): string[] {
  return told.map((event) => {
    if (event.kind === 'exchange') return 'exchange';
    if (event.kind === 'gap') return ['gap', event.gap.reason, event.gap.messageId, event.gap.lacks].filter(Boolean).join(' ');
    const { id, body, cancelled, window } = event.message;
    const marks = [cancelled && 'cancelled', body.truncated && 'truncated', window && `@${window.offset}${window.last ? '+' : ''}`];
    return [id, body.bytes.toString('latin1'), ...marks].filter(Boolean).join(' ');
  });
}

describe('MessageTracker', () => {
  it('tells what has come of a control frame that is broken off', () => {
    const half = client(frame('whole', { opcode: 9 }), frame('half of it', { opcode: 9 }).subarray(0, 10));
    expect(lines(feedWhole(make(), [half, close('reset')]))).toEqual(['p-wqc1 whole', 'p-wqc2 half cancelled']);
    expect(lines(feedWhole(make(), [half, close('run-over')]))).toEqual(['p-wqc1 whole', 'p-wqc2 half truncated', 'gap truncated p-wqc2']);
    const bare = client(frame(Buffer.of(3, 0xe8, 0x78), { opcode: 8 }).subarray(0, 8));
    expect(lines(feedWhole(make(), [bare, close('run-over')]))).toEqual([]);
  });

  it('tells what has come of a compressed message that takes its time, or is broken off', () => {
    const begun = client(compressed(flush('first'), { fin: false }));
    const ends = client(frame(deflate(' second'), { opcode: 0 }));
    expect(lines(feedWhole(make(unlinked), [begun, tick(), ends]))).toEqual(['p-wq1 first @0', 'p-wq1 first second @0+']);
    expect(lines(feedWhole(make(unlinked), [begun, close('reset')]))).toEqual(['p-wq1 first cancelled']);
    expect(lines(feedWhole(make('permessage-deflate'), [begun, close('run-over')]))).toEqual([
      'p-wq1 first truncated',
      'gap truncated p-wq1',
    ]);
    expect(lines(feedWhole(make(unlinked), [begun, clientEnds, ends, close()]))).toEqual(['p-wq1 first cancelled']);
  });

  it('says of a run that ended before any of a message came that there was one', () => {
    expect(lines(feedWhole(make(), [client(frame('abc').subarray(0, 6)), close('run-over')]))).toEqual(['gap truncated p-wq1']);
    expect(lines(feedWhole(make(), [client(frame('abc').subarray(0, 6)), close('ended')]))).toEqual([]);
  });

  it('a last message that ends within a compressed block is a gap at the end', () => {
    const cut = Buffer.from([0x00, 100, 0, 0xff - 100, 0xff, ...Buffer.from('only a few')]);
    const told = lines(feedWhole(make('permessage-deflate'), [client(compressed(cut)), close()]));
    expect(told.at(-1)).toBe('gap undecodable');
    expect(lines(feedWhole(make(unlinked), [client(compressed(cut)), close()]))[0]).toBe('gap undecodable p-wq1');
  });

  it('says once that a direction has gone blind, and still reads what is not compressed', () => {
    const frames = [compressed(deflate('fine')), compressed(broken), compressed(deflate('hidden')), frame('plain'), compressed(broken)];
    expect(lines(feedWhole(make('permessage-deflate'), [client(...frames), close()]))).toEqual([
      'p-wq1 fine',
      'gap undecodable',
      'p-wq4 plain',
    ]);
  });

  it('without a window goes blind when too much is broken', () => {
    const told = lines(
      feedWhole(make(unlinked), [client(...Array(500).fill(compressed(broken)), compressed(deflate('hidden')), frame('x'))]),
    );
    expect(told).toHaveLength(101);
    expect(told[98]).toBe('gap undecodable p-wq99');
    expect(told.slice(99)).toEqual(['gap undecodable', 'p-wq502 x']);
  });

  it('tells itself what follows a hole in the stream of a protocol inside', () => {
    const heard: string[] = [];
    const inner: Observer = {
      observe: (_, bytes) => void heard.push(bytes.toString()),
      end: () => undefined,
      close: () => undefined,
      tick: () => undefined,
    };
    const frames = [
      compressed(deflate('one'), { opcode: 2 }),
      frame('two', { opcode: 2 }),
      compressed(broken, { opcode: 2 }),
      frame('three', { opcode: 2 }),
    ];
    expect(lines(feedWhole(make(unlinked, inner), [client(...frames), close()]))).toEqual([
      'gap undecodable p-wq3',
      'gap undecodable structure',
      'p-wq4 three',
    ]);
    expect(heard).toEqual(['one', 'two']);
    const unfinished = client(frame('four', { opcode: 2, fin: false }));
    expect(lines(feedWhole(make(unlinked, inner), [unfinished, close('run-over')]))).toEqual([]);
    expect(heard.at(-1)).toBe('four');
  });

  it('keeps a bounded amount of a message that never ends, in tiny fragments too', () => {
    const limits = { body: 1024, window: 256, overlap: 32 };
    const first = frame('a', { fin: false });
    const tiny = Buffer.concat(Array(4_000).fill(frame('b', { fin: false, opcode: 0 })));
    const none = Buffer.concat(Array(4_000).fill(frame('', { fin: false, opcode: 0 })));
    const told = feedWhole(make(), [client(first, tiny), client(none), client(tiny), close('reset')], limits);
    const sizes = told.map((event) => (event.kind === 'message' ? event.message.body.bytes.length : -1));
    expect(Math.max(...sizes)).toBe(1024);
    expect(sizes.length).toBeLessThan(40);
    const last = told.at(-1);
    expect(last?.kind === 'message' && last.message.body.size).toBe(8_001);
  });
});
