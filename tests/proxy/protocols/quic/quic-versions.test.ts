import { describe, expect, it } from 'vitest';
import { isKnownQuicFamily, quicVersion } from '../../../../proxy/protocols/quic/quic-versions.js';

describe('quicVersion', () => {
  it('knows versions 1 and 2 alone', () => {
    expect(quicVersion(1)?.labelPrefix).toBe('quic ');
    expect(quicVersion(0x6b3343cf)?.labelPrefix).toBe('quicv2 ');
    for (const other of [0, 2, 0xff00001d, 0x1a2a3a4a]) expect(quicVersion(other)).toBeUndefined();
  });
});

describe('isKnownQuicFamily', () => {
  it.each([0x0a0a0a0a, 0xfafafafa, 0x1a2a3a4a, 0xff00001d, 0x709a50c4, 0x51303530, 0x54303531, 0xfaceb002, 0xabcd0001])(
    'takes %i',
    (version) => {
      expect(isKnownQuicFamily(version)).toBe(true);
    },
  );

  it.each([0, 1, 0x0a0a0a0b, 0x0b0a0a0a, 0xff010000, 0x51303541, 0x52303530, 0xfaceb0ff, 0xabcd0010, 0x2d312e30])(
    'refuses %i',
    (version) => {
      expect(isKnownQuicFamily(version)).toBe(false);
    },
  );
});
