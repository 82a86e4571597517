import { expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import fc from '../harness/fast-check.js';
import { dialProxy } from '../harness/raw-device.js';
import { goodTls, startRawOrigin } from '../harness/raw-origin.js';
import { lifeProblems, startProxy } from '../harness/test-proxy.js';
import { realHello } from '../harness/tls-hello.js';
import type { Wire } from '../harness/wire.js';

const leavings = ['end', 'destroy', 'resetAndDestroy', 'stay'] as const;
const origins = ['tls', 'plain', 'refusing', 'closed', 'unresolved'] as const;
const openings = ['CONNECT', 'absolute', 'upgrade'] as const;

const scenario = fc.record({
  origin: fc.constantFrom(...origins),
  opening: fc.constantFrom(...openings),
  /** What the device sends behind its opening, and how much of it. */
  payload: fc.constantFrom('hello', 'http', 'garbage', 'nothing'),
  share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  deviceWaits: fc.constantFrom(0, 3, 20),
  deviceLeaves: fc.constantFrom(...leavings),
  originWaits: fc.constantFrom(0, 3, 20),
  originSays: fc.constantFrom(
    '',
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab',
    'HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nxx',
    '\x15\x03\x03\x00\x02\x02\x28',
  ),
  originLeaves: fc.constantFrom(...leavings),
  behindProxy: fc.boolean(),
});

it('whatever device and origin do, every connection is told opened and closed once, no socket stays, and nothing throws', async () => {
  const hello = await realHello({ servername: 'origin.test', ALPNProtocols: ['http/1.1'] });
  const payloads = {
    hello,
    http: Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    garbage: Buffer.from('\x00\xff\x16\x03x', 'latin1'),
    nothing: Buffer.alloc(0),
  };
  const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

  const run = async (step: typeof scenario extends fc.Arbitrary<infer T> ? T : never) => {
    const leave = ({ socket }: Wire, how: (typeof leavings)[number]) => {
      if (how === 'stay') return;
      // Only a TCP socket can be reset.
      if (how === 'resetAndDestroy' && 'encrypted' in socket) socket.destroy();
      else socket[how]();
    };
    const serve = (wire: Wire) =>
      void wait(step.originWaits).then(() => {
        if (step.originSays !== '') wire.write(step.originSays);
        leave(wire, step.originLeaves);
      });
    const target = await startRawOrigin({
      halfOpen: false,
      ...(step.origin === 'tls' ? { tls: goodTls() } : {}),
      serve: step.origin === 'refusing' ? (wire) => void wire.socket.resetAndDestroy() : serve,
    });
    if (step.origin === 'closed') await target.close();
    const proxy = await startProxy({
      dialTimeout: 300,
      handshakeTimeout: 100,
      upstream: () => (step.behindProxy ? { kind: 'http', host: 'proxy.test', port: target.port } : undefined),
      ...(step.origin === 'unresolved' ? { resolve: () => Promise.reject(new Error('no')) } : {}),
    });
    const name = `origin.test:${target.port}`;
    const device = await dialProxy(proxy.port);
    if (step.opening === 'CONNECT') device.write(`CONNECT ${name} HTTP/1.1\r\nHost: a\r\n\r\n`);
    else if (step.opening === 'absolute') device.write(`POST http://${name}/ HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n`);
    else device.write(`GET ws://${name}/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    const bytes = payloads[step.payload];
    await wait(step.deviceWaits);
    if (bytes.length > 0 && !device.gone) device.write(bytes.subarray(0, Math.ceil(bytes.length * step.share)));
    await wait(step.deviceWaits);
    leave(device, step.deviceLeaves);
    await wait(30);
    await proxy.server.stop();
    expect(lifeProblems(proxy.told)).toEqual([]);
    expect(proxy.faults).toEqual([]);
    expect(proxy.server.openConnections).toBe(0);
    await device.left;
    if (step.origin !== 'closed') {
      await eventually(() => target.open === 0, 'the origin to be let go');
      await target.close();
    }
    device.socket.destroy();
  };
  await fc.assert(
    fc.asyncProperty(fc.array(scenario, { minLength: 8, maxLength: 8 }), async (steps) => void (await Promise.all(steps.map(run)))),
    {
      numRuns: 25,
      endOnFailure: true,
    },
  );
}, 60_000);
