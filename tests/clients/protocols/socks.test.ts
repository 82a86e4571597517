import { createSocket } from 'node:dgram';
import { createServer } from 'node:https';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listening } from '../../harness/origins.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { caOf, hasProgram, placesOf, planted, programFile, runProgram, sessionBefore } from './behind.js';

/** Debian's Python: the one that finds Debian's modules. */
const python = '/usr/bin/python3';

async function startOrigins(): Promise<{ httpsPort: number; udpPort: number }> {
  const leaf = testAuthority('origin').leafFor('localhost');
  const https = await listening(
    createServer({ cert: leaf.certificatePem, key: leaf.keyPem }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        response.writeHead(200, { 'content-length': body.length });
        response.end(body);
      });
    }),
  );
  const udp = createSocket('udp4');
  udp.on('message', (bytes, { port, address }) => udp.send(bytes, port, address));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    udp.close();
    await https.close();
  });
  return { httpsPort: https.port, udpPort: udp.address().port };
}

describe('SOCKS5 clients', () => {
  it("Python's PySocks: TLS by name, and datagrams through UDP ASSOCIATE", async ({ skip }) => {
    skip(!hasProgram(python, '-c', 'import socks'), 'install the Debian package python3-socks');
    const { httpsPort, udpPort } = await startOrigins();
    const session = await sessionBefore({ socksCredentials: { username: 'tester', password: 'pass:word' } });
    const { code, out, err } = await runProgram([python, programFile('socks_client.py')], {
      SOCKS: `${session.proxy.host}:${session.proxy.port}`,
      SOCKS_USER: 'tester',
      SOCKS_PASSWORD: 'pass:word',
      VALUE: planted,
      CA: caOf(session),
      HTTPS_PORT: String(httpsPort),
      UDP_PORT: String(udpPort),
    });
    expect(err).toBe('');
    expect(out).toBe(`https HTTP/1.1 200 OK {"user":{"id":"${planted}"}}\ndns True True\nntp 20\n`);
    expect(code).toBe(0);
    const places = await placesOf(session);
    expect(places).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ protocol: 'http/1.1', direction: 'client-to-server', location: 'body', path: "$['user']['id']" }),
        expect.objectContaining({ protocol: 'http/1.1', direction: 'server-to-client', location: 'body' }),
        expect.objectContaining({ protocol: 'dns', direction: 'client-to-server', location: 'name', wire: 'cleartext' }),
        expect.objectContaining({ protocol: 'ntp', direction: 'client-to-server', location: 'stream', wire: 'cleartext' }),
      ]),
    );
  });

  it.each([
    ['--socks5', 'the client resolves'],
    ['--socks5-hostname', 'the proxy resolves'],
  ])('curl %s (%s)', async (flag) => {
    const { httpsPort } = await startOrigins();
    const session = await sessionBefore();
    const words = [
      'curl',
      '-sS',
      flag,
      `${session.proxy.host}:${session.proxy.port}`,
      '--cacert',
      caOf(session),
      '-d',
      `uid=${planted}`,
      `https://localhost:${httpsPort}/`,
    ];
    const { code, out, err } = await runProgram(words);
    expect([code, out, err]).toEqual([0, `uid=${planted}`, '']);
    const places = await placesOf(session);
    expect(places).toContainEqual({
      protocol: 'http/1.1',
      direction: 'client-to-server',
      location: 'body',
      path: "$['uid']",
      transforms: ['form'],
      wire: 'tls',
    });
  });

  it('wrong credentials get nowhere', async () => {
    const { httpsPort } = await startOrigins();
    const session = await sessionBefore({ socksCredentials: { username: 'tester', password: 'right' } });
    const address = `${session.proxy.host}:${session.proxy.port}`;
    const { code } = await runProgram([
      'curl',
      '-sS',
      '--socks5-hostname',
      address,
      '--proxy-user',
      'tester:wrong',
      '-k',
      `https://localhost:${httpsPort}/`,
    ]);
    expect(code).toBe(97);
  });
});
