import { describe, expect, it } from 'vitest';
import { readStunProperties } from '../../../../proxy/protocols/datagram/read-stun-properties.js';
import { stun, stunVectors } from './datagrams.js';

describe('readStunProperties', () => {
  it('reads the published messages', () => {
    expect(readStunProperties(stunVectors.request)).toEqual({
      properties: ['software', 'STUN test client', 'username', 'evtj:h6vY'],
      whole: true,
    });
    expect(readStunProperties(stunVectors.response4).properties).toEqual(['software', 'test vector', 'xor-mapped-address', '192.0.2.1']);
    expect(readStunProperties(stunVectors.response6).properties).toEqual([
      'software',
      'test vector',
      'xor-mapped-address',
      '2001:db8:1234:5678:11:2233:4455:6677',
    ]);
    expect(readStunProperties(stunVectors.longTerm).properties).toEqual([
      'username',
      'マトリックス',
      'nonce',
      'f//499k954d6OL34oL9FSTvy64sA',
      'realm',
      'example.org',
    ]);
  });

  it('reads the addresses of TURN, each of several, and plain ones', () => {
    const message = stun(
      0x0008,
      [0x0012, Buffer.from('00010000e112a643', 'hex')],
      [0x0012, Buffer.from('00010000e112a640', 'hex')],
      [0x0016, Buffer.from('00010000e112a641', 'hex')],
      [0x0001, Buffer.from('00011234c0000207', 'hex')],
      [0x8023, Buffer.from(`00021234${'20010db8'.padEnd(32, '0')}`, 'hex')],
    );
    expect(readStunProperties(message)).toEqual({
      properties: [
        'xor-peer-address',
        '192.0.2.1',
        'xor-peer-address',
        '192.0.2.2',
        'xor-relayed-address',
        '192.0.2.3',
        'mapped-address',
        '192.0.2.7',
        'alternate-server',
        '2001:db8::',
      ],
      whole: true,
    });
  });

  it('reads reasons of errors and hashes of users; leaves out what is empty or unknown', () => {
    const message = stun(
      0x0111,
      [0x0009, Buffer.from('\0\0\x04\x01no alice here', 'latin1')],
      [0x001e, Buffer.of(0xab, 1)],
      [0x8022, Buffer.alloc(0)],
      [0xc057, Buffer.from('abcd')],
    );
    expect(readStunProperties(message)).toEqual({ properties: ['error-reason', 'no alice here', 'userhash', 'ab01'], whole: true });
  });

  it('hands over what a TURN indication relays', () => {
    const message = stun(0x0017, [0x0012, Buffer.from('00010000e112a643', 'hex')], [0x0013, Buffer.from('relayed')]);
    expect(readStunProperties(message)).toEqual({
      properties: ['xor-peer-address', '192.0.2.1'],
      whole: true,
      data: Buffer.from('relayed'),
    });
  });

  it('says when something could not be read, and reads the rest as far as it can', () => {
    const family = stun(0x0101, [0x0020, Buffer.from('00030000e112a643', 'hex')], [0x0006, Buffer.from('bob')]);
    expect(readStunProperties(family)).toEqual({ properties: ['username', 'bob'], whole: false });
    const short = stun(0x0101, [0x0020, Buffer.from('00010000e112', 'hex')]);
    expect(readStunProperties(short)).toEqual({ properties: [], whole: false });
    const beyond = stun(0x0101, [0x0006, Buffer.from('bob!')], [0x8022, Buffer.from('soft')]);
    beyond.writeUInt16BE(5, 30);
    expect(readStunProperties(beyond)).toEqual({ properties: ['username', 'bob!'], whole: false });
  });
});
