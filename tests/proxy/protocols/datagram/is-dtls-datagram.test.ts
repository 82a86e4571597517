import { describe, expect, it } from 'vitest';
import { isDtlsCiphertext, isDtlsDatagram } from '../../../../proxy/protocols/datagram/is-dtls-datagram.js';
import { dtlsRecord } from './datagrams.js';

describe('isDtlsDatagram', () => {
  const record = dtlsRecord(22, Buffer.from('handshake'));

  it('takes one record or several, of every version', () => {
    for (const type of [20, 21, 22, 23, 24, 26]) expect(isDtlsDatagram(dtlsRecord(type, Buffer.from('x')))).toBe(true);
    expect(isDtlsDatagram(dtlsRecord(22, Buffer.from('x'), { version: 0xfeff }))).toBe(true);
    expect(isDtlsDatagram(Buffer.concat([record, dtlsRecord(23, Buffer.from('data'), { epoch: 1 })]))).toBe(true);
    expect(isDtlsDatagram(dtlsRecord(25, Buffer.from('id, and more')))).toBe(true);
    expect(isDtlsDatagram(Buffer.concat([record, Buffer.from('2f0001', 'hex')]))).toBe(true);
  });

  it('refuses what is cut off at any byte, or has bytes left', () => {
    for (let end = 0; end < record.length; end += 1) expect(isDtlsDatagram(record.subarray(0, end))).toBe(false);
    expect(isDtlsDatagram(Buffer.concat([record, Buffer.of(0)]))).toBe(false);
    expect(isDtlsDatagram(Buffer.from('2f0001', 'hex'))).toBe(false);
  });

  it('refuses other types and versions, TLS among them', () => {
    for (const type of [19, 27, 64]) expect(isDtlsDatagram(dtlsRecord(type, Buffer.from('x')))).toBe(false);
    for (const version of [0x0303, 0xfefe, 0xfdfd, 0xfffd])
      expect(isDtlsDatagram(dtlsRecord(22, Buffer.from('x'), { version }))).toBe(false);
    expect(isDtlsDatagram(dtlsRecord(23, Buffer.alloc(20_000)))).toBe(false);
  });
});

describe('isDtlsCiphertext', () => {
  it('goes by three bits', () => {
    expect([0x1f, 0x20, 0x2f, 0x3f, 0x40].map(isDtlsCiphertext)).toEqual([false, true, true, true, false]);
  });
});
