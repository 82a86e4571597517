// WebSocket echo origin.
import { createServer } from 'node:https';
import { WebSocketServer } from 'ws';
import { originAuthority } from './certificates.mjs';

const authority = originAuthority();
const leaf = authority.leafFor('origin.test');
const server = createServer({ cert: leaf.certificatePem, key: leaf.keyPem });
new WebSocketServer({ server, perMessageDeflate: process.env.DEFLATE === '1' }).on('connection', (socket) => {
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, binary) => socket.send(data, { binary }));
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, ca: authority.certificateFile }));
process.on('disconnect', () => process.exit(0));
