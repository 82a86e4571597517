import type { Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DialError } from '../../../proxy/upstream/dial-error.js';
import { type ReachOptions, reachThroughProxy } from '../../../proxy/upstream/reach-through-proxy.js';
import type { UpstreamProxy } from '../../../proxy/upstream/upstream-proxy.js';
import { goodTls, startRawOrigin } from '../../harness/raw-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';
import type { Wire } from '../../harness/wire.js';

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

describe.each(['http', 'https', 'socks5'] as const)('an %s proxy', (kind) => {
  const answer = kind === 'socks5' ? Buffer.from('050005000001c000020104d2', 'hex') : Buffer.from('HTTP/1.1 200 OK\r\nVia: x\r\n\r\n');
  const upstream = (port: number): UpstreamProxy => (kind === 'socks5' ? socks(port, 'proxy') : { kind, host: 'proxy.test', port });
  const options = { resolve: async () => ['127.0.0.1'] };
  const started = async (serve: (wire: Wire) => void) => {
    const server = await startRawOrigin({ halfOpen: false, serve, ...(kind === 'https' ? { tls: goodTls('proxy.test') } : {}) });
    onTestFinished(() => server.close());
    return server;
  };
  /** Answers what it is asked, byte by byte as far as `count`, then does `next`. */
  const upTo = (count: number, next: (wire: Wire) => void) => (wire: Wire) => {
    void (async () => {
      await wire.until(kind === 'socks5' ? 3 : '\r\n\r\n');
      wire.write(answer.subarray(0, Math.min(count, kind === 'socks5' ? 2 : answer.length)));
      if (kind === 'socks5' && count >= 2) {
        await wire.until(4);
        wire.write(answer.subarray(2, count));
      }
      next(wire);
    })().catch(() => wire.socket.destroy());
  };

  it('that leaves, after whatever part of its answer, is a failure that names it', async () => {
    const offsets = Array.from({ length: answer.length }, (_, index) => index);
    await Promise.all(
      offsets.flatMap((count) =>
        (['end', 'destroy'] as const).map(async (how) => {
          const server = await started(upTo(count, (wire) => wire.socket[how]()));
          const error = await reach(upstream(server.port), options);
          expect(error, `${how} after ${count} bytes`).toMatchObject({
            name: 'DialError',
            message: expect.stringMatching(/^upstream proxy /),
          });
          expect(['upstream-proxy-refused', 'reset']).toContain((error as DialError).failure);
          expect((error as DialError).attempts[0]).toMatchObject({ outcome: 'connected' });
          await expect.poll(() => server.open).toBe(0);
        }),
      ),
    );
  });

  it('that answers in whole opens the way, with what came right behind it', async () => {
    const server = await started(upTo(answer.length, (wire) => wire.write('220 hello')));
    const reached = await reach(upstream(server.port), options);
    if (!('socket' in reached)) throw reached;
    const { socket } = reached;
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString();
    });
    socket.resume();
    await expect.poll(() => text).toBe('220 hello');
  });

  it('that talks garbage or for ever is given up', async () => {
    const garbage = await started((wire) => void wire.write('\0'.repeat(100_000)));
    expect(await reach(upstream(garbage.port), options)).toMatchObject({ failure: 'protocol-error' });
    const endless = await started((wire) => {
      const more = () => {
        if (!wire.gone) wire.socket.write(kind === 'socks5' ? Buffer.of(5) : 'HTTP/1.1 100 Continue\r\n\r\n', () => setImmediate(more));
      };
      more();
    });
    expect(await reach(upstream(endless.port), { ...options, timeout: 2_000 })).toMatchObject({ name: 'DialError' });
    for (const server of [garbage, endless]) await expect.poll(() => server.open).toBe(0);
  });

  it('without a name that resolves, or on ourselves, is not dialled', async () => {
    expect(await reach(upstream(1), { resolve: () => Promise.reject(new Error('no')) })).toMatchObject({
      failure: kind === 'socks5' ? 'connection-refused' : 'name-not-resolved',
    });
    expect(await reach(upstream(1), { ...options, refuse: () => 'it is ourselves' })).toMatchObject({ failure: 'refused-loop' });
  });
});
