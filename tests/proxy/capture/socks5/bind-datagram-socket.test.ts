import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bindDatagramSocket } from '../../../../proxy/capture/socks5/bind-datagram-socket.js';

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === '::1'));
const families = [[4, '127.0.0.1'], ...(hasIpv6 ? [[6, '::1']] : [])] as [4 | 6, string][];

async function bound(family: 4 | 6, address: string): Promise<Socket> {
  const socket = await bindDatagramSocket(family, address);
  onTestFinished(() => void socket.close());
  return socket;
}

describe.each(families)('a UDP socket for IPv%i', (family, address) => {
  it('is bound to the address and a port of its own', async () => {
    const [one, other] = [(await bound(family, address)).address(), (await bound(family, address)).address()];
    expect([one, other]).toMatchObject([
      { address, family: `IPv${family}` },
      { address, family: `IPv${family}` },
    ]);
    expect(one.port).toBeGreaterThan(0);
    expect(other.port).not.toBe(one.port);
  });

  it('passes datagrams to an IP literal, the empty and the longest too', async () => {
    const [from, to] = [await bound(family, address), await bound(family, address)];
    for (const length of [0, 1, 65_507]) {
      const received = once(to, 'message') as Promise<[Buffer, { readonly port: number }]>;
      from.send(Buffer.alloc(length, 'x'), to.address().port, address);
      const [message, { port }] = await received;
      expect([message.length, port]).toEqual([length, from.address().port]);
    }
  });

  it('goes on after an error that is about a single datagram', async () => {
    const [from, to] = [await bound(family, address), await bound(family, address)];
    from.emit('error', Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' }));
    const received = once(to, 'message');
    from.send('still here', to.address().port, address);
    expect(String((await received)[0])).toBe('still here');
  });
});

describe('bindDatagramSocket', () => {
  it.each<[string, 4 | 6, string]>([
    // Documentation ranges (RFC 5737, RFC 3849): nobody has them, and nothing is sent there.
    ['an address that is not of this machine', 4, '192.0.2.1'],
    ['an IPv6 address that is not of this machine', 6, '2001:db8::1'],
    ['an address of the other family', 6, '127.0.0.1'],
  ])('rejects with the system’s error for %s', async (_what, family, address) => {
    await expect(bindDatagramSocket(family, address)).rejects.toMatchObject({ code: expect.stringMatching(/^E[A-Z]+$/) });
  });
});
