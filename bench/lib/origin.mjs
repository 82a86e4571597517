// TLS origin: answers every request on a connection with the same 1 KiB JSON. Raw, so that it costs little beside the proxy.
import { createServer } from 'node:tls';
import { originAuthority } from './certificates.mjs';
import { json } from './json-body.mjs';

const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${json.length}\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nCache-Control: no-store\r\n\r\n${json}`,
);
const authority = originAuthority();
const leaf = authority.leafFor(process.env.ORIGIN_NAME ?? 'origin.test');
const server = createServer({ cert: leaf.certificatePem, key: leaf.keyPem, ALPNProtocols: ['http/1.1'] }, (socket) => {
  socket.on('error', () => socket.destroy());
  // The generator sends whole requests one at a time, so each chunk that ends a head is one request.
  socket.on('data', (chunk) => {
    if (chunk.subarray(-4).equals(Buffer.from('\r\n\r\n'))) socket.write(answer);
  });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, ca: authority.certificateFile }));
process.on('disconnect', () => process.exit(0));
