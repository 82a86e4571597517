import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Observer } from '../../../proxy/protocols/index.js';
import { Brake } from '../../../proxy/relay/brake.js';
import { Relay } from '../../../proxy/relay/relay.js';
import { Turns } from '../../../proxy/relay/turns.js';
import { eventually } from '../../harness/eventually.js';
import { dialProxy } from '../../harness/raw-device.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import { sampleConnection } from '../../harness/sample-connection.js';
import type { Wire } from '../../harness/wire.js';

/** A connected TCP socket, paused and with nothing read, and the far end of it. */
async function socketAndEnd(): Promise<{ socket: Socket; end: Wire }> {
  const server = await startRawOrigin();
  onTestFinished(() => server.close());
  const end = await dialProxy(server.port);
  const { socket } = await server.next();
  socket.removeAllListeners('data');
  socket.pause();
  onTestFinished(() => void end.socket.destroy());
  return { socket, end };
}

/** A relay between two far ends; `told` is what its observer was called with, writes to either side and the end of it all, in order. */
async function relayed() {
  const client = await socketAndEnd();
  const server = await socketAndEnd();
  const told: string[] = [];
  const errors: string[] = [];
  const seen = { 'client-to-server': [] as Buffer[], 'server-to-client': [] as Buffer[] };
  const observer: Observer = {
    observe(direction, bytes) {
      told.push(`observe ${direction}`);
      seen[direction].push(Buffer.from(bytes));
    },
    end: (direction) => void told.push(`end ${direction}`),
    close: (how) => void told.push(`close ${how}`),
    tick: () => void told.push('tick'),
  };
  for (const [name, { socket }] of [
    ['device', client],
    ['origin', server],
  ] as const) {
    const write = socket.write.bind(socket) as (chunk: Buffer) => boolean;
    socket.write = ((chunk: Buffer) => {
      told.push(`write to ${name}`);
      return write(chunk);
    }) as Socket['write'];
  }
  const brake = new Brake();
  const connection = sampleConnection();
  const relay = new Relay({
    connection,
    device: { stream: client.socket, raw: client.socket },
    origin: { stream: server.socket, raw: server.socket },
    observer,
    brake,
    turns: new Turns(),
    onClosed: () => void told.push('closed'),
    onDeviceError: (error) => void errors.push(`device ${(error as NodeJS.ErrnoException).code}`),
    onOriginError: (error) => void errors.push(`origin ${(error as NodeJS.ErrnoException).code}`),
  });
  const over = () => eventually(() => told.includes('closed'), 'the relay to be closed');
  return { relay, connection, brake, told, errors, seen, over, client: client.end, server: server.end, device: client.socket };
}

/** Time enough for bytes to come through that must not. */
const aWhile = () => new Promise((done) => setTimeout(done, 60));

const closings = (told: readonly string[]) => told.filter((line) => line.startsWith('close'));

describe('bytes', () => {
  it('arrive verbatim both ways at once, are counted, and are shown to the observer', async () => {
    const { client, server, connection, seen } = await relayed();
    const question = randomBytes(300_000);
    const answer = randomBytes(700_000);
    client.write(question);
    server.write(answer);
    await Promise.all([server.until(question.length), client.until(answer.length)]);
    expect(server.received.equals(question)).toBe(true);
    expect(client.received.equals(answer)).toBe(true);
    expect([connection.bytesFromClient, connection.bytesFromServer]).toEqual([question.length, answer.length]);
    expect(Buffer.concat(seen['client-to-server']).equals(question)).toBe(true);
    expect(Buffer.concat(seen['server-to-client']).equals(answer)).toBe(true);
  });

  it('are written first and observed after', async () => {
    const { client, server, told } = await relayed();
    client.write('ping');
    await server.until('ping');
    server.write('pong');
    await client.until('pong');
    expect(told).toEqual(['write to origin', 'observe client-to-server', 'write to device', 'observe server-to-client']);
  });

  it('that came while the relay was not there yet are not lost', async () => {
    const { socket, end } = await socketAndEnd();
    const other = await socketAndEnd();
    end.write('early');
    await aWhile();
    new Relay({
      connection: sampleConnection(),
      device: { stream: socket, raw: socket },
      origin: { stream: other.socket, raw: other.socket },
      brake: new Brake(),
      turns: new Turns(),
      onClosed: () => undefined,
    });
    expect(await other.end.until('early')).toBe('early');
  });
});

describe('an end', () => {
  it('of the device leaves the answer its way', async () => {
    const { client, server, told, relay, over } = await relayed();
    client.socket.end('question');
    expect(await server.left).toEqual({ how: 'ended' });
    expect(server.text).toBe('question');
    await aWhile();
    expect([client.gone, closings(told)]).toEqual([false, []]);
    server.write('a late ');
    await client.until('a late ');
    server.socket.end('answer');
    expect(await client.left).toEqual({ how: 'ended' });
    await over();
    expect(client.text).toBe('a late answer');
    expect(relay.leftFirst).toBe('device');
    expect(told.filter((line) => /^(end|close)/.test(line))).toEqual([
      'end client-to-server',
      'end server-to-client',
      'close ended',
      'closed',
    ]);
  });

  it('of the origin leaves the question its way', async () => {
    const { client, server, told, relay, over } = await relayed();
    server.socket.end('answer');
    expect(await client.left).toEqual({ how: 'ended' });
    client.socket.end('and yet a question');
    await server.left;
    await over();
    expect([client.text, server.text, relay.leftFirst]).toEqual(['answer', 'and yet a question', 'origin']);
    expect(closings(told)).toEqual(['close ended', 'closed']);
  });
});

describe('a reset', () => {
  it.each([
    ['device', 'client', 'server'],
    ['origin', 'server', 'client'],
  ] as const)('by the %s reaches the other side as one', async (name, from, to) => {
    const ends = await relayed();
    ends[from].write('x');
    await ends[to].until('x');
    ends[from].socket.resetAndDestroy();
    expect(await ends[to].left).toMatchObject({ how: 'reset', error: { code: 'ECONNRESET' } });
    await ends.over();
    expect(closings(ends.told)).toEqual(['close reset', 'closed']);
    expect(ends.told.some((line) => line.startsWith('end '))).toBe(false);
    expect([ends.relay.leftFirst, ends.errors]).toEqual([name, [`${name} ECONNRESET`]]);
  });

  it('after a half-close is no graceful end either', async () => {
    const { client, server, told, over } = await relayed();
    client.socket.end('question');
    await server.left;
    server.socket.resetAndDestroy();
    expect(await client.left).toMatchObject({ how: 'reset' });
    await over();
    expect(closings(told)).toEqual(['close reset', 'closed']);
  });

  it('is what the origin sees when the device is gone without an end', async () => {
    const { server, device, told, over } = await relayed();
    device.destroy();
    expect(await server.left).toMatchObject({ how: 'reset' });
    await over();
    expect(closings(told)).toEqual(['close reset', 'closed']);
  });
});

describe('a slow reader', () => {
  it('makes the sender wait instead of the proxy’s memory grow, and gets everything in the end', async () => {
    const { client, server, connection, device } = await relayed();
    const total = 48 * 1024 * 1024;
    const sent = randomBytes(total);
    client.socket.pause();
    server.write(sent);
    // All that fits between the two is what the kernel buffers: until nothing moves any more.
    let before = -1;
    await eventually(() => {
      const moved = connection.bytesFromServer !== before;
      before = connection.bytesFromServer;
      return !moved && device.writableNeedDrain;
    }, 'the relay to stand still');
    expect(connection.bytesFromServer).toBeLessThan(total);
    expect(device.writableLength).toBeLessThan(1024 * 1024);
    client.socket.resume();
    await client.until(total);
    expect(client.received.equals(sent)).toBe(true);
    expect(device.writableLength).toBe(0);
  });

  it('of one direction does not hold up the other', async () => {
    const { client, server, device } = await relayed();
    client.socket.pause();
    server.write(Buffer.alloc(32 * 1024 * 1024));
    await eventually(() => device.writableNeedDrain, 'the device to be full');
    client.write('stop sending');
    expect(await server.until('stop sending')).toBe('stop sending');
  });
});

describe('the brake', () => {
  it('stops reading after the chunk at hand, and loses nothing', async () => {
    const { client, server, brake, seen } = await relayed();
    brake.engage();
    client.write('a');
    await server.until('a');
    client.write('b');
    await aWhile();
    expect([server.text, seen['client-to-server'].length]).toEqual(['a', 1]);
    brake.release();
    expect(await server.until('ab')).toBe('ab');
    client.write('c');
    expect(await server.until('abc')).toBe('abc');
  });

  it('holds when a slow reader has caught up meanwhile', async () => {
    const { client, server, brake, connection, device } = await relayed();
    const total = 32 * 1024 * 1024;
    client.socket.pause();
    server.write(Buffer.alloc(total, 7));
    await eventually(() => device.writableNeedDrain, 'the device to be full');
    brake.engage();
    const before = connection.bytesFromServer;
    client.socket.resume();
    await eventually(() => device.writableLength === 0, 'the device to catch up');
    await aWhile();
    expect(connection.bytesFromServer).toBe(before);
    expect(before).toBeLessThan(total);
    brake.release();
    await client.until(total);
    expect(client.received.length).toBe(total);
  });
});

describe('stop', () => {
  it.each([
    ['run-over', 'close run-over'],
    ['idle', 'close ended'],
  ] as const)('%s ends both sides and is told at once, and once', async (how, told) => {
    const ends = await relayed();
    ends.client.write('x');
    await ends.server.until('x');
    ends.relay.tick(1);
    ends.relay.stop(how);
    expect(ends.told.slice(2)).toEqual(['tick', told, 'closed']);
    ends.relay.stop('run-over');
    ends.relay.tick(2);
    await Promise.all([ends.client.left, ends.server.left]);
    await aWhile();
    expect(ends.told.slice(2)).toEqual(['tick', told, 'closed']);
    expect([ends.relay.leftFirst, ends.errors]).toEqual([undefined, []]);
  });

  it('after the end changes nothing', async () => {
    const { client, server, relay, told, over } = await relayed();
    client.socket.end();
    server.socket.end();
    await over();
    relay.stop('run-over');
    expect(closings(told)).toEqual(['close ended', 'closed']);
  });
});
