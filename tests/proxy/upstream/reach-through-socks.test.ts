import type { Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DialError } from '../../../proxy/upstream/dial-error.js';
import { type ReachOptions, reachThroughProxy } from '../../../proxy/upstream/reach-through-proxy.js';
import type { UpstreamProxy } from '../../../proxy/upstream/upstream-proxy.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { startSocksProxy } from './real-proxies.js';

const secureContext = createSecureContext({ ca: testAuthority('origin').certificatePem });
const socks = (port: number, resolveAt: 'here' | 'proxy' = 'here'): UpstreamProxy => ({
  kind: 'socks5',
  host: '127.0.0.1',
  port,
  resolveAt,
});

type Reached =
  | { readonly socket: Socket; readonly attempts: readonly { readonly address: string; readonly outcome: unknown }[] }
  | DialError;

async function reach(proxy: UpstreamProxy, options: Partial<ReachOptions> = {}, host = 'origin.test', port = 443): Promise<Reached> {
  const reached = await reachThroughProxy({ host, port }, proxy, { tunnel: true, timeout: 5_000, secureContext, ...options }).catch(
    (error: unknown) => error as DialError,
  );
  if ('socket' in reached) onTestFinished(() => void reached.socket.destroy());
  return reached;
}

const outcomes = ({ attempts }: Reached) => attempts.map(({ address, outcome }) => [address, outcome]);

describe('a SOCKS proxy for which we resolve', () => {
  it('is asked for the next address when one cannot be reached, and every one is noted', async () => {
    const target = await startRawOrigin();
    onTestFinished(() => target.close());
    const proxy = await startSocksProxy({ refuse: (asked) => (asked.startsWith('ipv6') ? 4 : asked.includes('192.0.2.1') ? 5 : 0) });
    const reached = await reach(
      socks(proxy.port),
      { resolve: async () => ['2001:db8::1', 'no address', '192.0.2.1', '192.0.2.2'] },
      'a.test',
      target.port,
    );
    expect(reached).not.toBeInstanceOf(Error);
    expect(proxy.asked).toEqual([expect.stringMatching(/^ipv6 /), `ipv4 192.0.2.1:${target.port}`, `ipv4 192.0.2.2:${target.port}`]);
    expect(outcomes(reached)).toEqual([
      ['127.0.0.1', 'connected'],
      ['2001:db8::1', { failed: 'unreachable' }],
      ['127.0.0.1', 'connected'],
      ['192.0.2.1', { failed: 'connection-refused' }],
      ['127.0.0.1', 'connected'],
      ['192.0.2.2', 'connected'],
    ]);
  });

  it.each([
    [2, 'upstream-proxy-refused', 1],
    [6, 'timeout', 1],
    [4, 'unreachable', 4],
  ])('is not asked for ever: with reply %i it is %s after %i', async (code, failure, times) => {
    const proxy = await startSocksProxy({ refuse: () => code });
    const resolve = async () => ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5', '192.0.2.6'];
    expect(await reach(socks(proxy.port), { resolve })).toMatchObject({ name: 'DialError', failure });
    expect(proxy.asked).toHaveLength(times);
  });

  it('is asked for nothing that must not be reached', async () => {
    const proxy = await startSocksProxy();
    const refuse = (address: string) => (address === '127.0.0.9' ? 'it is ourselves' : undefined);
    const error = await reach(socks(proxy.port), { refuse, resolve: async () => ['127.0.0.9'] });
    expect(error).toMatchObject({ failure: 'refused-loop', message: 'it is ourselves' });
    expect(await reach(socks(proxy.port), { resolve: async () => [] })).toMatchObject({ failure: 'name-not-resolved' });
    expect(await reach(socks(proxy.port), { resolve: () => Promise.reject(new Error('no')) })).toMatchObject({
      failure: 'name-not-resolved',
    });
    expect(proxy.asked).toEqual([]);
  });

  it('takes no longer in all than was allowed', async () => {
    const silent = await startRawOrigin({ halfOpen: false });
    onTestFinished(() => silent.close());
    const error = await reach(socks(silent.port), { timeout: 80, resolve: async () => ['192.0.2.1', '192.0.2.2'] });
    expect(error).toMatchObject({ failure: 'timeout' });
    expect(silent.connections).toHaveLength(1);
    await expect.poll(() => silent.open).toBe(0);
    expect(await reach(socks(silent.port), { timeout: 30, resolve: () => new Promise(() => undefined) })).toMatchObject({
      failure: 'timeout',
    });
  });
});

it('a SOCKS proxy that resolves is given the name, and addresses as they are', async () => {
  const target = await startRawOrigin();
  onTestFinished(() => target.close());
  const proxy = await startSocksProxy();
  const options = { resolve: () => Promise.reject(new Error('never asked')) };
  expect(outcomes(await reach(socks(proxy.port, 'proxy'), options, 'a.test', target.port))).toEqual([['127.0.0.1', 'connected']]);
  await reach(socks(proxy.port, 'here'), options, '192.0.2.1', target.port);
  await reach(socks(proxy.port, 'proxy'), options, '192.0.2.1', target.port);
  expect(proxy.asked).toEqual([`name a.test:${target.port}`, `ipv4 192.0.2.1:${target.port}`, `ipv4 192.0.2.1:${target.port}`]);
});
