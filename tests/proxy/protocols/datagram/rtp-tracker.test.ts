import { describe, expect, it } from 'vitest';
import { RtpTracker } from '../../../../proxy/protocols/datagram/rtp-tracker.js';
import { receiverReport, rtp, stunVectors } from './datagrams.js';

const out = 'client-to-server';

function feed(...datagrams: Buffer[]): string[] {
  const tracker = new RtpTracker();
  return datagrams.map((bytes) => tracker.feed(out, bytes));
}

const sequences = (...numbers: number[]) => feed(...numbers.map((sequence) => rtp({ sequence })));

describe('RtpTracker', () => {
  it('believes three in a row, also over the end of the numbers, with loss, repeated and late ones between', () => {
    expect(sequences(7, 8, 9, 10)).toEqual(['maybe', 'maybe', 'rtp', 'rtp']);
    expect(sequences(65_534, 65_535, 0)).toEqual(['maybe', 'maybe', 'rtp']);
    expect(sequences(1, 2500, 5000)).toEqual(['maybe', 'maybe', 'rtp']);
    expect(sequences(7, 8, 8, 7, 9)).toEqual(['maybe', 'maybe', 'maybe', 'maybe', 'rtp']);
  });

  it('does not believe numbers that stand, fall or jump', () => {
    expect(sequences(7, 7, 7, 7)).not.toContain('rtp');
    expect(sequences(9, 8, 7, 6)).not.toContain('rtp');
    expect(sequences(0, 20_000, 40_000, 60_000)).not.toContain('rtp');
    expect(sequences(1, 2, 20_000, 20_001)).not.toContain('rtp');
  });

  it('counts each source and each direction by itself', () => {
    const of = (source: number, sequence: number) => rtp({ source, sequence });
    expect(feed(of(1, 5), of(2, 90), of(1, 6), of(2, 91), of(1, 7))).toEqual(['maybe', 'maybe', 'maybe', 'maybe', 'rtp']);
    expect(feed(of(1, 1), of(2, 2), of(3, 3), of(4, 4), of(5, 5))).not.toContain('rtp');
    const tracker = new RtpTracker();
    expect(tracker.feed(out, rtp({ sequence: 1 }))).toBe('maybe');
    expect(tracker.feed('server-to-client', rtp({ sequence: 2 }))).toBe('maybe');
    expect(tracker.feed(out, rtp({ sequence: 3 }))).toBe('maybe');
  });

  it('refuses what has no such header', () => {
    const short = rtp().subarray(0, 11);
    const sources = Buffer.concat([Buffer.of(0x81), rtp({ payload: Buffer.alloc(3) }).subarray(1)]);
    const extension = rtp({ extension: Buffer.alloc(8), payload: Buffer.alloc(0) });
    expect(
      feed(short, Buffer.alloc(0), receiverReport, stunVectors.request, sources, extension.subarray(0, -1), extension.subarray(0, 13)),
    ).toEqual(Array(7).fill('no'));
    expect(feed(extension, rtp({ type: 0x80 | 111, payload: Buffer.alloc(0) }))).toEqual(['maybe', 'maybe']);
  });
});
