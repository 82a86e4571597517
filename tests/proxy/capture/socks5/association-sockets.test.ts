import { describe, expect, it } from 'vitest';
import { bindAssociationSockets, closeAssociationSockets } from '../../../../proxy/capture/socks5/association-sockets.js';
import { type SendFailure, sendDatagram } from '../../../../proxy/capture/socks5/send-datagram.js';

const send = (
  ...[socket, parts, port, address]: [...Parameters<typeof sendDatagram>] | [Parameters<typeof sendDatagram>[0], Buffer[], number, string]
) => new Promise<SendFailure | undefined>((resolve) => sendDatagram(socket, parts, port, address, resolve));

describe('bindAssociationSockets', () => {
  it.each(['127.0.0.1', '::1'])('binds the relay to %s, and the others to anything', async (address) => {
    const sockets = await bindAssociationSockets(address);
    expect(sockets.relay.address().address).toBe(address);
    expect(sockets.four?.address().address).toBe('0.0.0.0');
    expect(sockets.six?.address().address).toBe('::');
    closeAssociationSockets(sockets);
  });

  it('rejects an address that is not ours', async () => {
    await expect(bindAssociationSockets('192.0.2.1')).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
  });

  it('listens everywhere where a link-local address cannot be bound', async () => {
    const sockets = await bindAssociationSockets('fe80::1');
    expect(sockets.relay.address().address).toBe('::');
    closeAssociationSockets(sockets);
  });
});

describe('sendDatagram', () => {
  it('puts parts together, and says what became of them', async () => {
    const { relay, four, six } = await bindAssociationSockets('127.0.0.1');
    const arrived = new Promise<string>((resolve) => relay.once('message', (datagram) => resolve(datagram.toString())));
    expect(await send(four, [Buffer.from('a'), Buffer.from('bc')], relay.address().port, '127.0.0.1')).toBeUndefined();
    expect(await arrived).toBe('abc');
    // A datagram that is too long is said of itself; a broadcast that is not permitted, of its destination.
    expect(await send(four, [Buffer.alloc(65_508)], relay.address().port, '127.0.0.1')).toEqual({ passing: true });
    expect(await send(four, [Buffer.alloc(1)], 9, '255.255.255.255')).toEqual({ passing: false });
    expect(await send(undefined, [Buffer.alloc(1)], 9, '127.0.0.1')).toEqual({ passing: false });
    closeAssociationSockets({ relay, four, six });
  });
});
