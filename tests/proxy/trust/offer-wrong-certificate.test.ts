import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { connect as connectHttp2 } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Connection, type TrustCheck, type WrongCertificate, wrongCertificates } from '../../../model/index.js';
import { createTrustRun, type TrustRun, type TryOutcome } from '../../../proxy/index.js';
import { hasCommand } from '../../certs/harness/has-command.js';
import { eventually } from '../../harness/eventually.js';
import { openTunnel } from '../../harness/raw-device.js';
import { goodTls, type RawOrigin, startRawOrigin } from '../../harness/raw-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { lifeProblems, proxyForTest, type TestProxy } from '../../harness/test-proxy.js';

const caFile = testAuthority('device').certificateFile;
const ca = testAuthority('device').certificatePem;

interface Told {
  readonly connection: Connection;
  readonly outcome: TryOutcome;
}

interface Setting {
  readonly proxy: TestProxy;
  readonly trust: TrustRun;
  readonly told: Told[];
  /** The one host that was tested, by the one library that tested it. */
  check(): TrustCheck;
}

async function setUp(
  kinds: readonly WrongCertificate[] = wrongCertificates,
  options: Partial<Parameters<typeof createTrustRun>[0]> = {},
): Promise<Setting> {
  const told: Told[] = [];
  const trust = await createTrustRun({
    authority: testAuthority('device'),
    kinds,
    applies: () => true,
    quietLimit: 2_500,
    tried: (connection, outcome) => void told.push({ connection, outcome }),
    ...options,
  });
  const proxy = await proxyForTest({ trust });
  return {
    proxy,
    trust,
    told,
    check() {
      const { checks } = trust.summary();
      expect(checks).toHaveLength(1);
      return checks[0]!;
    },
  };
}

/** An origin that keeps every byte that reaches it. */
async function origin(): Promise<{ readonly started: RawOrigin; received(): string; readonly target: string }> {
  const started = await startRawOrigin({
    tls: goodTls(),
    halfOpen: false,
    serve: (wire) => {
      wire.socket.on('data', () => {
        if (wire.text.endsWith('\r\n\r\n')) wire.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
      });
    },
  });
  onTestFinished(() => started.close());
  return { started, received: () => started.connections.map(({ text }) => text).join(''), target: `origin.test:${started.port}` };
}

const resultsOf = ({ certificates }: TrustCheck) =>
  Object.fromEntries(certificates.map(({ certificate, result }) => [certificate, result]));
const all = (result: string) => Object.fromEntries(wrongCertificates.map((kind) => [kind, result]));

interface Ran {
  readonly code: number | null;
  readonly text: string;
}

function run(command: string, args: readonly string[], input = ''): Promise<Ran> {
  const child = spawn(command, args, { env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent' } });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
  });
}

/** One connection of Node's TLS client, which says one request if it takes the certificate. Resolves with what it was shown once it is over. */
async function nodeRequest(
  proxy: TestProxy,
  target: string,
  options: object = {},
): Promise<{ readonly error?: string; readonly fingerprint?: string; readonly answer: string }> {
  const tunnel = await openTunnel(proxy.port, target);
  tunnel.socket.removeAllListeners('data');
  tunnel.socket.removeAllListeners('end');
  return new Promise((resolve) => {
    const socket: TLSSocket = tlsConnect({ socket: tunnel.socket, servername: 'origin.test', ca, ALPNProtocols: ['http/1.1'], ...options });
    let answer = '';
    let fingerprint: string | undefined;
    let error: string | undefined;
    socket.on('secureConnect', () => {
      fingerprint = createHash('sha256').update(socket.getPeerCertificate().raw).digest('hex');
      socket.write('GET /secret HTTP/1.1\r\nHost: origin.test\r\n\r\n');
    });
    socket.on('data', (bytes: Buffer) => {
      answer += bytes.toString('latin1');
    });
    // The tunnel's own socket stays open when its other side ends.
    socket.on('end', () => socket.destroy());
    socket.on('error', (failure: NodeJS.ErrnoException) => {
      error ??= failure.code ?? failure.message;
    });
    socket.on('close', () =>
      resolve({ answer, ...(error === undefined ? {} : { error }), ...(fingerprint === undefined ? {} : { fingerprint }) }),
    );
  });
}

async function repeat(times: number, act: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time += 1) await act();
}

describe('Node', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'that takes anything is caught with every kind, and none of it reaches the origin (%s)',
    async (version) => {
      const { proxy, told, check } = await setUp();
      const { received, target, started } = await origin();
      const shown: (string | undefined)[] = [];
      for (let turn = 0; turn < 4; turn += 1) {
        const { fingerprint, answer } = await nodeRequest(proxy, target, {
          rejectUnauthorized: false,
          maxVersion: version,
          minVersion: version,
        });
        expect(answer).toBe('');
        shown.push(fingerprint);
      }
      await proxy.untilClosed(4);
      expect([received(), started.connections.filter(({ received: bytes }) => bytes.length > 0)]).toEqual(['', []]);
      expect(resultsOf(check())).toEqual(all('accepted'));
      expect(told.map(({ connection, outcome }) => [connection.offeredCertificate?.kind, outcome])).toEqual(
        wrongCertificates.map((kind) => [
          kind,
          { kind: 'data', firstBytes: { length: 43, protocol: 'http/1.1', method: 'GET', host: 'origin.test' } },
        ]),
      );
      // What is told was really shown.
      expect(told.map(({ connection }) => connection.offeredCertificate?.fingerprint256)).toEqual(shown);
      // The fifth gets the good one, and is relayed as ever.
      expect((await nodeRequest(proxy, target, { minVersion: version, maxVersion: version })).answer).toMatch(
        /^HTTP\/1\.1 200 OK\r\n(?:.*\r\n)*ok$/,
      );
      expect(received()).toBe('GET /secret HTTP/1.1\r\nHost: origin.test\r\n\r\n');
      await proxy.untilClosed(5);
      expect(check().control).toBe('accepted');
      expect([lifeProblems(proxy.told), proxy.faults]).toEqual([[], []]);
    },
  );

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'that validates refuses every kind by leaving without a word, for which twice counts (%s)',
    async (version) => {
      const { proxy, trust, told, check } = await setUp();
      const { received, target } = await origin();
      const request = () => nodeRequest(proxy, target, { minVersion: version, maxVersion: version });
      const errors: (string | undefined)[] = [];
      await repeat(5, async () => void errors.push((await request()).error));
      expect(errors).toEqual([
        'SELF_SIGNED_CERT_IN_CHAIN',
        'CERT_HAS_EXPIRED',
        'ERR_TLS_CERT_ALTNAME_INVALID',
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        undefined,
      ]);
      await proxy.untilClosed(5);
      expect([resultsOf(check()), trust.unfinished]).toEqual([all('undetermined'), ['origin.test']]);
      await repeat(4, request);
      await proxy.untilClosed(9);
      expect([resultsOf(check()), check().control, trust.unfinished]).toEqual([all('refused'), 'accepted', []]);
      // Before or behind its Finished: that is a matter of versions and of chance.
      expect(told.map(({ outcome }) => outcome.kind)).toEqual(Array(8).fill('closed'));
      // Only the good one brought the origin anything.
      expect(received()).toBe('GET /secret HTTP/1.1\r\nHost: origin.test\r\n\r\n');
      expect((await request()).error).toBeUndefined();
    },
  );

  it('that checks all but the name is caught with that kind alone', async () => {
    const { proxy, check } = await setUp();
    const { target } = await origin();
    await repeat(9, () => nodeRequest(proxy, target, { checkServerIdentity: () => undefined }));
    await eventually(() => check().control === 'accepted');
    expect(resultsOf(check())).toEqual({ ...all('refused'), 'wrong-host': 'accepted' });
  });

  it('that does not have the CA proves nothing of certificates that this CA signed', async () => {
    const { proxy, check, trust } = await setUp();
    const { target } = await origin();
    await repeat(13, () => nodeRequest(proxy, target, { ca: testAuthority('stranger').certificatePem }));
    await proxy.untilClosed(13);
    // It leaves without a word each time, as it would over anything.
    expect([resultsOf(check()), check().control, trust.unfinished]).toEqual([all('undetermined'), 'refused', []]);
  });

  it('never resumes a session under a wrong certificate', async () => {
    const { proxy, told } = await setUp(['untrusted'], { rounds: 3 });
    const { target } = await origin();
    let session: Buffer | undefined;
    const reused: boolean[] = [];
    const once = async () => {
      const tunnel = await openTunnel(proxy.port, target);
      tunnel.socket.removeAllListeners('data');
      tunnel.socket.removeAllListeners('end');
      await new Promise<void>((resolve) => {
        const socket = tlsConnect({
          socket: tunnel.socket,
          servername: 'origin.test',
          rejectUnauthorized: false,
          ...(session ? { session } : {}),
        });
        socket.on('session', (given: Buffer) => {
          session = given;
        });
        socket.on('secureConnect', () => {
          reused.push(socket.isSessionReused());
          // Tickets come behind the handshake.
          setTimeout(() => socket.write('GET / HTTP/1.1\r\nHost: origin.test\r\n\r\n'), 50);
        });
        socket.on('error', () => socket.destroy());
        socket.on('end', () => socket.destroy());
        socket.on('close', () => resolve());
        socket.resume();
      });
    };
    await repeat(5, once);
    expect(session).toBeDefined();
    expect(told).toHaveLength(3);
    expect(reused.slice(0, 3)).toEqual([false, false, false]);
  });
});

describe('what a device does beside speaking', () => {
  it('a device that stays and says nothing is neither refusing nor caught', async () => {
    const { proxy, told, check } = await setUp(['untrusted'], { quietLimit: 100 });
    const { target } = await origin();
    const tunnel = await openTunnel(proxy.port, target);
    const socket = tlsConnect({ socket: tunnel.socket, servername: 'origin.test', rejectUnauthorized: false });
    socket.on('error', () => socket.destroy());
    await proxy.untilClosed(1);
    expect([told[0]?.outcome, resultsOf(check())]).toEqual([{ kind: 'silent' }, { untrusted: 'accepted-no-data' }]);
  });

  it('a device that sends more and more is read no further than to tell what it is', async () => {
    const { proxy, told } = await setUp(['untrusted']);
    const { target, received } = await origin();
    const tunnel = await openTunnel(proxy.port, target);
    const socket = tlsConnect({ socket: tunnel.socket, servername: 'origin.test', rejectUnauthorized: false });
    socket.on('error', () => socket.destroy());
    socket.on('secureConnect', () => {
      const pour = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(64 * 1024, 0x61)));
        if (!socket.destroyed) socket.once('drain', pour);
      };
      pour();
    });
    await proxy.untilClosed(1);
    const [first] = told;
    expect(first?.outcome).toMatchObject({ kind: 'data', firstBytes: { protocol: 'unknown', method: null } });
    expect(first?.connection.bytesFromClient).toBeLessThan(64 * 1024);
    expect(received()).toBe('');
  });

  it.each([
    ['leaves in the handshake', (socket: import('node:net').Socket) => socket.end(), { kind: 'closed', stage: 'in-handshake' }],
    ['resets in the handshake', (socket: import('node:net').Socket) => socket.resetAndDestroy(), { kind: 'closed', stage: 'in-handshake' }],
    [
      'sends an alert of its own',
      (socket: import('node:net').Socket) => socket.write(Buffer.of(0x15, 3, 3, 0, 2, 2, 42)),
      { kind: 'alert', alert: 42, stage: 'in-handshake' },
    ],
    [
      'sends what is no TLS',
      (socket: import('node:net').Socket) => socket.write('\r\n\r\nno TLS'),
      { kind: 'failed', cause: 'protocol-error' },
    ],
  ])('a device that %s', async (_what, act, outcome) => {
    const { proxy, told, check } = await setUp(['untrusted']);
    const { target } = await origin();
    const { realHello } = await import('../../harness/tls-hello.js');
    const tunnel = await openTunnel(proxy.port, target);
    tunnel.write(await realHello({ servername: 'origin.test', maxVersion: 'TLSv1.2' }));
    // What comes back is our ServerHello with the certificate.
    await tunnel.until(5);
    act(tunnel.socket);
    await proxy.untilClosed(1);
    expect(told.map(({ outcome: each }) => each)).toEqual([outcome]);
    expect(resultsOf(check())).toEqual({ untrusted: outcome.kind === 'alert' ? 'refused' : 'undetermined' });
    expect([lifeProblems(proxy.told), proxy.faults]).toEqual([[], []]);
  });

  it('the end of the run is not taken for the device leaving', async () => {
    const { proxy, told, check } = await setUp(['untrusted'], { quietLimit: 60_000 });
    const { target } = await origin();
    const tunnel = await openTunnel(proxy.port, target);
    const socket = tlsConnect({ socket: tunnel.socket, servername: 'origin.test', rejectUnauthorized: false });
    socket.on('error', () => socket.destroy());
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    // The device's Finished may still be on its way to the proxy.
    await proxy.server.stop();
    expect([told.map(({ outcome }) => outcome), resultsOf(check())]).toEqual([[{ kind: 'interrupted' }], { untrusted: 'not-tried' }]);
    expect(lifeProblems(proxy.told)).toEqual([]);
  });

  it('an ALPN name that is offered so that nobody chooses it (RFC 8701) is not chosen', async () => {
    const { proxy } = await setUp(['untrusted']);
    const { target } = await origin();
    const chosen = async (names: readonly string[]) => {
      const tunnel = await openTunnel(proxy.port, target);
      const list = Buffer.concat(names.flatMap((name) => [Buffer.of(name.length), Buffer.from(name, 'latin1')]));
      const socket = tlsConnect({
        socket: tunnel.socket,
        servername: 'origin.test',
        rejectUnauthorized: false,
        ALPNProtocols: list,
      } as object);
      socket.on('error', () => socket.destroy());
      await new Promise((resolve) => socket.once('secureConnect', resolve));
      const { alpnProtocol } = socket;
      socket.destroy();
      return alpnProtocol;
    };
    expect(await chosen(['\x2a\x2a', 'h2', 'http/1.1'])).toBe('h2');
  });
});

describe('HTTP/2', () => {
  it('the preface of a client that takes anything is data, with the request behind it', async () => {
    const { proxy, told } = await setUp(['untrusted']);
    const { target } = await origin();
    const tunnel = await openTunnel(proxy.port, target);
    const client = connectHttp2('https://origin.test', {
      createConnection: () =>
        tlsConnect({ socket: tunnel.socket, servername: 'origin.test', rejectUnauthorized: false, ALPNProtocols: ['h2'] }),
    });
    client.on('error', () => client.destroy());
    client.request({ ':path': '/secret', ':method': 'POST' }).on('error', () => undefined);
    await proxy.untilClosed(1);
    expect(told[0]?.outcome).toMatchObject({
      kind: 'data',
      firstBytes: { protocol: 'h2', method: 'POST', host: expect.stringMatching(/^origin\.test(?::443)?$/) },
    });
    expect(JSON.stringify(told[0]?.outcome)).not.toContain('secret');
  });
});

describe.runIf(hasCommand('curl', '--version'))('curl', () => {
  const curl = (proxy: TestProxy, target: string, ...words: string[]) =>
    run('curl', ['-sS', '-x', `http://127.0.0.1:${proxy.port}`, '--max-time', '20', ...words, `https://${target}/secret`]);

  it('with -k is caught, over HTTP/1.1 and HTTP/2', async () => {
    const { proxy, told, check } = await setUp();
    const { target, received } = await origin();
    for (const words of [['--http1.1'], ['--http2'], ['--http1.1'], ['--http2']])
      expect((await curl(proxy, target, '-k', ...words)).code).not.toBe(0);
    await proxy.untilClosed(4);
    expect(resultsOf(check())).toEqual(all('accepted'));
    expect(
      told.map(({ outcome }) =>
        outcome.kind === 'data' ? [outcome.firstBytes.protocol, outcome.firstBytes.method, outcome.firstBytes.host] : outcome.kind,
      ),
    ).toEqual([
      ['http/1.1', 'GET', target],
      ['h2', 'GET', target],
      ['http/1.1', 'GET', target],
      ['h2', 'GET', target],
    ]);
    expect(received()).toBe('');
  });

  it('without it refuses what OpenSSL checks by alert, and a wrong name, which it checks itself, without a word', async () => {
    const { proxy, trust, told, check } = await setUp();
    const { target } = await origin();
    const codes: (number | null)[] = [];
    await repeat(6, async () => void codes.push((await curl(proxy, target, '--http1.1', '--cacert', caFile)).code));
    expect(codes).toEqual([60, 60, 60, 60, 0, 60]);
    await proxy.untilClosed(6);
    expect([resultsOf(check()), check().control, trust.unfinished]).toEqual([all('refused'), 'accepted', []]);
    expect(told.map(({ connection, outcome }) => `${connection.offeredCertificate?.kind}: ${outcome.kind}`)).toEqual([
      'untrusted: alert',
      'expired: alert',
      'wrong-host: closed',
      'self-signed: alert',
      'wrong-host: closed',
    ]);
  });

  it('that pins its own key leaves what our CA signed undetermined', async () => {
    const { proxy, check } = await setUp();
    const { target } = await origin();
    const pin = 'sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
    await repeat(6, async () =>
      expect((await curl(proxy, target, '--http1.1', '--cacert', caFile, '--pinnedpubkey', pin)).code).not.toBe(0),
    );
    await proxy.untilClosed(6);
    expect(check().control).not.toBe('accepted');
    expect(resultsOf(check())).toEqual({
      untrusted: 'refused',
      expired: 'undetermined',
      'wrong-host': 'undetermined',
      'self-signed': 'refused',
    });
  });
});

describe.runIf(hasCommand('openssl', 'version'))('openssl s_client', () => {
  const sClient = (proxy: TestProxy, target: string, ...words: string[]) =>
    run(
      'openssl',
      ['s_client', '-proxy', `127.0.0.1:${proxy.port}`, '-connect', target, '-servername', 'origin.test', '-quiet', ...words],
      'GET / HTTP/1.1\r\nHost: origin.test\r\n\r\n',
    );

  it('takes anything by default, and with -verify_return_error refuses by alert', async () => {
    const careless = await setUp();
    const { target } = await origin();
    await repeat(4, () => sClient(careless.proxy, target));
    await careless.proxy.untilClosed(4);
    expect(resultsOf(careless.check())).toEqual(all('accepted'));
    const careful = await setUp();
    await repeat(5, () => sClient(careful.proxy, target, '-verify_return_error', '-verify_hostname', 'origin.test', '-CAfile', caFile));
    await careful.proxy.untilClosed(5);
    expect([resultsOf(careful.check()), careful.check().control]).toEqual([all('refused'), 'accepted']);
    expect(careful.told.map(({ outcome }) => (outcome.kind === 'alert' ? outcome.alert : outcome.kind))).toEqual([48, 45, 42, 48]);
  });
});

describe.runIf(hasCommand('python3', '--version'))('Python', () => {
  const program = `
import socket, ssl, sys
proxy, target, mode, ca = sys.argv[1:]
host, port = target.split(':')
for turn in range(5):
    raw = socket.create_connection(('127.0.0.1', int(proxy)))
    raw.sendall(f'CONNECT {target} HTTP/1.1\\r\\nHost: {target}\\r\\n\\r\\n'.encode())
    raw.recv(4096)
    context = ssl.create_default_context(cafile=ca) if mode == 'careful' else ssl._create_unverified_context()
    try:
        with context.wrap_socket(raw, server_hostname=host) as secure:
            secure.sendall(b'GET / HTTP/1.1\\r\\nHost: origin.test\\r\\n\\r\\n')
            print(secure.recv(4096)[:12].decode())
    except OSError as error:
        print(type(error).__name__)
`;

  it.each([
    ['careless', 'accepted'],
    ['careful', 'refused'],
  ])('%s', async (mode, result) => {
    const { proxy, check } = await setUp();
    const { target } = await origin();
    const { text } = await run('python3', ['-c', program, String(proxy.port), target, mode, caFile]);
    await proxy.untilClosed(5);
    expect([resultsOf(check()), check().control, text.trim().split('\n').at(-1)]).toEqual([all(result), 'accepted', 'HTTP/1.1 200']);
  });
});

describe('which connections are tested', () => {
  it('those to other hosts go as ever', async () => {
    const { proxy, told, trust } = await setUp(wrongCertificates, { applies: (_connection, { shown }) => shown === 'other.test' });
    const { target } = await origin();
    expect((await nodeRequest(proxy, target)).answer).toMatch(/^HTTP\/1\.1 200/);
    expect([told, trust.summary()]).toEqual([[], { kinds: wrongCertificates, checks: [], untracked: 0 }]);
  });

  it('each TLS library of a device has turns of its own for a host', async () => {
    const { proxy, trust } = await setUp(['untrusted']);
    const { target } = await origin();
    await nodeRequest(proxy, target, { rejectUnauthorized: false });
    await nodeRequest(proxy, target, { maxVersion: 'TLSv1.2' });
    await proxy.untilClosed(2);
    const { checks } = trust.summary();
    expect(checks.map(({ host, certificates }) => [host, certificates.map(({ result }) => result)])).toEqual([
      ['origin.test', ['accepted']],
      ['origin.test', ['undetermined']],
    ]);
    expect(new Set(checks.map(({ stack }) => stack)).size).toBe(2);
  });

  it('beyond the most hosts none is tested, and that is counted', async () => {
    const { proxy, told, trust } = await setUp(['untrusted'], { mostPeers: 2 });
    const { target } = await origin();
    for (let host = 0; host < 5; host += 1) {
      await nodeRequest(proxy, target, { servername: `h${host}.test`, rejectUnauthorized: false });
    }
    await proxy.untilClosed(5);
    expect([told.length, trust.summary().checks.length, trust.summary().untracked]).toEqual([2, 2, 3]);
  });

  it('a flood of connections at once is answered one by one', async () => {
    const { proxy, told, trust } = await setUp(['untrusted'], { mostPeers: 50 });
    const { target } = await origin();
    await Promise.all(
      Array.from({ length: 120 }, (_, host) => nodeRequest(proxy, target, { servername: `h${host}.test`, rejectUnauthorized: false })),
    );
    await proxy.untilClosed(120);
    expect([told.length, trust.summary().untracked]).toEqual([50, 70]);
    expect([lifeProblems(proxy.told), proxy.faults, proxy.server.openConnections]).toEqual([[], [], 0]);
  });

  it('an origin that is not there, or does not verify, leaves the control open', async () => {
    const { proxy, check } = await setUp(['untrusted']);
    const stranger = testAuthority('stranger').leafFor('origin.test');
    const server = createHttpsServer({ cert: stranger.certificatePem, key: stranger.keyPem });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const target = `origin.test:${(server.address() as AddressInfo).port}`;
    await nodeRequest(proxy, target, { rejectUnauthorized: false });
    await nodeRequest(proxy, target, { rejectUnauthorized: false });
    await proxy.untilClosed(2);
    expect([check().control, resultsOf(check())]).toEqual(['origin-failed', { untrusted: 'accepted' }]);
  });
});
