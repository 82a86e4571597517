import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type PerMessageDeflateOptions, WebSocket, WebSocketServer } from 'ws';
import type { Gap, Message } from '../../../../model/index.js';
import { createHttp1Observer, defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { eventually } from '../../../harness/eventually.js';
import { testConnection } from '../../../wire/feed.js';

interface Seen {
  /** Whole messages of both directions, `direction hex` in order. */
  readonly messages: string[];
  readonly gaps: Gap[];
}

/** A plain relay of TCP with an observer of what goes through it. */
async function tee(port: number): Promise<{ readonly port: number; readonly seen: Seen }> {
  const seen: Seen = { messages: [], gaps: [] };
  const parts = new Map<string, Buffer>();
  const message = ({ id, kind, direction, window, body, properties }: Message) => {
    if (kind !== 'websocket') return;
    const before = parts.get(id) ?? Buffer.alloc(0);
    const whole = Buffer.concat([before.subarray(0, window?.offset ?? 0), body.bytes]);
    parts.set(id, whole);
    if (window?.last === false) return;
    parts.delete(id);
    seen.messages.push(`${direction} ${properties?.join(' ') ?? ''} ${whole.toString('hex')}`);
  };
  const relay = createServer((device) => {
    const origin = connect(port, '127.0.0.1');
    const sink = { message, exchange: () => undefined, gap: (gap: Gap) => void seen.gaps.push(gap) };
    const observer = createHttp1Observer({ connection: testConnection(), wire: 'cleartext', limits: defaultObserverLimits, sink });
    device.on('data', (bytes) => {
      origin.write(Buffer.from(bytes));
      observer.observe('client-to-server', bytes, Date.now());
    });
    origin.on('data', (bytes) => {
      device.write(Buffer.from(bytes));
      observer.observe('server-to-client', bytes, Date.now());
    });
    for (const [from, to] of [
      [device, origin],
      [origin, device],
    ] as const) {
      from.on('error', () => to.destroy());
      from.on('end', () => to.end());
      from.on('close', () => observer.close('ended', Date.now()));
    }
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  onTestFinished(() => void relay.close());
  return { port: (relay.address() as AddressInfo).port, seen };
}

interface Payload {
  readonly bytes: Buffer;
  readonly binary: boolean;
  readonly fragments: number;
}

/** Sends every payload to an echo server and back. */
async function converse(deflate: PerMessageDeflateOptions | false, payloads: readonly Payload[]): Promise<Seen & { extensions: string }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: deflate });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer, binary) => socket.send(data, { binary }));
    socket.on('error', () => socket.terminate());
  });
  const { port, seen } = await tee((server.address() as AddressInfo).port);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: deflate });
  onTestFinished(() => socket.terminate());
  let heard = 0;
  socket.on('message', () => {
    heard += 1;
  });
  await once(socket, 'open');
  for (const { bytes, binary, fragments } of payloads) {
    const size = Math.ceil(bytes.length / fragments);
    for (let index = 0; index < fragments; index += 1) {
      socket.send(bytes.subarray(index * size, (index + 1) * size), { binary, fin: index === fragments - 1 });
    }
  }
  await eventually(() => heard === payloads.length, 'all echoes');
  socket.close(4001, 'until later');
  await once(socket, 'close');
  return { ...seen, extensions: socket.extensions };
}

/** xorshift, so that a failure can be repeated. */
function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const words = ['user', 'room', 'token', 'message', '{"id":', '"text":"', '"}', 'hello', '7f3a9c', ' '];

function randomPayloads(count: number, longest: number): Payload[] {
  const random = randomly(20_261_125);
  return Array.from({ length: count }, () => {
    let text = '';
    for (let left = random(longest); left > 0; left -= 1)
      text += random(20) === 0 ? random(1 << 30).toString(36) : words[random(words.length)];
    return { bytes: Buffer.from(text || 'x'), binary: random(2) === 0, fragments: random(5) === 0 ? 1 + random(4) : 1 };
  });
}

function expected(payloads: readonly Payload[], direction: string): string[] {
  return [
    ...payloads.map(({ bytes }) => `${direction}  ${bytes.toString('hex')}`),
    `${direction} opcode close close-code 4001 ${Buffer.from('until later').toString('hex')}`,
  ];
}

async function check(deflate: PerMessageDeflateOptions | false, payloads: readonly Payload[]): Promise<string> {
  const { messages, gaps, extensions } = await converse(deflate, payloads);
  for (const direction of ['client-to-server', 'server-to-client']) {
    const told = messages.filter((line) => line.startsWith(direction));
    const sent = expected(payloads, direction);
    expect(told.length).toBe(sent.length);
    expect(told.findIndex((line, index) => line !== sent[index])).toBe(-1);
  }
  expect(gaps).toEqual([]);
  return extensions;
}

describe('between client and server of the ws package', () => {
  it('4,000 random messages with context takeover are read as they were sent, both ways', async () => {
    expect(await check({ threshold: 0 }, randomPayloads(4_000, 60))).toBe('permessage-deflate');
  });

  it.each<[string, PerMessageDeflateOptions | false]>([
    ['no compression', false],
    ['compression of long messages only', { threshold: 200 }],
    ['no context takeover', { threshold: 0, clientNoContextTakeover: true, serverNoContextTakeover: true }],
    ['no context takeover of the client', { threshold: 0, clientNoContextTakeover: true }],
    ['small windows', { threshold: 0, serverMaxWindowBits: 9, clientMaxWindowBits: 10 }],
  ])('with %s, fragments and large messages', async (_, deflate) => {
    const random = randomly(7);
    const large = (size: number, spread: number): Payload => {
      const bytes = Buffer.from(Array.from({ length: size }, () => random(spread)));
      return { bytes, binary: true, fragments: 3 };
    };
    await check(deflate, [...randomPayloads(300, 200), large(200_000, 256), large(2_500_000, 20), ...randomPayloads(50, 2_000)]);
  });
});
