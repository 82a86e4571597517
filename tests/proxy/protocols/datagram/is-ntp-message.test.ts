import { describe, expect, it } from 'vitest';
import { isNtpMessage } from '../../../../proxy/protocols/datagram/is-ntp-message.js';
import { ntp } from './datagrams.js';

describe('isNtpMessage', () => {
  it('takes requests of clients and answers of servers', () => {
    for (const first of [0x1b, 0x23, 0xe3]) expect(isNtpMessage('client-to-server', ntp(first))).toBe(true);
    for (const first of [0x1c, 0x24]) expect(isNtpMessage('server-to-client', ntp(first, 2))).toBe(true);
  });

  it('refuses other lengths, modes, versions and fields out of range', () => {
    expect(isNtpMessage('client-to-server', ntp(0x23).subarray(0, 47))).toBe(false);
    expect(isNtpMessage('client-to-server', Buffer.concat([ntp(0x23), Buffer.alloc(4)]))).toBe(false);
    expect(isNtpMessage('server-to-client', ntp(0x23))).toBe(false);
    expect(isNtpMessage('client-to-server', ntp(0x26))).toBe(false);
    expect(isNtpMessage('client-to-server', ntp(0x2b))).toBe(false);
    expect(isNtpMessage('client-to-server', ntp(0x23, 17))).toBe(false);
    expect(isNtpMessage('client-to-server', Buffer.alloc(48, 0x23))).toBe(false);
  });
});
