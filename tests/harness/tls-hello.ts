import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type ConnectionOptions, connect } from 'node:tls';

/** The first bytes that Node's TLS client really sends. */
export async function realHello(options: ConnectionOptions = {}): Promise<Buffer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const client = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
  client.on('error', () => client.destroy());
  const [socket] = (await once(server, 'connection')) as [Socket];
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  client.destroy();
  socket.destroy();
  server.close();
  return bytes;
}

/** A minimal ClientHello: TLS 1.2, one cipher suite, these extensions. */
export function madeHello(extensions: readonly (readonly [type: number, data: Buffer])[] | undefined, legacy = 0x0303): Buffer {
  const list = Buffer.concat((extensions ?? []).flatMap(([type, data]) => [u16(type), u16(data.length), data]));
  const body = Buffer.concat([
    u16(legacy),
    Buffer.alloc(32, 7),
    Buffer.of(0, 0, 2, 0xc0, 0x2b, 1, 0),
    ...(extensions ? [u16(list.length), list] : []),
  ]);
  const message = Buffer.concat([Buffer.of(1, 0), u16(body.length), body]);
  return Buffer.concat([Buffer.of(0x16, 3, 1), u16(message.length), message]);
}

/** The data of a server_name extension. */
export function serverNameData(name: string): Buffer {
  const bytes = Buffer.from(name, 'latin1');
  return Buffer.concat([u16(bytes.length + 3), Buffer.of(0), u16(bytes.length), bytes]);
}

function u16(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff);
}
