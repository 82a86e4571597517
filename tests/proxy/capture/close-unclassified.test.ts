import { describe, expect, it, onTestFinished } from 'vitest';
import { openTunnel } from '../../harness/raw-device.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import { proxyForTest } from '../../harness/test-proxy.js';

/** A device that says `bytes` and ends; an origin that answers only then. */
async function answered(bytes: string, answer: string) {
  const origin = await startRawOrigin({
    serve: (wire) => void wire.socket.on('end', () => wire.socket.end(Buffer.from(answer, 'latin1'))),
  });
  onTestFinished(() => origin.close());
  const proxy = await proxyForTest();
  const device = await openTunnel(proxy.port, `origin.test:${origin.port}`);
  if (bytes !== '') device.write(bytes);
  device.socket.end();
  expect(await device.until(answer)).toBe(answer);
  const [closed] = await proxy.untilClosed(1);
  const told = proxy.messages.map(({ kind, direction, wire, body }) => `${kind} ${direction} ${wire} ${body.bytes.toString('latin1')}`);
  return { closed, told };
}

describe('a device that leaves before anybody knows what it speaks', () => {
  it('in silence: what the origin answers is read', async () => {
    expect((await answered('', 'value u-77')).told).toEqual(['opaque server-to-client cleartext value u-77']);
  });

  it('behind a word that might have become HTTP: both are read', async () => {
    expect((await answered('GE', 'value u-77')).told).toEqual([
      'opaque client-to-server cleartext GE',
      'opaque server-to-client cleartext value u-77',
    ]);
  });

  it('behind half a hello: an answer that is no TLS is read', async () => {
    const { closed, told } = await answered('\x16\x03\x01\x40\x00\x01\x00', 'value u-77');
    expect(told).toEqual(['opaque server-to-client cleartext value u-77']);
    expect(closed).toMatchObject({ wire: 'tls', failureCause: 'closed-in-handshake' });
  });

  it('behind half a hello: an answer in TLS says nothing', async () => {
    expect((await answered('\x16\x03\x01\x40\x00\x01\x00', '\x15\x03\x03\x00\x02\x02\x32')).told).toEqual([]);
  });
});
