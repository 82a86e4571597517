import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';

/** A SOCKS5 UDP association of a device (RFC 1928, section 7). */
export interface Association {
  /** Sends one datagram and resolves with the next that comes back. Rejects after ten seconds. */
  exchange(host: string, port: number, datagram: Buffer): Promise<Buffer>;
  close(): void;
}

const patience = 10_000;

/** Asks a SOCKS5 proxy, without credentials, to relay datagrams. Not a general client: it is the demo's device. */
export async function associate(proxy: { readonly host: string; readonly port: number }): Promise<Association> {
  const control = connect(proxy.port, proxy.host);
  control.write(Buffer.of(0x05, 0x01, 0x00));
  const method = await read(control, 2);
  if (method[1] !== 0) throw new Error('the proxy wants SOCKS5 credentials');
  control.write(Buffer.of(0x05, 0x03, 0x00, 0x01, 0, 0, 0, 0, 0, 0));
  const reply = await read(control, 10);
  if (reply[1] !== 0) throw new Error(`the proxy answered UDP ASSOCIATE with ${reply[1]}`);
  control.on('error', () => control.destroy());
  const relay = reply.readUInt16BE(8);
  const socket = createSocket('udp4');
  return {
    exchange: (host, port, datagram) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${host} did not answer a datagram`)), patience);
        socket.once('message', (answer) => {
          clearTimeout(timer);
          resolve(answer.subarray(headerLength(answer)));
        });
        const name = Buffer.from(host, 'latin1');
        const header = Buffer.concat([Buffer.of(0, 0, 0, 0x03, name.length), name, Buffer.of(port >> 8, port & 255)]);
        socket.send(Buffer.concat([header, datagram]), relay, proxy.host);
      }),
    close() {
      socket.close();
      control.destroy();
    },
  };
}

/** Bytes in front of the payload: reserved, fragment, address type, address, port. */
function headerLength(answer: Buffer): number {
  if (answer[3] === 0x01) return 10;
  return answer[3] === 0x04 ? 22 : 7 + (answer[4] ?? 0);
}

function read(socket: Socket, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length < length) return;
      socket.removeListener('data', onData);
      socket.removeListener('error', reject);
      socket.removeListener('close', onClose);
      resolve(bytes);
    };
    const onClose = () => reject(new Error('the proxy closed the SOCKS5 connection'));
    socket.on('data', onData);
    socket.once('error', reject);
    socket.once('close', onClose);
  });
}
