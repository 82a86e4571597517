import { describe, expect, it } from 'vitest';
import { DtlsHelloReader } from '../../../../proxy/protocols/datagram/dtls-hello-reader.js';
import { serverNameData } from '../../../harness/tls-hello.js';
import { dtlsFragment, dtlsHello, dtlsRecord } from './datagrams.js';

/** The reading after all of them, with the names alone. */
function feedAll(datagrams: readonly Buffer[]): object {
  const reader = new DtlsHelloReader();
  for (const datagram of datagrams) {
    const borrowed = Buffer.from(datagram);
    const reading = reader.feed(borrowed);
    borrowed.fill(0x7e);
    if (reading.kind === 'more') continue;
    if (reading.hello === undefined) return { kind: 'done' };
    const { serverName, alpn, facts } = reading.hello;
    return { kind: 'done', names: { serverName, alpn, ja4: facts.ja4.slice(0, 4) } };
  }
  return { kind: 'more' };
}

const extensions = [
  [0, serverNameData('DTLS.example')],
  [16, Buffer.from('\0\x07\x06webrtc', 'latin1')],
] as const;
const read = { kind: 'done', names: { serverName: 'dtls.example', alpn: ['webrtc'], ja4: 'dd2d' } };

describe('DtlsHelloReader', () => {
  const hello = dtlsHello(extensions);
  const handshake = (start: number, end: number, sequence = 0) => dtlsRecord(22, dtlsFragment(hello, start, end, { sequence }));

  it('reads a hello in one record, with and without a cookie', () => {
    expect(feedAll([handshake(0, hello.length)])).toEqual(read);
    const again = dtlsHello(extensions, Buffer.alloc(20, 5));
    expect(feedAll([dtlsRecord(22, dtlsFragment(again, 0, again.length, { sequence: 1 }))])).toEqual(read);
  });

  it('reads it in fragments, over records and datagrams, in any order, split at every byte', () => {
    for (let at = 1; at < hello.length; at += 1) {
      const parts = [handshake(0, at), handshake(at, hello.length)] as const;
      expect(feedAll([parts[0], parts[1]])).toEqual(read);
      expect(feedAll([parts[1], parts[0]])).toEqual(read);
      expect(feedAll([Buffer.concat(parts)])).toEqual(read);
      expect(feedAll([parts[0]])).toEqual({ kind: 'more' });
    }
    const both = Buffer.concat([dtlsFragment(hello, 0, 30), dtlsFragment(hello, 30, hello.length)]);
    expect(feedAll([dtlsRecord(22, both)])).toEqual(read);
  });

  it('is not led astray by what comes between', () => {
    const verify = dtlsRecord(22, dtlsFragment(Buffer.from('cookie'), 0, 6, { type: 3 }));
    const half = handshake(0, 40);
    expect(feedAll([half, verify, dtlsRecord(21, Buffer.of(1, 0)), handshake(40, hello.length)])).toEqual(read);
    // Another message number is another hello: the halves do not belong together.
    expect(feedAll([half, handshake(40, hello.length, 1)])).toEqual({ kind: 'more' });
  });

  it('says at once that no hello is to come', () => {
    expect(feedAll([dtlsRecord(23, Buffer.from('data'), { epoch: 1 })])).toEqual({ kind: 'done' });
    expect(feedAll([dtlsRecord(22, Buffer.from('encrypted handshake'), { epoch: 1 })])).toEqual({ kind: 'done' });
    expect(feedAll([dtlsRecord(22, dtlsFragment(Buffer.from('cookie'), 0, 6, { type: 2 }))])).toEqual({ kind: 'done' });
    expect(feedAll([dtlsRecord(25, Buffer.from('connection ID'))])).toEqual({ kind: 'done' });
  });

  it('reads no names out of what is no hello, and gives up on one that is too large', () => {
    const broken = Buffer.alloc(60, 0xff);
    expect(feedAll([dtlsRecord(22, dtlsFragment(broken, 0, 60))])).toEqual({ kind: 'done' });
    expect(feedAll([dtlsRecord(22, dtlsFragment(Buffer.alloc(0), 0, 0))])).toEqual({ kind: 'done' });
    expect(feedAll([dtlsRecord(22, dtlsFragment(Buffer.alloc(70_000), 0, 60))])).toEqual({ kind: 'done' });
    // A fragment that reaches beyond its message, or its record.
    expect(feedAll([dtlsRecord(22, Buffer.from('010000050000000004000002abcd', 'hex'))])).toEqual({ kind: 'done' });
    expect(feedAll([dtlsRecord(22, Buffer.from('010000050000000000000005abcd', 'hex'))])).toEqual({ kind: 'done' });
  });
});
