import { createSocket } from 'node:dgram';
import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '../../../../proxy/capture/socks5/canonical-address.js';

describe('canonicalAddress', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['0:0:1:2:3:0:0:4', '::1:2:3:0:0:4'],
    ['::ffff:7f00:1', '127.0.0.1'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['fe80::1%lo', 'fe80::1'],
    ['::192.0.2.1', '::192.0.2.1'],
    ['name.test', 'name.test'],
  ])('%s', (literal, canonical) => {
    expect(canonicalAddress(literal)).toBe(canonical);
  });

  it('writes an address as it stands beside a datagram', async () => {
    const socket = createSocket('udp6');
    const from = await new Promise<string>((resolve) => {
      socket.on('message', (_datagram, { address }) => resolve(address));
      socket.bind(0, '::1', () => socket.send('x', socket.address().port, '0:0:0:0:0:0:0:1'));
    });
    socket.close();
    expect(from).toBe(canonicalAddress('0:0:0:0:0:0:0:1'));
  });
});
