// Runs inside a network namespace whose firewall redirects what comes from 127.0.0.9 to port 8080: origins, the built proxy, a device.
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTls, connect as tlsConnect } from 'node:tls';
import { openAuthority } from '../../dist/certs/index.js';
import { createProxy, loadOriginalDestination } from '../../dist/proxy/index.js';

const folder = mkdtempSync(join(tmpdir(), 'plainsight-redirected-'));
const originCa = openAuthority({ home: join(folder, 'origin') });
const deviceCa = openAuthority({ home: join(folder, 'device') });
const address = '10.77.0.1';
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const leaf = originCa.leafFor('api.example');
const listen = (server, port) => new Promise((resolve) => server.listen(port, address, resolve));
await listen(
  createTls({ cert: leaf.certificatePem, key: leaf.keyPem }, (socket) => socket.once('data', () => socket.end(ok))),
  443,
);
await listen(
  createServer((socket) => socket.once('data', () => socket.end(ok))),
  80,
);
await listen(
  createServer((socket) => socket.end('220 mail.example ESMTP\r\n')),
  25,
);

const closed = [];
const proxy = await createProxy({
  host: '127.0.0.1',
  port: 8080,
  authority: deviceCa,
  trustedRoots: [originCa.certificatePem],
  passthrough: () => false,
  insecureOrigin: () => false,
  clientAllowed: () => true,
  upstream: () => undefined,
  localHosts: new Map(),
  ownPorts: () => new Set(),
  originalDestination: await loadOriginalDestination(),
  events: {
    opened: () => undefined,
    closed: ({ capture, server, interception, failureCause, attempts }) =>
      void closed.push(
        `${capture} ${server ? `${server.address}:${server.port}` : `${attempts[0]?.address}:${attempts[0]?.port}`} ${interception}${failureCause && interception !== 'origin-failed' ? ` ${JSON.stringify(failureCause)}` : ''}`,
      ),
    sink: () => ({ message: () => undefined, exchange: () => undefined, gap: () => undefined }),
    fault: (error) => process.emitWarning(error),
  },
});

const dial = (port) => connect({ host: address, port, localAddress: '127.0.0.9' });
const firstLine = (socket, request) =>
  new Promise((resolve) => {
    let text = '';
    if (request) socket.write(request);
    socket.on('data', (bytes) => {
      text += bytes;
    });
    socket.on('error', (error) => resolve(error.code));
    socket.on('close', () => resolve(text.split('\r\n')[0]));
  });
const request = 'GET / HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n\r\n';
const results = {
  tls: await firstLine(tlsConnect({ socket: dial(443), servername: 'api.example', ca: deviceCa.certificatePem }), request),
  cleartext: await firstLine(dial(80), request),
  greeting: await firstLine(dial(25)),
  refused: await firstLine(dial(9)),
};
await new Promise((resolve) => setTimeout(resolve, 200));
await proxy.stop();
process.stdout.write(JSON.stringify({ ...results, connections: closed }));
rmSync(folder, { recursive: true });
process.exit(0);
