import { type ConnectionOptions, connect as tlsConnect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type DeviceHandshake, type DeviceHandshakeOptions, deviceHandshake } from '../../../proxy/tls/device-handshake.js';
import { LeafContexts } from '../../../proxy/tls/leaf-contexts.js';
import { dialProxy } from '../../harness/raw-device.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { realHello } from '../../harness/tls-hello.js';
import { Wire } from '../../harness/wire.js';

/** Our half of a handshake with a device; `results` is all that it settled on. */
async function answered(options: Partial<DeviceHandshakeOptions> = {}) {
  const server = await startRawOrigin();
  onTestFinished(() => server.close());
  const device = await dialProxy(server.port);
  onTestFinished(() => void device.socket.destroy());
  const { socket } = await server.next();
  socket.removeAllListeners('data');
  socket.pause();
  const secureContext = new LeafContexts(testAuthority('device')).contextFor('origin.test');
  const results: DeviceHandshake[] = [];
  const result = new Promise<DeviceHandshake>((resolve) =>
    deviceHandshake({ socket, secureContext, timeout: 10_000, ...options }, (settled) => {
      results.push(settled);
      resolve(settled);
    }),
  );
  return { device, socket, result, results };
}

/** A real TLS client on the device's end, which trusts our CA unless told otherwise. */
function client(device: Wire, options: ConnectionOptions = {}): Wire {
  device.socket.removeAllListeners('data');
  device.socket.removeAllListeners('end');
  const ca = testAuthority('device').certificatePem;
  return new Wire(tlsConnect({ socket: device.socket, servername: 'origin.test', host: 'origin.test', ca, ...options }));
}

const settledOnce = async (results: readonly DeviceHandshake[]) => {
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(results).toHaveLength(1);
};

describe('a handshake', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('with %s is done, and carries bytes both ways', async (maxVersion) => {
    const { device, result, results } = await answered({ alpn: 'http/1.1' });
    const wire = client(device, { maxVersion, ALPNProtocols: ['h2', 'http/1.1'] });
    const settled = await result;
    if (settled.kind !== 'done') throw new Error(settled.detail);
    expect([settled.socket.alpnProtocol, settled.socket.getProtocol()]).toEqual(['http/1.1', maxVersion]);
    settled.socket.write('welcome');
    await wire.until('welcome');
    wire.write('thanks');
    expect(String(await new Promise((resolve) => settled.socket.once('data', resolve)))).toBe('thanks');
    await settledOnce(results);
  });

  it('chooses no protocol where the origin chose none', async () => {
    const { device, result } = await answered();
    client(device, { ALPNProtocols: ['h2', 'http/1.1'] });
    const settled = await result;
    expect(settled.kind === 'done' && settled.socket.alpnProtocol).toBe(false);
    if (settled.kind === 'done') settled.socket.destroy();
  });
});

describe('a device of old', () => {
  const oldDevice = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;

  it('is answered in TLS 1.0 for a host with which that is allowed', async () => {
    const secureContext = new LeafContexts(testAuthority('device')).contextFor('origin.test', { legacy: true });
    const { device, result } = await answered({ secureContext });
    client(device, oldDevice);
    const settled = await result;
    if (settled.kind !== 'done') throw new Error(settled.detail);
    expect(settled.socket.getProtocol()).toBe('TLSv1');
    settled.socket.destroy();
  });

  it('is refused for any other, and sees the alert for versions', async () => {
    const { device, result } = await answered();
    const wire = client(device, oldDevice);
    expect(await result).toMatchObject({ kind: 'failed', cause: 'protocol-error' });
    expect(await wire.left).toMatchObject({ how: 'reset', error: { message: expect.stringContaining('SSL alert number 70') } });
  });
});

describe('the key log', () => {
  it('gets what the device would write into its own', async () => {
    const lines: string[] = [];
    const { device, result } = await answered({ keyLog: (line) => void lines.push(line.toString('latin1')) });
    const wire = client(device);
    const own: string[] = [];
    wire.socket.on('keylog', (line: Buffer) => void own.push(line.toString('latin1')));
    const settled = await result;
    if (settled.kind !== 'done') throw new Error(settled.detail);
    settled.socket.write('x');
    await wire.until('x');
    expect(own.length).toBeGreaterThanOrEqual(4);
    expect([...lines].sort()).toEqual(own.sort());
    settled.socket.destroy();
  });
});

describe('a refusal', () => {
  it.each([48, 42, 46])('is alert %d, as the device sent it', async (alert) => {
    const { device, socket, result, results } = await answered();
    // In TLS 1.2 an alert goes in plain before the client's key exchange.
    device.write(await realHello({ servername: 'origin.test', maxVersion: 'TLSv1.2' }));
    await device.until('\x0e\x00\x00\x00');
    device.write(Buffer.of(0x15, 3, 3, 0, 2, 2, alert));
    expect(await result).toMatchObject({ kind: 'failed', cause: { alert }, detail: expect.stringContaining(`TLS alert ${alert}`) });
    expect(socket.destroyed).toBe(true);
    await settledOnce(results);
  });

  it.each([
    ['an end', 'end'],
    ['a reset', 'resetAndDestroy'],
  ] as const)('is %s without a word after our certificate', async (_name, how) => {
    const { device, socket, result, results } = await answered();
    device.write(await realHello({ servername: 'origin.test' }));
    await device.until(1_000);
    device.socket[how]();
    expect(await result).toMatchObject({ kind: 'failed', cause: 'closed-in-handshake' });
    expect(socket.destroyed).toBe(true);
    await settledOnce(results);
  });

  it('is an end before anything was said', async () => {
    const { device, result } = await answered();
    device.socket.end();
    expect(await result).toMatchObject({ kind: 'failed', cause: 'closed-in-handshake' });
  });

  it('is silence beyond the deadline', async () => {
    const { device, socket, result, results } = await answered({ timeout: 60 });
    device.write(await realHello({ servername: 'origin.test' }));
    expect(await result).toMatchObject({ kind: 'failed', cause: 'timeout', detail: expect.stringContaining('60 ms') });
    expect(socket.destroyed).toBe(true);
    await device.left;
    await settledOnce(results);
  });

  it('is not what bytes are that are no TLS', async () => {
    const { device, result } = await answered();
    device.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await result).toMatchObject({ kind: 'failed', cause: 'protocol-error' });
  });
});
