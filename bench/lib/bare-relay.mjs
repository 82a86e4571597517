// The reference: TLS terminated on both sides, bytes piped, nothing read.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createSecureContext, TLSSocket } from 'node:tls';
import { originAuthority } from './certificates.mjs';
import { serveMeasurements } from './report-cpu.mjs';

const protocol = process.env.PROTOCOL ?? 'http/1.1';
const authority = originAuthority();
const upstream = createSecureContext({ ca: readFileSync(process.env.ORIGIN_CA) });
const leaf = authority.leafFor('origin.test');
const context = createSecureContext({ cert: leaf.certificatePem, key: leaf.keyPem });
const server = createServer().on('connect', (request, socket) => {
  const port = Number(request.url.split(':')[1]);
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  const device = new TLSSocket(socket, { isServer: true, secureContext: context, ALPNProtocols: [protocol] });
  const origin = connect({ host: '127.0.0.1', port, servername: 'origin.test', secureContext: upstream, ALPNProtocols: [protocol] });
  origin.setNoDelay(true);
  const end = () => {
    device.destroy();
    origin.destroy();
  };
  for (const side of [device, origin]) side.on('error', end).on('close', end);
  device.pipe(origin);
  origin.pipe(device);
});
server.listen(0, '127.0.0.1', () => serveMeasurements({ port: server.address().port, ca: authority.certificateFile }));
