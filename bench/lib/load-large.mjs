// Downloads the large document once each time it is told to, through the proxy, and says how long that took.
import { readFileSync } from 'node:fs';
import { openThrough } from './connect.mjs';

process.on('message', async ({ proxyPort, originPort, ca, bytes }) => {
  const socket = await openThrough(proxyPort, originPort, readFileSync(ca));
  const began = performance.now();
  let seen = 0;
  socket.write('GET /large HTTP/1.1\r\nHost: origin.test\r\nConnection: close\r\n\r\n');
  socket.on('data', (chunk) => {
    seen += chunk.length;
  });
  socket.once('close', () => {
    if (seen < bytes) process.send({ kind: 'failed', message: `${seen} of ${bytes} bytes` });
    else process.send({ milliseconds: performance.now() - began });
  });
  socket.once('error', (error) => process.send({ kind: 'failed', message: error.message }));
});
process.on('disconnect', () => process.exit(0));
process.send({ kind: 'ready' });
