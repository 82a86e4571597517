import { describe, expect, it } from 'vitest';
import { datagramPayloadStart, isFragment } from '../../../../proxy/capture/socks5/datagram-payload-start.js';
import { socksAddress } from '../../../harness/socks5-client.js';

describe('datagramPayloadStart', () => {
  it.each(['127.0.0.1', '::1', 'name.test', 'a'.repeat(255)])('%s', (host) => {
    const header = Buffer.concat([Buffer.alloc(3), socksAddress({ host, port: 53 })]);
    expect(datagramPayloadStart(Buffer.concat([header, Buffer.from('payload')]))).toBe(header.length);
    expect(datagramPayloadStart(header)).toBe(header.length);
    for (let end = 0; end < header.length; end += 1) expect(datagramPayloadStart(header.subarray(0, end))).toBe(-1);
  });

  it('RSV must be zero, and the address type one of three', () => {
    const header = Buffer.concat([Buffer.alloc(3), socksAddress({ host: '127.0.0.1', port: 53 })]);
    for (const at of [0, 1, 3]) {
      const other = Buffer.from(header);
      other[at] = 0x7f;
      expect(datagramPayloadStart(other)).toBe(-1);
    }
  });

  it('tells fragments apart, first, last and single', () => {
    for (const [fragment, is] of [
      [0, false],
      [1, true],
      [0x80, true],
      [0x81, true],
    ] as const) {
      expect(isFragment(Buffer.of(0, 0, fragment, 1))).toBe(is);
    }
  });
});
