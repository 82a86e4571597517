import { describe, expect, it } from 'vitest';
import type { Decided } from '../../../../proxy/protocols/datagram/decided.js';
import { decidedBy } from '../../../../proxy/protocols/datagram/decisions.js';
import { sortDatagram } from '../../../../proxy/protocols/datagram/sort-datagram.js';
import { initialPacket, padding } from '../../../wire/quic.js';
import { dnsQuery, dtlsRecord, ntp, receiverReport, rtp, stunVectors } from './datagrams.js';

const unknown = decidedBy(undefined);
const everyOpening: Decided[] = [
  unknown,
  ...(['quic', 'dns', 'stun', 'rtp', 'rtcp', 'dtls', 'ntp'] as const).map((protocol) => decidedBy(protocol)),
  { ...decidedBy('quic'), unproven: true },
];

describe('sortDatagram', () => {
  it('knows what is marked on every connection', () => {
    for (const opening of everyOpening) {
      expect(sortDatagram(opening, stunVectors.request)).toBe('stun');
      expect(sortDatagram(opening, dtlsRecord(22, Buffer.from('x')))).toBe('dtls');
      expect(sortDatagram(opening, receiverReport)).toBe('rtcp');
      expect(sortDatagram(opening, rtp())).toBe('other');
      // A first byte that DTLS 1.3 uses for ciphertext means that where DTLS is spoken.
      expect(sortDatagram(opening, ntp(0x23))).toBe(opening.protocol === 'dtls' ? 'dtls' : 'other');
      expect(sortDatagram(opening, dnsQuery('a.example'))).toBe('dns');
    }
  });

  it('takes headers of QUIC for it only where QUIC was proven', () => {
    const initial = initialPacket({ frames: padding(30) });
    const short = Buffer.concat([Buffer.of(0x41), Buffer.alloc(30, 9)]);
    const foreign = Buffer.concat([Buffer.of(0xc1), Buffer.alloc(30, 9)]);
    for (const opening of everyOpening) {
      const proven = opening.protocol === 'quic' && opening.unproven === undefined;
      expect(sortDatagram(opening, initial)).toBe(proven ? 'quic' : 'quic-like');
      expect(sortDatagram(opening, short)).toBe(proven ? 'quic' : 'other');
      expect(sortDatagram(opening, foreign)).toBe(proven ? 'quic' : 'other');
      expect(sortDatagram(opening, initial.subarray(0, 30))).toBe(proven ? 'quic' : 'other');
    }
  });

  it('takes ChannelData for it, but not where QUIC was proven', () => {
    const data = Buffer.from('4000000161000000', 'hex');
    for (const opening of everyOpening) {
      const proven = opening.protocol === 'quic' && opening.unproven === undefined;
      expect(sortDatagram(opening, data)).toBe(proven ? 'quic' : 'channel-data');
    }
  });

  it('takes the ciphertext of DTLS 1.3 for it only on a connection of DTLS', () => {
    const ciphertext = Buffer.from('2f0001000401020304', 'hex');
    for (const opening of everyOpening) expect(sortDatagram(opening, ciphertext)).toBe(opening.protocol === 'dtls' ? 'dtls' : 'other');
  });

  it('leaves what nobody knows to be searched', () => {
    for (const text of ['', '\0', 'user=7', '{"id":7}', '\x80', '\xff\xff', '\x16\xfe\xfd cleartext']) {
      expect(sortDatagram(unknown, Buffer.from(text, 'latin1'))).toBe('other');
    }
  });
});
