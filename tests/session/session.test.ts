import { createServer as createHttpServer, request as httpRequest, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openAuthority } from '../../certs/index.js';
import { clientHello, send, sendRaw, tunnel } from '../harness/device.js';
import { listening, startTestOrigins, type TestOrigins } from '../harness/origins.js';
import { openOf, testSession, violationsOf } from '../harness/sessions.js';
import { makeFolder } from '../harness/temporary-folder.js';

const planted = 'u-7d41c9e2-harbour';
const json = { 'content-type': 'application/json' };

const fields = `plainsight: 1
fields:
  user-id: { values: [${planted}] }
  late: { values: ["\${env:NEVER_SET?}"], names: [late_id] }
`;
const cleartext = `${fields}rules:
  - id: no-cleartext
    description: The user's ID must not cross the network unencrypted
    fields: [user-id]
    never: { wire: cleartext }
`;
const stays = `  - id: stays-at-home
    description: The user's ID must stay at home
    fields: [user-id]
    never: { region: { notIn: [US] } }
`;
const everywhere = `${fields}rules:
  - id: nowhere
    description: The user's ID must not be sent
    fields: [user-id, late]
    never: { anywhere: true }
`;

describe('a session', () => {
  const folder = makeFolder();
  const home = join(folder.path, 'home');
  let origins: TestOrigins;

  beforeAll(async () => {
    origins = await startTestOrigins(folder.path, { name: 'origin.example' });
    openAuthority({ home });
  });
  afterAll(async () => {
    await origins.close();
    folder.remove();
  });

  const http = (path: string, host = 'origin.example') => `http://${host}:${origins.httpPort}${path}`;
  const https = (path: string, host = 'origin.example') => `https://${host}:${origins.httpsPort}${path}`;
  const trusting = () => ({ originCa: [origins.caFile], resolve: loopback });
  const loopback = async () => ['127.0.0.1'];

  describe('steps and planted values', () => {
    it('rules hold before, during and after steps; a message belongs to the step in which it started', async () => {
      const rule = (id: string, when: string) =>
        `  - { id: ${id}, description: x, fields: [user-id], when: { ${when} }, never: { anywhere: true } }\n`;
      const rules = `${fields}rules:\n${rule('b', 'before: consent')}${rule('d', 'during: consent')}${rule('a', 'after: consent')}`;
      const session = await testSession(home, rules, trusting());
      const leak = (path: string) => send(session.proxy, http(path), { body: JSON.stringify({ id: planted }), headers: json });
      await leak('/first');
      await session.step('begin', 'consent');
      await leak('/second');
      await session.step('end', 'consent');
      await leak('/third');
      const result = await session.finish();
      const found = result.verdict.findings.map(({ finding }) => [
        finding.ruleId,
        finding.evidence.url?.replace(/.*\//, '/'),
        finding.evidence.step,
      ]);
      expect(found.sort()).toEqual([
        ['a', '/third', null],
        ['b', '/first', null],
        ['d', '/second', 'consent'],
      ]);
      expect(result.record.end?.steps).toMatchObject([{ name: 'consent', began: expect.any(Number), ended: expect.any(Number) }]);
      await expect(session.step('end', 'consent')).rejects.toThrow('is not open');
    });

    it('ending a step waits for the exchanges that are open', async () => {
      let answer: (() => void) | undefined;
      const slow = await startTestOrigins(folder.path, {
        respond: (_request, response) => {
          answer = () => response.end('late');
        },
      });
      onTestFinished(() => slow.close());
      const session = await testSession(home, cleartext, trusting());
      // The onboarding pages are no exchange to wait for.
      await send(session.proxy, 'http://plainsight.test/leak', { body: '{"note":"nothing"}', headers: json });
      await session.step('begin', 'login');
      const order: string[] = [];
      const asked = send(session.proxy, `http://origin.example:${slow.httpPort}/`);
      await expect.poll(() => answer).toBeDefined();
      const ended = session.step('end', 'login', 20_000).then(() => order.push('ended'));
      setTimeout(() => {
        order.push('answered');
        answer?.();
      }, 100);
      await Promise.all([asked, ended]);
      expect(order).toEqual(['answered', 'ended']);
    });

    it('a value planted at run time counts from then on; a short or unknown one is refused', async () => {
      const session = await testSession(home, everywhere, trusting());
      const value = 'late-value-93aa01';
      await send(session.proxy, https('/before'), { body: value, ca: session.ca });
      session.plant('late', value);
      await send(session.proxy, https('/after'), { body: value, ca: session.ca });
      expect(() => session.plant('nobody', value)).toThrow(/nobody/);
      expect(() => session.plant('late', '11')).toThrow(/turns up by chance/);
      const result = await session.finish();
      expect(violationsOf(result).map(({ field, url }) => [field, url?.replace(/.*\//, '/')])).toEqual([['late', '/after']]);
      expect(JSON.stringify(result)).not.toContain(value);
    });

    it('an expectation that was not met leaves it inconclusive', async () => {
      const expecting = `${cleartext}expect:\n  - { id: logged-in, path: /login, min: 1 }\n  - { id: user-seen, field: user-id }\n`;
      const without = await testSession(home, expecting, trusting());
      await send(without.proxy, https('/elsewhere'), { ca: without.ca });
      const { verdict } = await without.finish();
      expect([verdict.outcome, verdict.doubts.map((doubt) => (doubt.kind === 'unmet-expectation' ? doubt.id : doubt.kind))]).toEqual([
        'inconclusive',
        ['logged-in', 'user-seen'],
      ]);
      const met = await testSession(home, expecting, trusting());
      await send(met.proxy, https(`/login?id=${planted}`), { ca: met.ca });
      expect((await met.finish()).verdict.outcome).toBe('pass');
    });
  });

  describe('what cannot be inspected', () => {
    it('no traffic at all is inconclusive', async () => {
      const session = await testSession(home, cleartext);
      const { verdict } = await session.finish();
      expect([verdict.outcome, verdict.exitCode]).toEqual(['inconclusive', 3]);
      expect(verdict.doubts.map(({ kind }) => kind)).toContain('no-traffic');
    });

    it('a device that refuses our certificate leaves a region rule open, and a cleartext rule clear', async () => {
      const hello = await clientHello('origin.example');
      const attempt = async (rules: string) => {
        const session = await testSession(home, rules, trusting());
        const socket = await tunnel(session.proxy, 'origin.example', origins.httpsPort);
        socket.write(hello);
        await new Promise((resolve) => socket.once('data', resolve));
        // Fatal, unknown_ca: as most devices do. (Node's own client verifies only once the handshake is over.)
        socket.end(Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 48]));
        await expect.poll(() => session.told.rejected.length).toBe(1);
        return session.finish();
      };
      const region = await attempt(cleartext + stays);
      expect(region.verdict.outcome).toBe('inconclusive');
      expect(openOf(region)).toEqual(['stays-at-home: handshake-failed']);
      const clear = await attempt(cleartext);
      expect(openOf(clear)).toEqual([]);
      expect(clear.verdict.outcome).toBe('pass');
    });

    it('passthrough, in the ruleset or by flag, is relayed unread: open for what needs reading', async () => {
      const direct = async (rules: string, passthrough?: readonly string[]) => {
        const session = await testSession(home, rules, { ...trusting(), ...(passthrough ? { passthrough } : {}) });
        // The origin's own certificate reaches the device.
        const { body } = await send(session.proxy, https('/', 'origin.example'), { body: planted, ca: origins.authority.certificatePem });
        expect(body).toBe('{"ok":true}');
        return session.finish();
      };
      const listed = await direct(`${everywhere}passthrough: [origin.example]\n`);
      const flagged = await direct(everywhere, ['*.example']);
      for (const result of [listed, flagged]) {
        expect(openOf(result)).toEqual(['nowhere: passthrough']);
        expect(result.verdict.outcome).toBe('inconclusive');
        expect(result.verdict.coverage.connectionsByInterception).toEqual({ passthrough: 1 });
      }
    });

    it('an origin certificate that does not verify is refused and recorded, unless the ruleset names the host', async () => {
      const strict = await testSession(home, everywhere, { resolve: loopback });
      const before = origins.received.length;
      const answer = await send(strict.proxy, https('/'), { body: planted, ca: strict.ca });
      expect(answer.status).toBe(502);
      expect(answer.body).toMatch(/the certificate of origin\.example does not verify \(.*\): give its CA with --origin-ca FILE/);
      expect(origins.received).toHaveLength(before);
      expect(strict.told.originRefused).toMatchObject([
        { connection: { host: 'origin.example', failureCause: 'certificate-not-verified' }, error: expect.stringMatching(/^[A-Z_]+$/) },
      ]);
      const refused = await strict.finish();
      expect(refused.verdict.outcome).not.toBe('pass');

      const tolerant = await testSession(home, `${everywhere}insecureOrigins: [origin.example]\n`, { resolve: loopback });
      expect((await send(tolerant.proxy, https('/'), { body: planted, ca: tolerant.ca })).status).toBe(200);
      expect(violationsOf(await tolerant.finish())).toHaveLength(1);
    });

    it('a WebSocket with an extension that is not known is relayed, and becomes a gap', async () => {
      const server = createHttpServer();
      server.on('upgrade', (_request, socket: Socket) => {
        socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Extensions: x-cipher\r\n\r\n',
        );
        socket.on('data', (bytes) => socket.end(bytes));
      });
      const peer = await listening(server);
      onTestFinished(() => peer.close());
      const session = await testSession(home, everywhere, trusting());
      const head =
        'Host: origin.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
      const echoed = await new Promise<string>((resolve, reject) => {
        const socket = connect(session.proxy.port, '127.0.0.1', () =>
          socket.write(`GET http://origin.example:${peer.port}/chat HTTP/1.1\r\n${head}`),
        );
        let text = '';
        socket.setEncoding('latin1').on('data', (part: string) => {
          if (text === '') socket.write(Buffer.from([0x82, 0x83, 1, 2, 3, 4, 98, 96, 96]));
          text += part;
        });
        socket.once('end', () => resolve(text));
        socket.once('error', reject);
      });
      expect(echoed).toMatch(/^HTTP\/1\.1 101 /);
      expect(echoed.endsWith('\x82\x83\x01\x02\x03\x04b``')).toBe(true);
      const result = await session.finish();
      expect(openOf(result)).toEqual(['nowhere: unsupported-protocol']);
      expect(result.verdict.outcome).toBe('inconclusive');
    });
  });

  it('reports what a stream holds while it is still open', async () => {
    let stream: ServerResponse | undefined;
    const server = createHttpServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: {"user":"${planted}"}\n\n`);
      stream = response;
    });
    const peer = await listening(server);
    onTestFinished(() => peer.close());
    const session = await testSession(home, cleartext, trusting());
    const ended = send(session.proxy, `http://origin.example:${peer.port}/events`);
    await expect.poll(() => session.told.findings.length, { timeout: 10_000 }).toBe(1);
    expect(stream?.writableEnded).toBe(false);
    expect(session.told.findings[0]).toMatchObject({ kind: 'fail', evidence: { direction: 'server-to-client', field: 'user-id' } });
    stream?.end();
    expect((await ended).body).toContain(planted);
    expect((await session.finish()).verdict.outcome).toBe('fail');
  });

  it('goes through an inherited proxy, and then does not claim to know where the server stands', async () => {
    const asked: string[] = [];
    const upstream = createHttpServer();
    upstream.on('connect', (request, device: Socket) => {
      asked.push(request.url ?? '');
      const port = Number((request.url ?? '').split(':')[1]);
      const origin = connect(port, '127.0.0.1', () => {
        device.write('HTTP/1.1 200 OK\r\n\r\n');
        origin.pipe(device).pipe(origin);
      });
      origin.on('error', () => device.destroy());
      device.on('error', () => origin.destroy());
    });
    const peer = await listening(upstream);
    onTestFinished(() => peer.close());
    const session = await testSession(home, cleartext + stays, {
      originCa: [origins.caFile],
      env: { HTTPS_PROXY: `http://127.0.0.1:${peer.port}` },
    });
    expect((await send(session.proxy, https('/me'), { body: planted, ca: session.ca })).status).toBe(200);
    expect(asked).toEqual([`origin.example:${origins.httpsPort}`]);
    const result = await session.finish();
    expect(openOf(result)).toEqual(['stays-at-home: region-undetermined']);
    expect(result.verdict.findings[0]?.finding.evidence).toMatchObject({ countryIsoCode: null, regionVerdict: 'undetermined' });
    expect(result.verdict.outcome).toBe('inconclusive');
  });

  describe('pages and ports of our own', () => {
    it('serve the onboarding page and the trust check; neither is traffic, nor judged', async () => {
      const session = await testSession(home, `${cleartext}  - { id: all, description: x, never: { wire: cleartext } }\n`);
      const page = await send(session.proxy, `http://plainsight.test/?id=${planted}`);
      expect([page.status, page.headers['content-type'], page.body.includes('/ca.pem')]).toEqual([200, 'text/html; charset=utf-8', true]);
      const trusted = await send(session.proxy, 'https://plainsight.test/trusted', { ca: session.ca });
      expect(trusted.body).toBe('{"trusted":true}');
      // In origin form the proxy's own address serves it, too: people open it in a browser.
      const own = await sendRaw(session.proxy, `GET / HTTP/1.1\r\nHost: 192.168.1.20:${session.proxy.port}\r\nConnection: close\r\n\r\n`);
      expect(own).toMatch(/^HTTP\/1\.1 200 [\s\S]*\/ca\.pem/);
      const result = await session.finish();
      expect(result.verdict.doubts.map(({ kind }) => kind)).toContain('no-traffic');
      expect(result.verdict.findings).toEqual([]);
      expect([result.verdict.coverage.connections, result.verdict.coverage.exchanges]).toEqual([0, 0]);
    });

    it('what is leaked there on purpose is a violation', async () => {
      const session = await testSession(home, cleartext);
      await send(session.proxy, 'http://plainsight.test/leak', { body: JSON.stringify({ id: planted }), headers: json });
      const result = await session.finish();
      expect(violationsOf(result)).toMatchObject([{ host: 'plainsight.test', wire: 'cleartext', path: "$['id']" }]);
      expect(result.verdict.exitCode).toBe(1);
    });

    it('the control and onboarding ports cannot be reached through the proxy, nor the proxy itself', async () => {
      const session = await testSession(home, cleartext);
      const control = Number(new URL(session.control.url).port);
      for (const port of [control, session.proxy.port]) {
        for (const host of ['127.0.0.1', 'localhost', '127.1.2.3', '0.0.0.0', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::1]', '[::]']) {
          const opened = await tunnel(session.proxy, host, port).then(
            (socket) => `${host}:${port} is ${socket.destroy().destroyed ? 'open' : ''}`,
            (error: Error) => error.message,
          );
          expect(opened).toMatch(/: (403|400|502) /);
          const plain = await send(session.proxy, `http://${host}:${port}/v1/status`);
          expect([400, 403, 502], `${host}:${port}`).toContain(plain.status);
        }
      }
      const token = { authorization: `Bearer ${session.control.token}` };
      const direct = await new Promise<number | undefined>((resolve, reject) => {
        httpRequest(`${session.control.url}/v1/status`, { headers: token }, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end();
      });
      expect(direct).toBe(200);
    });
  });

  it('everything that fails to be recorded is told, and makes the run an error', async () => {
    const session = await testSession(home, cleartext, trusting());
    await send(session.proxy, https('/'), { ca: session.ca });
    const database = new Database(join(session.data, 'plainsight.db'));
    database.exec('DROP TABLE findings');
    database.close();
    await send(session.proxy, http('/leak'), { body: JSON.stringify({ id: planted }), headers: json });
    const result = await session.finish();
    expect(session.told.faults.length).toBeGreaterThan(0);
    expect(session.told.findings).toEqual([]);
    expect([result.verdict.outcome, result.verdict.exitCode]).toEqual(['error', 4]);
    expect(result.verdict.faults.join()).toMatch(/record/);
  });

  it('releases everything when it cannot start', async () => {
    const taken = await listening(createServer());
    onTestFinished(() => taken.close());
    await expect(testSession(home, cleartext, { port: taken.port })).rejects.toThrow(/is taken/);
    await expect(testSession(home, 'plainsight: 2\n')).rejects.toThrow(/rules\.yaml:1/);
    // An https origin may still be served by nobody: the session itself starts.
    const server = createHttpsServer();
    const peer = await listening(server);
    onTestFinished(() => peer.close());
    await testSession(home, cleartext);
  });
});
