import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type ConnectionOptions, createServer, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { awaitApplicationData } from '../../../proxy/trust/await-application-data.js';
import type { TryOutcome } from '../../../proxy/trust/try-outcome.js';
import { selfSigned } from '../../harness/self-signed.js';

interface Pair {
  /** The device's end: TLS, and the connection below it. */
  readonly device: TLSSocket;
  readonly below: Socket;
  readonly socket: TLSSocket;
  readonly outcomes: TryOutcome[];
  readonly settled: Promise<TryOutcome>;
}

/** A device whose handshake is done, and that is waited for. */
async function pair(quietLimit = 60_000, options: ConnectionOptions = {}): Promise<Pair> {
  const outcomes: TryOutcome[] = [];
  const server = createServer({ cert: selfSigned.cert, key: selfSigned.key });
  const waiting = new Promise<{ socket: TLSSocket; settled: Promise<TryOutcome> }>((told) => {
    server.once('secureConnection', (socket) => {
      socket.on('error', () => undefined);
      const settled = new Promise<TryOutcome>((resolve) => {
        awaitApplicationData(socket, quietLimit, (outcome) => {
          outcomes.push(outcome);
          resolve(outcome);
        });
      });
      told({ socket, settled });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const below = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const device = tlsConnect({ socket: below, servername: 'origin.test', ca: selfSigned.cert, ...options });
  for (const each of [below, device]) each.on('error', () => undefined);
  const [{ socket, settled }] = await Promise.all([waiting, once(device, 'secureConnect')]);
  onTestFinished(() => {
    for (const each of [device, below, socket]) each.destroy();
    server.close();
  });
  return { device, below, socket, outcomes, settled };
}

const request = 'POST /secret HTTP/1.1\r\nHost: api.example\r\n\r\n';

describe.each(['TLSv1.3', 'TLSv1.2'] as const)('a device that speaks %s', (version) => {
  const options = { minVersion: version, maxVersion: version };

  it('and sends a request has sent data, of which no more is told than what it is', async () => {
    const { device, settled } = await pair(60_000, options);
    device.write(request);
    const outcome = await settled;
    expect(outcome).toEqual({
      kind: 'data',
      firstBytes: { length: request.length, protocol: 'http/1.1', method: 'POST', host: 'api.example' },
    });
  });

  it('and leaves without a word is gone soon after the handshake', async () => {
    const { device, settled } = await pair(60_000, options);
    device.end();
    expect(await settled).toEqual({ kind: 'closed', stage: 'after-handshake' });
  });

  it('and breaks off the connection is gone, too', async () => {
    const { below, settled } = await pair(60_000, options);
    below.resetAndDestroy();
    expect(await settled).toEqual({ kind: 'closed', stage: 'after-handshake' });
  });

  it('and breaks the protocol is gone, too', async () => {
    const { below, settled } = await pair(60_000, options);
    below.write(Buffer.from('this is no record of TLS'));
    expect(await settled).toEqual({ kind: 'closed', stage: 'after-handshake' });
  });
});

describe('awaitApplicationData', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gathers what comes in pieces', async () => {
    const { device, settled } = await pair();
    device.setNoDelay(true);
    for (const part of [request.slice(0, 3), request.slice(3, 30), request.slice(30)]) device.write(part);
    expect(await settled).toMatchObject({ kind: 'data', firstBytes: { length: request.length, method: 'POST', host: 'api.example' } });
  });

  it('settles at once when there is more than is looked at', async () => {
    // The time that it would be gathered for never passes.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { device, settled } = await pair();
    device.write(Buffer.alloc(64 * 1024, 'x'));
    const outcome = await settled;
    expect(outcome).toMatchObject({ kind: 'data', firstBytes: { protocol: 'unknown', method: null, host: null } });
    expect(outcome.kind === 'data' && outcome.firstBytes.length).toBeGreaterThanOrEqual(8 * 1024);
  });

  it('counts what a device sent that then leaves', async () => {
    const { device, settled } = await pair();
    device.end('bye');
    expect(await settled).toMatchObject({ kind: 'data', firstBytes: { length: 3 } });
  });

  it('gives up on a device that stays and says nothing', async () => {
    const { settled } = await pair(30);
    expect(await settled).toEqual({ kind: 'silent' });
  });

  it('does not take a device for a refusing one that leaves only later', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { device, settled } = await pair();
    vi.advanceTimersByTime(2_000);
    device.end();
    expect(await settled).toEqual({ kind: 'silent' });
  });

  it('knows an alert by what OpenSSL says of it', async () => {
    const { socket, settled } = await pair();
    socket.emit('error', new Error('error:0A000412:SSL routines::sslv3 alert bad certificate:SSL alert number 42'));
    expect(await settled).toEqual({ kind: 'alert', alert: 42, stage: 'after-handshake' });
  });

  it('settles once, and then leaves the socket to whoever called', async () => {
    const { device, socket, outcomes, settled } = await pair(30);
    await settled;
    expect([socket.isPaused(), socket.destroyed, socket.listenerCount('data')]).toEqual([true, false, 0]);
    device.write('too late');
    device.end();
    const read = once(socket, 'data');
    socket.resume();
    expect(String((await read)[0])).toBe('too late');
    socket.emit('error', new Error('SSL alert number 42'));
    socket.destroy();
    await once(socket, 'close');
    expect(outcomes).toEqual([{ kind: 'silent' }]);
  });
});
