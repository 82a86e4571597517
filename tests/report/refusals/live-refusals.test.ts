import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConnectionRedactor } from '../../../record/redact-connection.js';
import { RefusalCounter } from '../../../report/refusals/refusal-counter.js';
import { hasCommand } from '../../certs/harness/has-command.js';
import { openSecureTunnel } from '../../harness/raw-device.js';
import { goodTls, startRawOrigin } from '../../harness/raw-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { proxyForTest } from '../../harness/test-proxy.js';

/** A proxy and an origin that real clients meet, and what their refusals come to. */
async function watched() {
  const origin = await startRawOrigin({
    tls: { ...goodTls(), ALPNProtocols: ['http/1.1'] },
    serve: (wire) =>
      void wire.until('\r\n\r\n').then(
        () => wire.socket.end('HTTP/1.1 204 No Content\r\n\r\n'),
        () => wire.socket.destroy(),
      ),
  });
  onTestFinished(() => origin.close());
  const proxy = await proxyForTest({ insecureOrigin: () => true });
  /** Node as an app with these roots, at this host. */
  const app = async (host: string, ca = testAuthority('device').certificatePem) => {
    const options = { servername: host, host, ca };
    try {
      const wire = await openSecureTunnel(proxy.port, `${host}:${origin.port}`, options);
      wire.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      await wire.left;
      wire.socket.destroy();
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
  };
  const told = async (connections: number) => {
    const redact = createConnectionRedactor({ plantedValues: () => [] });
    const counter = new RefusalCounter();
    for (const connection of await proxy.untilClosed(connections)) counter.connection(redact(connection, { exchanges: 0 }));
    return counter.result().map(({ host, diagnosis, count }) => `${host} ${diagnosis} ×${count}`);
  };
  return { proxy, origin, app, told };
}

const stranger = () => testAuthority('stranger').certificatePem;

describe('what real clients do', () => {
  it('without the CA anywhere', async () => {
    const { app, told } = await watched();
    await app('a.test', stranger());
    await app('b.test', stranger());
    expect(await told(2)).toEqual(['a.test no-ca-installed ×1', 'b.test no-ca-installed ×1']);
  });

  it('where one host is pinned', async () => {
    const { app, told } = await watched();
    await app('a.test');
    await app('pins.test', stranger());
    await app('pins.test', stranger());
    await app('another-host-with-a-longer-name.test');
    expect(await told(4)).toEqual(['pins.test suspected-pinning ×2']);
  });

  it('where another program on the device does not trust the CA', async ({ skip }) => {
    skip(!hasCommand('curl', '--version'), 'install the Debian package curl');
    const { proxy, origin, app, told } = await watched();
    await app('a.test');
    const target = `https://b.test:${origin.port}/`;
    const curl = promisify(execFile)('curl', ['-sS', '--proxy', `http://127.0.0.1:${proxy.port}`, target]);
    await expect(curl).rejects.toMatchObject({ code: 60 });
    expect(await told(2)).toEqual(['b.test ca-not-trusted-by-app ×1']);
  });

  it('where it speaks no TLS that we do', async () => {
    const { proxy, origin, app, told } = await watched();
    await app('a.test');
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    await expect(openSecureTunnel(proxy.port, `old.test:${origin.port}`, { servername: 'old.test', ...old })).rejects.toThrow();
    expect(await told(2)).toEqual(['old.test protocol-mismatch ×1']);
  });
});
