import { describe, expect, it } from 'vitest';
import { readCryptoFrames } from '../../../../proxy/protocols/quic/read-crypto-frames.js';
import { ackFrame, cryptoFrame, padding } from '../../../wire/quic.js';

describe('readCryptoFrames', () => {
  const one = { offset: 0, bytes: Buffer.from('hello') };
  const two = { offset: 70_000, bytes: Buffer.from('world') };

  it('finds them between padding, pings and acknowledgements', () => {
    const frames = Buffer.concat([
      padding(3),
      Buffer.of(1),
      ackFrame(0, false),
      cryptoFrame(two.offset, two.bytes),
      ackFrame(3, true),
      padding(2),
      cryptoFrame(one.offset, one.bytes),
      padding(9),
    ]);
    expect(readCryptoFrames(frames)).toEqual([two, one]);
    expect(readCryptoFrames(padding(0))).toEqual([]);
  });

  it('stops at what does not belong there, and keeps what came before', () => {
    for (const foreign of [Buffer.of(0x1c, 0, 0, 0), Buffer.of(0x08, 0, 0x61), Buffer.of(0x40, 0x06)]) {
      expect(readCryptoFrames(Buffer.concat([cryptoFrame(0, one.bytes), foreign, cryptoFrame(5, two.bytes)]))).toEqual([one]);
    }
  });

  it('takes no frame that is cut off, at any byte', () => {
    const frames = Buffer.concat([ackFrame(2, true), cryptoFrame(0, one.bytes)]);
    for (let end = 0; end < frames.length; end += 1) expect(readCryptoFrames(frames.subarray(0, end))).toEqual([]);
    expect(readCryptoFrames(frames)).toEqual([one]);
  });

  it('is not kept busy by an acknowledgement that announces ranges without end', () => {
    const endless = Buffer.concat([Buffer.of(2, 0, 0), Buffer.alloc(8, 0xff), Buffer.alloc(100)]);
    expect(readCryptoFrames(endless)).toEqual([]);
  });
});
