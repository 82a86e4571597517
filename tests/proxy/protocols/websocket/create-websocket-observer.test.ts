import { constants, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RequestHead } from '../../../../model/index.js';
import type { Observer, ObserverContext } from '../../../../proxy/protocols/index.js';
import { createWebSocketObserver } from '../../../../proxy/protocols/index.js';
import fc from '../../../harness/fast-check.js';
import { client, close, feedWhole, server, splitEverywhere, type Told, tick } from '../../../wire/feed.js';
import { type FrameOptions, webSocketFrame } from '../../../wire/websocket-frames.js';

const request: RequestHead = { method: 'GET', target: '/chat', version: 'HTTP/1.1', headers: ['Host', 'chat.example'] };
const mask = Buffer.of(0x12, 0xab, 0x00, 0xff);
const masked = (payload: Buffer | string, options: FrameOptions = {}) => webSocketFrame(payload, { mask, ...options });

const make =
  (extensions?: string, subprotocol?: string, createInner?: Parameters<typeof createWebSocketObserver>[1]['createInner']) =>
  (context: ObserverContext) =>
    createWebSocketObserver(context, { idPrefix: 'c7-x1', exchangeId: 'c7-x1', request, extensions, subprotocol, createInner });

/** Messages as `id text`, with what is special of them; gaps as their reason and detail. */
function lines(told: readonly Told[]): string[] {
  return told.map((event) => {
    if (event.kind === 'gap') return `gap ${event.gap.reason}${event.gap.messageId ? ` ${event.gap.messageId}` : ''}: ${event.gap.detail}`;
    if (event.kind !== 'message') return event.kind;
    const { id, body, properties, cancelled, window, kind } = event.message;
    const marks = [
      ...(properties ?? []),
      cancelled ? 'cancelled' : '',
      body.truncated ? 'truncated' : '',
      window ? `${window.offset}${window.last ? '+' : ''}` : '',
    ];
    return [kind === 'websocket' ? id : `${kind} ${id}`, JSON.stringify(body.bytes.toString('latin1')), ...marks]
      .filter((text) => text !== '')
      .join(' ');
  });
}

/** Compresses messages one after another as an endpoint does (RFC 7692, section 7.2.1). */
class Compressor {
  #engine: DeflateRaw = createDeflateRaw();
  readonly #keepsWindow: boolean;

  constructor(keepsWindow = true) {
    this.#keepsWindow = keepsWindow;
  }

  async compress(payload: Buffer): Promise<Buffer> {
    if (!this.#keepsWindow) this.#engine = createDeflateRaw();
    const parts: Buffer[] = [];
    const take = (part: Buffer) => parts.push(part);
    this.#engine.on('data', take);
    this.#engine.write(payload);
    await new Promise<void>((resolve) => this.#engine.flush(constants.Z_SYNC_FLUSH, resolve));
    this.#engine.removeListener('data', take);
    const bytes = Buffer.concat(parts);
    return bytes.subarray(0, bytes.length - 4);
  }
}

describe('createWebSocketObserver', () => {
  it('tells each message of both directions, fragments put together, and what control frames carry', () => {
    const transcript = [
      client(masked('hello'), masked('he', { fin: false, opcode: 2 }), masked('ping!', { opcode: 9 }), masked('llo', { opcode: 0 })),
      server(webSocketFrame('{"a":1}'), webSocketFrame('', { opcode: 10 }), webSocketFrame('')),
      client(masked(Buffer.from([0x03, 0xe8, ...Buffer.from('bye now')]), { opcode: 8 })),
      server(webSocketFrame(Buffer.of(0x03, 0xe8), { opcode: 8 })),
      close(),
    ];
    const whole = feedWhole(make(), transcript);
    expect(lines(whole)).toEqual([
      'c7-x1-wq1 "hello"',
      'c7-x1-wqc1 "ping!" opcode ping',
      'c7-x1-wq2 "hello"',
      'c7-x1-wr1 "{\\"a\\":1}"',
      'c7-x1-wqc2 "bye now" opcode close close-code 1000',
    ]);
    for (const split of splitEverywhere(transcript)) expect(lines(feedWhole(make(), split))).toEqual(lines(whole));
  });

  it('gives each message the handshake as its request', () => {
    const [told] = feedWhole(make(), [client(masked('x'))]);
    expect(told).toMatchObject({
      kind: 'message',
      message: { kind: 'websocket', request, exchangeId: 'c7-x1', direction: 'client-to-server' },
    });
  });

  it.each([
    ['a reserved opcode', masked('x', { opcode: 3 }), 'a frame has a reserved opcode'],
    ['a reserved control opcode', masked('x', { opcode: 11 }), 'a frame has a reserved opcode'],
    ['reserved bits', masked('x', { reserved: 4 }), 'a frame has reserved bits that no accepted extension gives a meaning'],
    ['a fragmented ping', masked('x', { opcode: 9, fin: false }), 'a control frame is fragmented or longer than 125 bytes'],
    ['a long ping', masked('x'.repeat(126), { opcode: 9 }), 'a control frame is fragmented or longer than 125 bytes'],
    ['a continuation of nothing', masked('x', { opcode: 0 }), 'a continuation frame without a message to go on'],
    [
      'a message in a message',
      Buffer.concat([masked('x', { fin: false }), masked('y')]),
      'a message begins before the one before it has ended',
    ],
    ['a length beyond all bounds', Buffer.of(0x82, 0x7f, 0x80, 0, 0, 0, 0, 0, 0, 1), 'a frame says that it is longer than any can be'],
  ])('after %s the rest of that direction is a gap, and the other goes on', (_, bytes, detail) => {
    const transcript = [client(masked('before'), bytes), client('after'), server(webSocketFrame('still read')), close()];
    const whole = lines(feedWhole(make(), transcript));
    expect(whole[0]).toBe('c7-x1-wq1 "before"');
    expect(whole).toContain(`gap ambiguous-framing: WebSocket: ${detail}; from there on messages are not read`);
    expect(whole).toContain('c7-x1-wr1 "still read"');
    expect(whole.at(-1)).toMatch(/^opaque c7-x1-s-out ".*after" 0\+$/);
    for (const split of splitEverywhere(transcript))
      expect(lines(feedWhole(make(), split)).filter((line) => line.startsWith('gap'))).toHaveLength(1);
  });

  it('inflates what was compressed, with the window of the messages before, and without', async () => {
    const texts = ['{"user":"u-1"}', '{"user":"u-2"}', 'x'.repeat(5_000), '{"user":"u-1"}'];
    for (const keepsWindow of [true, false]) {
      const compressor = new Compressor(keepsWindow);
      const frames: Buffer[] = [];
      for (const text of texts) frames.push(masked(await compressor.compress(Buffer.from(text)), { reserved: 4 }));
      const half = await compressor.compress(Buffer.from('in three pieces'));
      frames.push(
        masked(half.subarray(0, 3), { reserved: 4, fin: false }),
        masked(half.subarray(3, 5), { opcode: 0, fin: false }),
        masked(half.subarray(5), { opcode: 0 }),
      );
      frames.push(masked('not compressed'));
      const extensions = `permessage-deflate${keepsWindow ? '' : '; client_no_context_takeover'}; client_max_window_bits=15`;
      const transcript = [client(...frames), close()];
      const bodies = feedWhole(make(extensions), transcript).map((event) =>
        event.kind === 'message' ? event.message.body.bytes.toString() : lines([event])[0],
      );
      expect(bodies).toEqual([...texts, 'in three pieces', 'not compressed']);
      const cut = [...splitEverywhere(transcript)].filter((_, index) => index % 7 === 0);
      for (const split of cut) expect(lines(feedWhole(make(extensions), split))).toEqual(lines(feedWhole(make(extensions), transcript)));
    }
  });

  it('a broken compressed message hides later ones where the window goes on, and only itself where not', async () => {
    const broken = masked(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x12]), { reserved: 4 });
    const good = masked(await new Compressor(false).compress(Buffer.from('good')), { reserved: 4 });
    expect(lines(feedWhole(make('permessage-deflate'), [client(broken, good)]))).toEqual([
      'gap undecodable: WebSocket: a compressed message is broken; later ones in that direction cannot be read',
    ]);
    expect(lines(feedWhole(make('permessage-deflate; client_no_context_takeover'), [client(broken, good)]))).toEqual([
      'gap undecodable c7-x1-wq1: WebSocket: a compressed message is broken',
      'c7-x1-wq2 "good"',
    ]);
  });

  it('a compressed stream that has ended swallows nothing in silence', async () => {
    const ended = await new Promise<Buffer>((resolve) => {
      const engine = createDeflateRaw();
      const parts: Buffer[] = [];
      engine.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
      engine.end('the last');
    });
    const next = await new Compressor().compress(Buffer.from('hidden'));
    const both = Buffer.concat([ended, next]);
    const frames = [ended, next, both].map((bytes) => masked(bytes, { reserved: 4 }));
    expect(lines(feedWhole(make('permessage-deflate'), [client(...frames)]))).toEqual([
      'c7-x1-wq1 "the last"',
      'c7-x1-wq2 "hidden"',
      'c7-x1-wq3 "the lasthidden"',
    ]);
  });

  it('an empty compressed message is no fault', async () => {
    const compressor = new Compressor();
    const empty = Buffer.of(0x00);
    const next = await compressor.compress(Buffer.from('next'));
    expect(lines(feedWhole(make('permessage-deflate'), [client(masked(empty, { reserved: 4 }), masked(next, { reserved: 4 }))]))).toEqual([
      'c7-x1-wq2 "next"',
    ]);
  });

  it('a bomb is a gap, bounded', async () => {
    const bomb = await new Compressor().compress(Buffer.alloc(60 * 1024 * 1024));
    const told = feedWhole(make('permessage-deflate'), [client(masked(bomb, { reserved: 4, opcode: 2 })), close()]);
    const gaps = lines(told).filter((line) => line.startsWith('gap'));
    expect(gaps).toEqual([
      'gap budget-exhausted: WebSocket: a compressed message expands beyond its bound; later ones in that direction cannot be read',
    ]);
    const told_ = told.reduce((sum, event) => sum + (event.kind === 'message' ? event.message.body.bytes.length : 0), 0);
    expect(told_).toBeLessThan(40 * 1024 * 1024);
  });

  it('an extension that is not known is a gap, and so are frames with its bits', () => {
    expect(lines(feedWhole(make('x-secret; a=1'), [client(masked('plain'), masked('x', { reserved: 2 })), close()]))).toEqual([
      'gap unsupported-protocol: WebSocket: an extension is in use that is not known',
      'c7-x1-wq1 "plain"',
      'gap ambiguous-framing: WebSocket: a frame has reserved bits that no accepted extension gives a meaning; from there on messages are not read',
      expect.stringMatching(/^opaque c7-x1-s-out/),
    ]);
    expect(lines(feedWhole(make('permessage-deflate; "'), [close()]))).toEqual([
      'gap unsupported-protocol: WebSocket: an extension is in use that is not known',
    ]);
  });

  it('a message over the cap comes in windows that overlap, and one that takes its time is judged as it comes', () => {
    const limits = { body: 16, window: 8, overlap: 3 };
    expect(lines(feedWhole(make(), [client(masked('0123456789abcdefghij')), close()], limits))).toEqual([
      'c7-x1-wq1 "0123456789abcdef" 0',
      'c7-x1-wq1 "defghij" 13+',
    ]);
    const slow = [
      client(masked('first', { fin: false })),
      tick(),
      client(masked('second', { opcode: 0, fin: false })),
      tick(),
      client(masked('!', { opcode: 0 })),
      close(),
    ];
    expect(lines(feedWhole(make(), slow, { window: 64, overlap: 4 }))).toEqual([
      'c7-x1-wq1 "first" 0',
      'c7-x1-wq1 "irstsecond" 1',
      'c7-x1-wq1 "cond!" 7+',
    ]);
  });

  it('says of an unfinished message why it is', () => {
    const half = client(masked('half', { fin: false }));
    expect(lines(feedWhole(make(), [half, close('reset')]))).toEqual(['c7-x1-wq1 "half" cancelled']);
    expect(lines(feedWhole(make(), [half, close('run-over')]))).toEqual([
      'c7-x1-wq1 "half" truncated',
      'gap truncated c7-x1-wq1: the run ended before the message did',
    ]);
  });

  it('hands binary messages to the observer of a protocol inside, whole messages or not, and keeps the text', () => {
    const heard: string[] = [];
    const inner: Observer = {
      observe: (direction, bytes) => void heard.push(`${direction} ${bytes.toString()}`),
      end: () => undefined,
      close: (how) => void heard.push(how),
      tick: () => undefined,
    };
    const transcript = [
      client(masked('ab', { opcode: 2, fin: false }), masked('c', { opcode: 0 }), masked('text')),
      server(webSocketFrame('d', { opcode: 2 })),
      close(),
    ];
    const told = feedWhole(
      make(undefined, 'Custom', (_, { subprotocol }) => (subprotocol === 'custom' ? inner : undefined)),
      transcript,
    );
    expect(lines(told)).toEqual(['c7-x1-wq2 "text"']);
    expect(heard).toEqual(['client-to-server ab', 'client-to-server c', 'server-to-client d', 'ended']);
  });

  it('any messages, cut into fragments and chunks anywhere, come out as they went in', () => {
    const message = fc.record({
      payload: fc.uint8Array({ minLength: 1, maxLength: 300 }),
      cuts: fc.array(fc.nat(300), { maxLength: 3 }),
      binary: fc.boolean(),
      key: fc.uint8Array({ minLength: 4, maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 20 }),
        (messages, sizes) => {
          const frames = messages.flatMap(({ payload, cuts, binary, key }) => {
            const bytes = Buffer.from(payload);
            const edges = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
            return edges.slice(1).map((end, index) =>
              webSocketFrame(bytes.subarray(edges[index], end), {
                opcode: index > 0 ? 0 : binary ? 2 : 1,
                fin: index === edges.length - 2,
                mask: Buffer.from(key),
              }),
            );
          });
          const stream = Buffer.concat(frames);
          const steps = [];
          for (let at = 0, turn = 0; at < stream.length; turn += 1) {
            const size = sizes[turn % sizes.length]!;
            steps.push(client(stream.subarray(at, at + size)));
            at += size;
          }
          const told = feedWhole(make(), [...steps, close()]);
          expect(told.map((event) => (event.kind === 'message' ? event.message.body.bytes.toString('hex') : event.kind))).toEqual(
            messages.map(({ payload }) => Buffer.from(payload).toString('hex')),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('arbitrary bytes never throw, and are either told, or a gap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }),
        fc.constantFrom(undefined, 'permessage-deflate', 'x'),
        (chunks, extensions) => {
          const steps = chunks.map((bytes, index) => (index % 2 ? server : client)(Buffer.from(bytes)));
          feedWhole(make(extensions), [...steps, tick(), close('reset')]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
