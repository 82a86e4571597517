// TLS origin for any number of names, each with a certificate of its own, made before the first connection; answers one request.
import { createSecureContext, createServer } from 'node:tls';
import { originAuthority } from './certificates.mjs';

const authority = originAuthority();
const contexts = new Map();
for (let index = 0; index < Number(process.env.HOSTS ?? '0'); index += 1) {
  const name = `host${index}.test`;
  const leaf = authority.leafFor(name);
  contexts.set(name, createSecureContext({ cert: leaf.certificatePem, key: leaf.keyPem }));
}
const leaf = authority.leafFor('origin.test');
const server = createServer(
  { cert: leaf.certificatePem, key: leaf.keyPem, ALPNProtocols: ['http/1.1'], SNICallback: (name, done) => done(null, contexts.get(name)) },
  (socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  },
);
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, ca: authority.certificateFile }));
process.on('disconnect', () => process.exit(0));
