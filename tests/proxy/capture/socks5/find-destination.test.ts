import { describe, expect, it } from 'vitest';
import { type Destination, findDestination } from '../../../../proxy/capture/socks5/find-destination.js';
import { ProxyContext } from '../../../../proxy/proxy-context.js';
import type { ProxyOptions } from '../../../../proxy/proxy-options.js';
import { testAuthority } from '../../../harness/test-authorities.js';

function find(host: string, port: number, options: Partial<ProxyOptions> = {}, relayPort?: number): Promise<Destination> {
  const context = new ProxyContext({
    host: '127.0.0.1',
    port: 0,
    authority: testAuthority('device'),
    trustedRoots: [],
    passthrough: () => false,
    insecureOrigin: () => false,
    clientAllowed: () => true,
    upstream: () => undefined,
    localHosts: new Map([['plainsight.test', 1]]),
    ownPorts: () => new Set([81]),
    events: {
      opened: () => undefined,
      closed: () => undefined,
      sink: () => ({ message: () => undefined, exchange: () => undefined, gap: () => undefined }),
    },
    ...options,
  });
  context.ownAddress = { address: '127.0.0.1', port: 80 };
  if (relayPort !== undefined) context.relayPorts.add(relayPort);
  return new Promise((resolve) =>
    findDestination(context, { host, port }, new AbortController().signal, (found) => {
      // How the name led there is told apart elsewhere.
      if (found.kind === 'failed') return resolve(found);
      const { follow: _, ...rest } = found;
      resolve(rest);
    }),
  );
}

const failed = (cause: string) => ({ kind: 'failed', cause });
const resolve = (...addresses: string[]) => ({ resolve: async () => addresses });

describe('findDestination', () => {
  it('takes literals as they are, in their canonical form', async () => {
    expect(await find('192.0.2.1', 53)).toEqual({ kind: 'found', address: '192.0.2.1' });
    expect(await find('2001:db8:0:0:0:0:0:1', 53)).toEqual({ kind: 'found', address: '2001:db8::1' });
    expect(await find('::ffff:c000:201', 53)).toEqual({ kind: 'found', address: '192.0.2.1' });
  });

  it('takes the first address of a name that is one, and is not ourselves', async () => {
    expect(await find('a.test', 53, resolve('2001:DB8::2', '192.0.2.1'))).toEqual({ kind: 'found', address: '2001:db8::2' });
    expect(await find('a.test', 80, resolve('127.0.0.1', 'nonsense', '::1', '192.0.2.1'))).toEqual({ kind: 'found', address: '192.0.2.1' });
    expect(await find('a.test', 53, resolve('fe80::1%lo'))).toEqual({ kind: 'found', address: 'fe80::1' });
  });

  it('refuses ourselves, own ports and own relays', async () => {
    for (const host of ['127.0.0.1', '127.0.0.9', '0.0.0.0', '::1', '::ffff:127.0.0.1']) {
      for (const port of [80, 81, 82]) expect(await find(host, port, {}, 82), `${host} ${port}`).toEqual(failed('protocol-error'));
      expect((await find(host, 83, {}, 82)).kind).toBe('found');
    }
    expect(await find('a.test', 81, resolve('127.0.0.1'))).toEqual(failed('protocol-error'));
    expect(await find('plainsight.test', 53)).toEqual(failed('protocol-error'));
  });

  it('says why a name leads nowhere', async () => {
    expect(await find('a.test', 53, resolve())).toEqual(failed('name-not-resolved'));
    expect(await find('a.test', 53, { resolve: () => Promise.reject(new Error('none')) })).toEqual(failed('name-not-resolved'));
    expect(await find('a.test', 53, { resolve: () => new Promise(() => undefined), dialTimeout: 10 })).toEqual(failed('timeout'));
  });

  it('lets nothing past an upstream proxy or an injected fault', async () => {
    const upstream = () => ({ kind: 'http', host: 'p', port: 1 }) as const;
    expect(await find('192.0.2.1', 53, { upstream })).toEqual(failed('upstream-proxy-refused'));
    expect(await find('192.0.2.1', 53, { upstream, faultFor: () => 'tls' })).toEqual({ ...failed('injected'), fault: 'tls' });
  });
});
