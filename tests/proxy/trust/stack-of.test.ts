import { once } from 'node:events';
import { createServer, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { type ClientHello, readClientHello } from '../../../proxy/tls/client-hello.js';
import { stackOf } from '../../../proxy/trust/stack-of.js';
import { goodTls } from '../../harness/raw-origin.js';
import { madeHello, realHello, serverNameData } from '../../harness/tls-hello.js';

function helloOf(bytes: Buffer): ClientHello {
  const reading = readClientHello(bytes);
  if (reading.kind !== 'complete') throw new Error(reading.kind);
  return reading.hello;
}

const stackOfBytes = (bytes: Buffer) => stackOf(helloOf(bytes));

describe('stackOf', () => {
  it('is twelve hex digits, and the same for every host and every list of protocols of one library', async () => {
    const first = stackOfBytes(await realHello({ servername: 'a.test', ALPNProtocols: ['h2', 'http/1.1'] }));
    expect(first).toMatch(/^[0-9a-f]{12}$/);
    expect(stackOfBytes(await realHello({ servername: 'much-longer-name.b.test' }))).toBe(first);
    expect(stackOfBytes(await realHello({ ALPNProtocols: ['http/1.1'] }))).toBe(first);
  });

  it('is the same when a session is to be resumed, though JA4 is not', async () => {
    const { cert, key } = goodTls();
    const server = createServer({ cert: cert!, key: key! }, (socket) => socket.end('x'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const client: TLSSocket = tlsConnect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    client.resume();
    const [session] = (await once(client, 'session')) as [Buffer];
    client.destroy();
    server.close();
    const [fresh, resuming] = [helloOf(await realHello()), helloOf(await realHello({ session }))];
    expect(resuming.extensions).toContain(41);
    expect(resuming.facts.ja4).not.toBe(fresh.facts.ja4);
    expect(stackOf(resuming)).toBe(stackOf(fresh));
  });

  it('tells libraries apart by ciphers, versions, and extensions that always come', async () => {
    const stacks = [
      await realHello(),
      await realHello({ maxVersion: 'TLSv1.2' }),
      await realHello({ minVersion: 'TLSv1.3' }),
      madeHello([[0, serverNameData('a.test')]]),
      madeHello([[23, Buffer.alloc(0)]]),
    ].map(stackOfBytes);
    expect(new Set(stacks).size).toBe(stacks.length);
  });

  it('does not mind order, GREASE, padding or an extension that comes twice', () => {
    const some = [
      [23, Buffer.alloc(0)],
      [0xff01, Buffer.of(0)],
    ] as const;
    const first = stackOfBytes(madeHello(some));
    const grease = [
      [0x1a1a, Buffer.alloc(0)],
      [0xdada, Buffer.of(0)],
    ] as const;
    expect(stackOfBytes(madeHello([...grease, ...[...some].reverse(), [21, Buffer.alloc(30)]]))).toBe(first);
    expect(stackOfBytes(madeHello([...some, [0x1a1b, Buffer.alloc(0)]]))).not.toBe(first);
  });
});
