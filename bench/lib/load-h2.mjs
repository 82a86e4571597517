// Closed loop over HTTP/2: so many connections with eight streams each, every stream sends its next request when the answer is whole.
import { readFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { openThrough } from './connect.mjs';
import { serveLoad } from './serve-load.mjs';

const streams = 8;
const length = 1024;

function request(session, port) {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':path': '/v1/items?page=2&sort=name',
      ':authority': `origin.test:${port}`,
      'user-agent': 'bench/1.0 (loopback)',
      accept: 'application/json',
      authorization: 'Bearer 0123456789abcdef0123456789abcdef',
      'x-request-id': '00000000-0000-4000-8000-000000000000',
    });
    let size = 0;
    stream.on('data', (chunk) => {
      size += chunk.length;
    });
    stream.once('end', () => (size === length ? resolve() : reject(new Error(`an answer of ${size} bytes`))));
    stream.once('error', reject);
    stream.end();
  });
}

serveLoad({
  async open({ proxyPort, originPort, ca, connections }) {
    const pem = readFileSync(ca);
    const sessions = [];
    for (let index = 0; index < Math.max(1, connections >> 2); index += 1) {
      const socket = await openThrough(proxyPort, originPort, pem, 'h2');
      sessions.push(connect(`https://origin.test:${originPort}`, { createConnection: () => socket }));
    }
    return sessions.flatMap((session) => Array.from({ length: streams }, () => () => request(session, originPort)));
  },
});
