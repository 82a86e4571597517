import { describe, expect, it } from 'vitest';
import { encodeReply, replyCodes } from '../../../../proxy/capture/socks5/reply.js';

const reply = (...parts: Parameters<typeof encodeReply>) => [...encodeReply(...parts)];

describe('encodeReply', () => {
  // RFC 1928, section 6.
  it.each([
    ['succeeded', 0],
    ['generalFailure', 1],
    ['notAllowed', 2],
    ['networkUnreachable', 3],
    ['hostUnreachable', 4],
    ['connectionRefused', 5],
    ['ttlExpired', 6],
    ['commandNotSupported', 7],
    ['addressTypeNotSupported', 8],
  ] as const)('%s is %i, bound to nothing', (name, code) => {
    expect(reply(replyCodes[name])).toEqual([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('tells where it is bound, in IPv4 and IPv6', () => {
    expect(reply(replyCodes.succeeded, { address: '127.0.0.1', port: 0x1f90 })).toEqual([5, 0, 0, 1, 127, 0, 0, 1, 0x1f, 0x90]);
    expect(reply(replyCodes.succeeded, { address: '2001:db8::7', port: 65_535 })).toEqual([
      ...[5, 0, 0, 4],
      ...[0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7],
      ...[0xff, 0xff],
    ]);
  });

  it('shows an IPv4 address as such that a socket for both has', () => {
    expect(reply(replyCodes.succeeded, { address: '::ffff:192.168.1.7', port: 80 })).toEqual([5, 0, 0, 1, 192, 168, 1, 7, 0, 80]);
  });
});
