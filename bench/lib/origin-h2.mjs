// HTTP/2 origin: every request is answered with the same 1 KiB JSON.
import { createSecureServer } from 'node:http2';
import { originAuthority } from './certificates.mjs';
import { json } from './json-body.mjs';

const authority = originAuthority();
const leaf = authority.leafFor('origin.test');
const server = createSecureServer({ cert: leaf.certificatePem, key: leaf.keyPem });
server.on('stream', (stream) => {
  stream.on('error', () => stream.close());
  stream.respond({ ':status': 200, 'content-type': 'application/json', 'cache-control': 'no-store' });
  stream.end(json);
});
server.on('sessionError', () => undefined);
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, ca: authority.certificateFile }));
process.on('disconnect', () => process.exit(0));
