// Closed loop over raw TLS sockets through CONNECT: each connection sends its next request when the answer is whole.
import { readFileSync } from 'node:fs';
import { connect as tcp } from 'node:net';
import { connect as tls } from 'node:tls';

const request = (port) =>
  Buffer.from(
    [
      'GET /v1/items?page=2&sort=name HTTP/1.1',
      `Host: origin.test:${port}`,
      'User-Agent: bench/1.0 (loopback)',
      'Accept: application/json',
      'Accept-Encoding: gzip, br',
      'Authorization: Bearer 0123456789abcdef0123456789abcdef',
      'X-Request-Id: 00000000-0000-4000-8000-000000000000',
      '',
      '',
    ].join('\r\n'),
  );

function open(proxyPort, originPort, ca) {
  return new Promise((resolve, reject) => {
    const socket = tcp(proxyPort, '127.0.0.1');
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.write(`CONNECT origin.test:${originPort} HTTP/1.1\r\nHost: origin.test:${originPort}\r\n\r\n`);
    let head = '';
    socket.on('data', function onHead(chunk) {
      head += chunk;
      if (!head.includes('\r\n\r\n')) return;
      socket.removeListener('data', onHead);
      if (!head.includes(' 200 ')) return reject(new Error(head.split('\r\n')[0]));
      const secure = tls({ socket, servername: 'origin.test', ca, ALPNProtocols: ['http/1.1'] });
      secure.once('error', reject);
      secure.once('secureConnect', () => resolve(secure));
    });
  });
}

/** Proxies that rebuild messages change heads and framing, so the answer's own head says where it ends. */
function isWhole(answer) {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = answer.latin1Slice(0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return answer.length >= end + 4 + Number(length);
  return answer.subarray(-5).toString('latin1') === '0\r\n\r\n';
}

let connections = [];
process.on('message', async (command) => {
  try {
    if (command.kind === 'open') {
      const ca = readFileSync(command.ca);
      for (const connection of connections) connection.destroy();
      connections = await Promise.all(Array.from({ length: command.connections }, () => open(command.proxyPort, command.originPort, ca)));
      process.send({ kind: 'opened' });
    } else if (command.kind === 'run') {
      const bytes = request(command.originPort);
      const end = performance.now() + command.milliseconds;
      let done = 0;
      const began = performance.now();
      await Promise.all(
        connections.map(
          (socket) =>
            new Promise((resolve, reject) => {
              let answer = Buffer.alloc(0);
              const onData = (chunk) => {
                answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
                if (!isWhole(answer)) return;
                answer = Buffer.alloc(0);
                done += 1;
                if (performance.now() >= end) {
                  socket.removeListener('data', onData);
                  return resolve();
                }
                socket.write(bytes);
              };
              socket.on('data', onData);
              socket.once('error', reject);
              socket.write(bytes);
            }),
        ),
      );
      process.send({ kind: 'ran', done, milliseconds: performance.now() - began });
    }
  } catch (error) {
    process.send({ kind: 'failed', message: error.message });
  }
});
process.on('disconnect', () => process.exit(0));
