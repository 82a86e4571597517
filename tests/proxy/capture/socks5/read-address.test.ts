import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../../../../proxy/capture/socks5/encode-address.js';
import { readAddress } from '../../../../proxy/capture/socks5/read-address.js';
import fc from '../../../harness/fast-check.js';
import { socksAddress } from '../../../harness/socks5-client.js';

describe('readAddress', () => {
  it.each([
    ['192.0.2.1', 'ipv4', '192.0.2.1'],
    ['::1', 'ipv6', '::1'],
    ['2001:db8:0:0:0:0:0:1', 'ipv6', '2001:db8::1'],
    ['0:0:0:0:0:ffff:c000:201', 'ipv6', '192.0.2.1'],
    // IPv4-compatible, which is not IPv4-mapped.
    ['0:0:0:0:0:0:c000:201', 'ipv6', '::192.0.2.1'],
    ['name.test', 'name', 'name.test'],
    ['\xff\0', 'name', '\xff\0'],
  ])('%j', (host, type, read) => {
    const bytes = Buffer.concat([Buffer.of(9), socksAddress({ host, port: 65_534 }), Buffer.of(9)]);
    expect(readAddress(bytes, 1)).toEqual({ kind: 'read', address: { type, host: read, port: 65_534 }, end: bytes.length - 1 });
    for (let end = 1; end < bytes.length - 1; end += 1) expect(readAddress(bytes.subarray(0, end), 1)).toEqual({ kind: 'incomplete' });
  });

  it('knows three types', () => {
    for (let type = 0; type < 256; type += 1) {
      const expected = type === 1 || type === 3 || type === 4 ? 'incomplete' : 'unknown-type';
      expect(readAddress(Buffer.of(type), 0).kind).toBe(expected);
    }
  });

  it('reads what encodeAddress writes', () => {
    const literal = fc.oneof(fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(literal, fc.integer({ min: 0, max: 65_535 }), (address, port) => {
        const bytes = encodeAddress(address, port);
        const reading = readAddress(bytes, 0);
        expect(reading).toMatchObject({ kind: 'read', end: bytes.length, address: { port } });
        if (reading.kind === 'read') expect(encodeAddress(reading.address.host, port)).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });
});

describe('encodeAddress', () => {
  it('writes mapped addresses as IPv4, and nothing as nothing', () => {
    expect(encodeAddress('::ffff:192.0.2.1', 1)).toEqual(Buffer.of(1, 192, 0, 2, 1, 0, 1));
    expect(encodeAddress('::192.0.2.1', 1).toString('hex')).toBe('04000000000000000000000000c00002010001');
    expect(encodeAddress('fe80::1%lo', 1).toString('hex')).toBe('04fe8000000000000000000000000000010001');
    expect(encodeAddress('', 258)).toEqual(Buffer.of(1, 0, 0, 0, 0, 1, 2));
  });
});
