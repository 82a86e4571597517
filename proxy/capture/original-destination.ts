import { isIP, type Socket } from 'node:net';
import { ProxyStartError } from '../proxy-options.js';
import type { Authority } from './parse-authority.js';

/** SOL_IP, SOL_IPV6 and SO_ORIGINAL_DST (linux/netfilter_ipv4.h, netfilter_ipv6/ip6_tables.h). */
const levels = { 4: 0, 6: 41 } as const;
const originalDst = 80;
/** Bytes of a sockaddr_in6, the larger of the two. */
const addressSize = 28;

type GetSockOpt = (fd: number, level: number, name: number, value: Buffer, length: Buffer) => number;

/**
 * Asks the kernel where a redirected connection was meant to go (Linux, `iptables … -j REDIRECT` and nft's `redirect`). Node has no
 * way to, so this needs the optional dependency `koffi`. Rejects with `ProxyStartError`, saying what to do, where it cannot work.
 */
export async function loadOriginalDestination(platform: string = process.platform): Promise<(socket: Socket) => Authority | undefined> {
  if (platform !== 'linux') {
    throw new ProxyStartError('redirected connections need Linux: elsewhere set the proxy in the device, or use SOCKS5', 'other');
  }
  let getsockopt: GetSockOpt;
  try {
    const { default: koffi } = await import('koffi');
    getsockopt = koffi.load('libc.so.6').func('int getsockopt(int, int, int, _Out_ void *, _Inout_ void *)') as unknown as GetSockOpt;
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    throw new ProxyStartError(
      `redirected connections need the optional package koffi, which could not be loaded (${why}): npm install koffi, or set the proxy in the device`,
      'other',
    );
  }
  return (socket) => {
    const fd = (socket as Socket & { _handle?: { fd?: number } | null })._handle?.fd;
    if (fd === undefined || fd < 0) return undefined;
    const family = isIP(socket.localAddress ?? '');
    const mapped = socket.localAddress?.startsWith('::ffff:') === true;
    return readDestination(getsockopt, fd, family === 6 && !mapped ? 6 : 4);
  };
}

function readDestination(getsockopt: GetSockOpt, fd: number, family: 4 | 6): Authority | undefined {
  const address = Buffer.alloc(addressSize);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(addressSize);
  // ENOENT: connection tracking knows nothing of it, so it was not redirected.
  if (getsockopt(fd, levels[family], originalDst, address, length) !== 0) return undefined;
  const port = address.readUInt16BE(2);
  if (port === 0) return undefined;
  if (family === 4) return { host: [...address.subarray(4, 8)].join('.'), port };
  const groups = Array.from({ length: 8 }, (_, index) => address.readUInt16BE(8 + index * 2).toString(16));
  return { host: new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1), port };
}
