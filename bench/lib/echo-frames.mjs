// A WebSocket client of bare frames: masked text messages of one size, and their echoes counted by their bytes.
import { randomBytes } from 'node:crypto';

const length = 1024;
const text = Buffer.from(
  JSON.stringify({ seq: 1, room: 'harbour', text: 'good morning '.repeat(75) })
    .padEnd(length, ' ')
    .slice(0, length),
);
const mask = randomBytes(4);
const frame = Buffer.concat([Buffer.of(0x81, 0x80 | 126, length >> 8, length & 255), mask, text.map((byte, at) => byte ^ mask[at & 3])]);
const echoed = 4 + length;
/** Messages under way at once when many are sent. */
const ahead = 64;

/** Upgrades a connection; what is returned sends so many messages and resolves when all are back. */
export async function openEcho(socket, originPort) {
  socket.write(
    `GET /chat HTTP/1.1\r\nHost: origin.test:${originPort}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  await new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', (chunk) => (chunk.includes(' 101 ') ? resolve() : reject(new Error(chunk.toString('latin1', 0, 40)))));
  });
  let bytes = 0;
  let waiting = 0;
  let unsent = 0;
  let done = () => undefined;
  const send = () => {
    unsent -= 1;
    socket.write(frame);
  };
  socket.on('data', (chunk) => {
    bytes += chunk.length;
    while (bytes >= echoed) {
      bytes -= echoed;
      waiting -= 1;
      if (unsent > 0) send();
      else if (waiting === 0) done();
    }
  });
  return (count) =>
    new Promise((resolve) => {
      done = resolve;
      waiting = count;
      unsent = count;
      for (let index = 0; index < Math.min(ahead, count); index += 1) send();
    });
}
