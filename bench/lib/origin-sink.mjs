// TLS origin that swallows what it is sent: in HTTP/2 it says its settings, to an upgrade 101, to other requests 200; then nothing.
import { createServer } from 'node:tls';
import { originAuthority } from './certificates.mjs';

const authority = originAuthority();
const leaf = authority.leafFor('origin.test');
const server = createServer({ cert: leaf.certificatePem, key: leaf.keyPem, ALPNProtocols: ['h2', 'http/1.1'] }, (socket) => {
  socket.on('error', () => socket.destroy());
  if (socket.alpnProtocol === 'h2') {
    socket.write(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]));
    socket.resume();
    return;
  }
  let upgraded = false;
  socket.on('data', (chunk) => {
    if (upgraded) return;
    if (chunk.includes('Upgrade: websocket')) {
      upgraded = true;
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    } else if (chunk.subarray(-4).equals(Buffer.from('\r\n\r\n'))) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, ca: authority.certificateFile }));
process.on('disconnect', () => process.exit(0));
