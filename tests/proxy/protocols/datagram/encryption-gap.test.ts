import { describe, expect, it } from 'vitest';
import { decidedBy, withHello } from '../../../../proxy/protocols/datagram/decisions.js';
import { encryptionGap } from '../../../../proxy/protocols/datagram/encryption-gap.js';

describe('encryptionGap', () => {
  const facts = { ja4: 'q13d0000h3_0_0', alpn: [], encryptedClientHello: false };
  const covered = { ...facts, encryptedClientHello: true };
  const named = withHello('quic', { serverName: 'secret-name.example', extensions: [], facts });

  it('says whether names were read, and whether they may be a cover, but not which', () => {
    expect(encryptionGap('c7', 'quic', named)).toEqual({
      reason: 'unsupported-protocol',
      connectionId: 'c7',
      detail: 'QUIC: what is inside is encrypted; only its names were read',
    });
    expect(encryptionGap('c7', 'quic', decidedBy('quic')).detail).toBe('QUIC: what is inside is encrypted; no names could be read');
    expect(encryptionGap('c7', 'quic', { ...named, hello: covered }).detail).toBe(
      'QUIC: what is inside is encrypted; only its names were read; the server name may be a cover (Encrypted Client Hello)',
    );
  });

  it('does not take the names of another protocol on the connection for its own', () => {
    expect(encryptionGap('c7', 'dtls', { ...named, hello: covered }).detail).toBe(
      'DTLS: what is inside is encrypted; no names could be read',
    );
  });
});
