// One kind of flood through the proxy, as fast as it is taken, bounded in count.
import { readFileSync } from 'node:fs';
import { openThrough } from './connect.mjs';

const frame = (type, flags, stream, payload) => {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
};
const preface = Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(4, 0, 0, Buffer.alloc(0))]);
/** GET https / with an :authority that is not indexed. */
const block = Buffer.concat([Buffer.of(0x82, 0x87, 0x84, 0x01, 11), Buffer.from('origin.test')]);

function* resets() {
  yield preface;
  for (let stream = 1; stream < 600_000; stream += 200) {
    const parts = [];
    for (let index = 0; index < 200; index += 2)
      parts.push(frame(1, 5, stream + index, block), frame(3, 0, stream + index, Buffer.of(0, 0, 0, 8)));
    yield Buffer.concat(parts);
  }
}

function* continuations() {
  yield preface;
  yield frame(1, 1, 1, block);
  const piece = frame(9, 0, 1, Buffer.concat([Buffer.of(0x00, 3), Buffer.from('x-a'), Buffer.of(100), Buffer.alloc(100, 97)]));
  const many = Buffer.concat(Array.from({ length: 100 }, () => piece));
  for (let index = 0; index < 1_000; index += 1) yield many;
}

function* fragments() {
  yield Buffer.from(
    'GET /chat HTTP/1.1\r\nHost: origin.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  );
  const one = (opcode) => Buffer.of(opcode, 0x81, 1, 2, 3, 4, 0x60);
  yield one(1);
  const many = Buffer.concat(Array.from({ length: 1_000 }, () => one(0)));
  for (let index = 0; index < 4_000; index += 1) yield many;
}

const floods = { resets, continuations, fragments };

/** Opens what the flood needs, so that connections are not what is measured; what is returned pours. */
async function prepare({ proxyPort, originPort, ca, flood }) {
  const pem = readFileSync(ca);
  if (flood === 'slow-heads') {
    const sockets = [];
    for (let index = 0; index < 1_000; index += 50) {
      sockets.push(...(await Promise.all(Array.from({ length: 50 }, () => openThrough(proxyPort, originPort, pem)))));
    }
    return async () => {
      for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: origin.test\r\n');
      // A header line for each, a few at a time.
      for (let round = 0; round < 8; round += 1) {
        for (const [index, socket] of sockets.entries()) {
          socket.write(`X-Slow-${round}: ${'a'.repeat(200)}\r\n`);
          if (index % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
        }
      }
    };
  }
  const socket = await openThrough(proxyPort, originPort, pem, flood === 'fragments' ? 'http/1.1' : 'h2');
  socket.resume();
  const pieces = floods[flood]();
  return async () => {
    for (const piece of pieces) if (!socket.write(piece)) await new Promise((resolve) => socket.once('drain', resolve));
    while (socket.writableLength > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  };
}

let pour = async () => undefined;
process.on('message', async (command) => {
  try {
    if (command.kind === 'prepare') {
      pour = await prepare(command);
      process.send({ kind: 'prepared' });
      return;
    }
    const began = performance.now();
    await pour();
    process.send({ kind: 'poured', milliseconds: performance.now() - began });
  } catch (error) {
    process.send({ kind: 'failed', message: error.message });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ kind: 'ready' });
