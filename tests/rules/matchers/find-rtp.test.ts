import { describe, expect, it } from 'vitest';
import { findRtp } from '../../../rules/matchers/find-rtp.js';
import fc from '../../harness/fast-check.js';

const HEAD = '\x80\x6f\x10\x92\x01\x02\x03\x04\x09\x08\x07\x06';

describe('findRtp', () => {
  it('takes a plausible header for a weak sign, and an extension of RFC 8285 for more', () => {
    expect(findRtp(`${HEAD}payload`)).toEqual({ kinds: ['audio', 'video'], format: 'RTP', start: 0, end: 12, weak: true });
    expect(findRtp(`\x90${HEAD.slice(1)}\xbe\xde\0\x01\x10\x55\0\0payload`)?.weak).toBeUndefined();
  });

  it('takes the length of a codec for more, but for G.729, whose lengths are those of much else', () => {
    const packet = (type: string, length: number) => `\x80${type}${HEAD.slice(2)}${'x'.repeat(length)}`;
    expect(findRtp(packet('\x00', 160))).toEqual({ kinds: ['audio'], format: 'RTP, PCMU', start: 0, end: 12 });
    expect(findRtp(packet('\x12', 20))).toEqual({ kinds: ['audio'], format: 'RTP, G.729', start: 0, end: 12, weak: true });
    expect(findRtp(packet('\x12', 25))).toBeUndefined();
  });

  it.each([
    ['another version', `\x40${HEAD.slice(1)}payload`],
    ['padding', `\xa0${HEAD.slice(1)}payload`],
    ['a payload type that RTCP has', `\x80\xc8${HEAD.slice(2)}payload`],
    ['an extension nobody knows', `\x90${HEAD.slice(1)}\x12\x34\0\x01\x10\x55\0\0payload`],
    ['an extension that is longer than the packet', `\x90${HEAD.slice(1)}\xbe\xde\x10\0payload`],
    ['no source', `${HEAD.slice(0, 8)}\0\0\0\0payload`],
    ['no payload', HEAD],
    ['more bytes than a datagram has', HEAD + 'x'.repeat(2_000)],
  ])('takes none with %s', (_, bytes) => {
    expect(findRtp(bytes)).toBeUndefined();
  });

  it('is weak or nothing for random datagrams', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 13, maxLength: 300 }), (random) => {
        random[0] = 0x80;
        random[1] = 96 + ((random[1] ?? 0) % 32);
        expect(findRtp(Buffer.from(random).toString('latin1'))?.weak ?? true).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
