import { describe, expect, it, onTestFinished } from 'vitest';
import type { InjectedFault } from '../../../model/index.js';
import { createFaultTable } from '../../../proxy/faults/create-fault-table.js';
import { parseFaultRule } from '../../../proxy/faults/parse-fault-rule.js';
import { resetSocket } from '../../../proxy/reset-socket.js';
import { askProxy, dialProxy, openTunnel, secure } from '../../harness/raw-device.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import { lifeProblems, proxyForTest, type TestProxy, type TestProxyOptions } from '../../harness/test-proxy.js';

/** A proxy on which these hosts fail, and an origin on loopback that must never hear of it. */
async function failing(rules: readonly string[], options: TestProxyOptions = {}) {
  const target = await startRawOrigin();
  onTestFinished(() => target.close());
  const faults = createFaultTable(rules.map(parseFaultRule));
  const proxy = await proxyForTest({
    faultFor: (authority) => faults.faultFor(authority),
    resolve: async () => {
      resolved += 1;
      return ['127.0.0.1'];
    },
    ...options,
  });
  let resolved = 0;
  return { proxy, target, faults, resolved: () => resolved };
}

/** What every injected fault looks like in the record: once, by name, nothing dialled, no gap. */
async function recorded(proxy: TestProxy, fault: InjectedFault) {
  const [closed] = await proxy.untilClosed(1);
  expect(closed).toMatchObject({ interception: 'origin-failed', failureCause: 'injected', injectedFault: fault, attempts: [] });
  expect(closed!.server).toBeUndefined();
  expect([proxy.gaps, proxy.faults, lifeProblems(proxy.told)]).toEqual([[], [], []]);
  return closed!;
}

const connect = (target: string) => `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`;
const plain = (target: string) => `GET http://${target}/ HTTP/1.1\r\nHost: ${target}\r\nConnection: close\r\n\r\n`;
const upgrade = (target: string) => `GET ws://${target}/ HTTP/1.1\r\nHost: ${target}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
const ways = [
  ['CONNECT', connect],
  ['a plain request', plain],
  ['an upgrade', upgrade],
] as const;

describe.each(ways)('%s', (way, ask) => {
  it('to a host that is to refuse is 502 with the reason, and nothing is resolved or dialled', async () => {
    const { proxy, target, resolved } = await failing(['*.a.test']);
    const answer = await askProxy(proxy.port, ask(`b.a.test:${target.port}`));
    expect(answer).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(answer).toContain(
      `\r\nPlainsight-Error: b.a.test:${target.port} refused the connection: this run makes it fail (--fail-host, refuse)\r\n`,
    );
    await recorded(proxy, 'refuse');
    expect([resolved(), target.connections.length]).toEqual([0, 0]);
  });

  it('to a host that is to be silent is 504 when dialling would have taken too long', async () => {
    const { proxy, target } = await failing(['a.test:timeout'], { dialTimeout: 60 });
    expect(await askProxy(proxy.port, ask(`a.test:${target.port}`))).toMatch(
      /^HTTP\/1\.1 504 Gateway Timeout\r\n[\s\S]*did not answer: this run makes it fail/,
    );
    await recorded(proxy, 'timeout');
  });

  it('whose device tires of the silence has suffered it all the same', async () => {
    const { proxy, target } = await failing(['a.test:timeout'], { dialTimeout: 60_000 });
    const device = await dialProxy(proxy.port);
    device.write(ask(`a.test:${target.port}`));
    await expect.poll(() => proxy.server.openConnections).toBe(1);
    resetSocket(device.socket);
    await recorded(proxy, 'timeout');
  });

  it('to a host that is to reset is reset upon its first bytes', async () => {
    const { proxy, target } = await failing(['a.test:reset']);
    const name = `a.test:${target.port}`;
    const device = way === 'CONNECT' ? await openTunnel(proxy.port, name) : await dialProxy(proxy.port);
    await new Promise((done) => setTimeout(done, 30));
    expect(device.gone).toBe(false);
    device.write(way === 'CONNECT' ? 'GET / HTTP/1.1\r\nHost: a\r\n\r\n' : ask(name));
    expect(await device.left).toMatchObject({ how: 'reset', error: { code: 'ECONNRESET' } });
    expect(device.text).toBe('');
    await recorded(proxy, 'reset');
    expect(target.connections).toHaveLength(0);
  });

  it('to any other host is as ever', async () => {
    const { proxy, target } = await failing(['a.test', 'b.test:1:reset', '127.0.0.1:timeout']);
    const device = await dialProxy(proxy.port);
    device.write(ask(`b.test:${target.port}`));
    await target.next();
    device.socket.destroy();
  });
});

describe('a tunnel in which TLS is to fail', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('stands, and refuses the handshake with alert 40 (%s)', async (version) => {
    const { proxy, target } = await failing(['a.test:tls']);
    const tunnel = await openTunnel(proxy.port, `a.test:${target.port}`);
    const handshake = secure(tunnel, { servername: 'a.test', minVersion: version, maxVersion: version });
    await expect(handshake).rejects.toMatchObject({ code: expect.stringContaining('ALERT_HANDSHAKE_FAILURE') });
    const closed = await recorded(proxy, 'tls');
    expect(closed).toMatchObject({ wire: 'tls', tls: { serverName: 'a.test' }, connectTarget: { host: 'a.test', port: target.port } });
    expect(target.connections).toHaveLength(0);
  });

  it('is reset where it is no TLS', async () => {
    const { proxy, target } = await failing(['a.test:tls']);
    const device = await openTunnel(proxy.port, `a.test:${target.port}`);
    device.write('SSH-2.0-x\r\n');
    expect(await device.left).toMatchObject({ how: 'reset' });
    expect(await recorded(proxy, 'tls')).toMatchObject({ wire: 'cleartext' });
  });

  it('does not keep an app from falling back to cleartext: plain requests and upgrades go through', async () => {
    const { proxy, target } = await failing(['a.test:tls']);
    const device = await dialProxy(proxy.port);
    device.write(plain(`a.test:${target.port}`));
    const arrived = await target.next();
    await arrived.until('\r\n\r\n');
    arrived.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
    arrived.socket.end();
    await device.until('ok');
    device.socket.end();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({ interception: 'cleartext', wire: 'cleartext' });
    expect(closed!.injectedFault).toBeUndefined();
  });
});

describe('a tunnel that is to be reset', () => {
  it('keeps the name in a ClientHello that came before, in pieces', async () => {
    const { proxy, target } = await failing(['a.test:reset']);
    const tunnel = await openTunnel(proxy.port, `a.test:${target.port}`);
    await expect(secure(tunnel, { servername: 'other.test' })).rejects.toThrow();
    expect(await recorded(proxy, 'reset')).toMatchObject({ wire: 'tls', tls: { serverName: 'other.test' } });
  });

  it.each(['reset', 'tls'])('is %s after a handshake’s time, too, should the device say nothing', async (fault) => {
    const { proxy, target } = await failing([`a.test:${fault}`], { handshakeTimeout: 60 });
    const device = await openTunnel(proxy.port, `a.test:${target.port}`);
    expect(await device.left).toMatchObject({ how: 'reset' });
    await recorded(proxy, fault as InjectedFault);
  });

  it('is over when its device leaves, or the run', async () => {
    const { proxy, target } = await failing(['a.test:reset']);
    const first = await openTunnel(proxy.port, `a.test:${target.port}`);
    first.socket.end();
    await recorded(proxy, 'reset');
    await openTunnel(proxy.port, `a.test:${target.port}`);
    await proxy.server.stop();
    expect(proxy.closed).toHaveLength(2);
    expect(lifeProblems(proxy.told)).toEqual([]);
  });

  it('has its bytes even if they came with the CONNECT request', async () => {
    const { proxy, target } = await failing(['a.test:reset']);
    const device = await dialProxy(proxy.port);
    device.write(`${connect(`a.test:${target.port}`)}GET / HTTP/1.1\r\nHost: a\r\n\r\n`);
    await device.left;
    expect(await recorded(proxy, 'reset')).toMatchObject({ wire: 'cleartext' });
  });
});

describe('changes', () => {
  it('hold for a plain request on a device connection that has a kept connection to the host', async () => {
    const { proxy, target, faults } = await failing([]);
    const name = `a.test:${target.port}`;
    const request = `GET http://${name}/ HTTP/1.1\r\nHost: ${name}\r\n\r\n`;
    const device = await dialProxy(proxy.port);
    device.write(request);
    const arrived = await target.next();
    await arrived.until('\r\n\r\n');
    arrived.write('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none');
    await device.until('one');
    faults.add(parseFaultRule('a.test'));
    device.write(request);
    expect(await device.until('makes it fail')).toContain('HTTP/1.1 502 Bad Gateway\r\n');
    expect(target.connections).toHaveLength(1);
    faults.clear();
    device.write(request);
    await target.next();
    device.socket.destroy();
  });

  it('leave a tunnel that stands alone', async () => {
    const { proxy, target, faults } = await failing([]);
    const device = await openTunnel(proxy.port, `a.test:${target.port}`);
    faults.add(parseFaultRule('a.test'));
    device.write('SSH-2.0-x\r\n');
    await (await target.next()).until('SSH-2.0-x');
    device.socket.destroy();
  });

  it('do not concern our own names', async () => {
    const { proxy, target } = await failing(['*'], { localHosts: new Map() });
    expect(await askProxy(proxy.port, connect(`a.test:${target.port}`))).toMatch(/^HTTP\/1\.1 502 /);
    const own = await startRawOrigin();
    onTestFinished(() => own.close());
    const other = await failing(['*'], { localHosts: new Map([['plainsight.test', own.port]]) });
    const device = await dialProxy(other.proxy.port);
    device.write(plain('plainsight.test'));
    await own.next();
    device.socket.destroy();
  });

  it('that throw are a fault of ours: the connection fails, the proxy does not', async () => {
    const { proxy, target } = await failing([], {
      faultFor: () => {
        throw new Error('broken');
      },
    });
    expect(await askProxy(proxy.port, connect(`a.test:${target.port}`))).toMatch(/^HTTP\/1\.1 502 /);
    expect(proxy.closed[0]).toMatchObject({ failureCause: 'protocol-error' });
  });
});
