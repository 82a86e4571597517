import { describe, expect, it } from 'vitest';
import { decidedBy, withHello } from '../../../../proxy/protocols/datagram/decisions.js';

describe('decidedBy', () => {
  it('says what is encrypted, what is read, and what nobody knows', () => {
    const short = (protocol: Parameters<typeof decidedBy>[0]) => {
      const { wire, interception } = decidedBy(protocol);
      return `${wire} ${interception}`;
    };
    for (const protocol of ['quic', 'dtls'] as const) expect(short(protocol)).toBe('tls opaque');
    for (const protocol of ['dns', 'stun', 'ntp'] as const) expect(short(protocol)).toBe('cleartext cleartext');
    for (const protocol of ['rtp', 'rtcp', undefined] as const) expect(short(protocol)).toBe('cleartext opaque');
    expect(decidedBy(undefined)).not.toHaveProperty('protocol');
  });
});

describe('withHello', () => {
  it('adds what the hello gave away, if there was one', () => {
    const facts = { ja4: 'q13d0000h3_0_0', alpn: ['h3'], encryptedClientHello: true };
    expect(withHello('quic', { serverName: 'a.example', alpn: ['h3'], extensions: [], facts })).toEqual({
      kind: 'decided',
      wire: 'tls',
      interception: 'opaque',
      protocol: 'quic',
      serverName: 'a.example',
      alpn: ['h3'],
      hello: facts,
    });
    expect(withHello('dtls', undefined)).toEqual(decidedBy('dtls'));
  });
});
