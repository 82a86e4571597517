import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestOrigins, type TestOrigins } from '../harness/origins.js';
import { openOf, testSession, violationsOf } from '../harness/sessions.js';
import { makeFolder } from '../harness/temporary-folder.js';

/** A proxy that takes CONNECT, whatever the name is, to loopback. */
async function startUpstream() {
  const server = createServer();
  server.on('connect', (request: IncomingMessage, device: Socket) => {
    const port = Number(request.url?.split(':').at(-1));
    const origin = connect(port, '127.0.0.1', () => {
      device.write('HTTP/1.1 200 OK\r\n\r\n');
      origin.pipe(device).pipe(origin);
    });
    for (const socket of [origin, device]) socket.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

describe('a rule on regions behind an upstream proxy', () => {
  const folder = makeFolder();
  let origins: TestOrigins;
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  beforeAll(async () => {
    origins = await startTestOrigins(folder.path);
    upstream = await startUpstream();
  });
  afterAll(async () => {
    upstream.close();
    await origins.close();
    folder.remove();
  });

  const run = async (host: string, overrides: string) => {
    const rules = `plainsight: 1
regions:
  overrides: [${overrides}]
rules:
  - { id: home, never: { region: { notIn: [US] } } }
`;
    const session = await testSession(`${folder.path}/home`, rules, { upstreamProxy: upstream.url });
    // A tunnel in cleartext, with one request.
    const tunnel = httpRequest({
      host: session.proxy.host,
      port: session.proxy.port,
      method: 'CONNECT',
      path: `${host}:${origins.httpPort}`,
    });
    tunnel.end();
    const [, socket] = (await once(tunnel, 'connect')) as [IncomingMessage, Socket];
    socket.end(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    await once(socket.resume(), 'close');
    return session.finish({ drainMs: 500 });
  };

  it.each([
    ['203.0.113.7', '{ cidr: 203.0.113.7/32, region: XX'],
    ['api.example', '{ host: "api.example", region: XX'],
  ])('is open for %s, and says what would settle it', async (host, advice) => {
    const { verdict } = await run(host, '');
    const open = verdict.findings.find(({ finding }) => finding.kind === 'open')?.finding;
    expect(open?.openBecause?.detail).toBe(`${host} was reached through an upstream proxy, which hides where it stands`);
    expect(open?.openBecause?.settledBy).toContain(advice);
  });

  it.each([
    ['203.0.113.7', '{ cidr: 203.0.113.0/24, region: US, reason: ours }', '{ cidr: 203.0.113.0/24, region: CN, reason: theirs }'],
    ['api.example', '{ host: api.example, region: US, reason: ours }', '{ host: api.example, region: CN, reason: theirs }'],
  ])('is settled for %s by that', async (host, home, abroad) => {
    const good = await run(host, home);
    expect([openOf(good), violationsOf(good)]).toEqual([[], []]);
    expect(violationsOf(await run(host, abroad))).toHaveLength(1);
  });
});
