// Closed loop over raw TLS sockets through CONNECT: each connection sends its next request when the answer is whole.
import { readFileSync } from 'node:fs';
import { openThrough } from './connect.mjs';
import { serveLoad } from './serve-load.mjs';

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

/** Proxies that rebuild messages change heads and framing, so the answer's own head says where it ends. */
function isWhole(answer) {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = answer.latin1Slice(0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return answer.length >= end + 4 + Number(length);
  return answer.subarray(-5).toString('latin1') === '0\r\n\r\n';
}

serveLoad({
  async open({ proxyPort, originPort, ca, connections }) {
    const pem = readFileSync(ca);
    const bytes = request(originPort);
    return Promise.all(
      Array.from({ length: connections }, async () => {
        const socket = await openThrough(proxyPort, originPort, pem);
        return () =>
          new Promise((resolve, reject) => {
            let answer = Buffer.alloc(0);
            const onData = (chunk) => {
              answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
              if (!isWhole(answer)) return;
              socket.removeListener('data', onData);
              socket.removeListener('error', reject);
              resolve();
            };
            socket.on('data', onData);
            socket.once('error', reject);
            socket.write(bytes);
          });
      }),
    );
  },
});
