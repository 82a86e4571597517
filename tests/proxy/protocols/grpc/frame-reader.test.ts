import { describe, expect, it } from 'vitest';
import { GrpcFrameReader } from '../../../../proxy/protocols/grpc/frame-reader.js';
import { grpcFrame } from '../../../wire/grpc-frames.js';

function read(...pieces: (Buffer | string)[]) {
  const seen: string[] = [];
  let text = '';
  const reader = new GrpcFrameReader({
    begin: (flags, length) => {
      if (flags === 0x80) return 'bad-flags';
      seen.push(`${flags}/${length}`);
      text = '';
      return undefined;
    },
    data: (piece) => {
      text += piece.toString('latin1');
    },
    end: () => seen.push(text),
  });
  for (const piece of pieces) {
    const fault = reader.feed(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece, 0);
    if (fault !== undefined) return [...seen, fault];
  }
  return [...seen, reader.withinFrame];
}

describe('GrpcFrameReader', () => {
  it('cuts messages apart, in any pieces', () => {
    const bytes = Buffer.concat([grpcFrame('abc'), grpcFrame(''), grpcFrame('d', 1)]);
    const whole = ['0/3', 'abc', '0/0', '', '1/1', 'd', false];
    expect(read(bytes)).toEqual(whole);
    for (let at = 1; at < bytes.length; at += 1) expect(read(bytes.subarray(0, at), bytes.subarray(at))).toEqual(whole);
    expect(read(...Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(whole);
  });

  it('knows when it stands within a message', () => {
    expect(read('\0')).toEqual([true]);
    expect(read(grpcFrame('abc').subarray(0, 7))).toEqual(['0/3', true]);
    expect(read(Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 1]))).toEqual(['0/4294967295', true]);
  });

  it('stops where a message is none', () => {
    expect(read(Buffer.concat([grpcFrame('a'), Buffer.from('\x02')]))).toEqual(['0/1', 'a', { fault: 'bad-flags', at: 6 }]);
    expect(read(Buffer.concat([grpcFrame('a'), grpcFrame('t', 0x80)]))).toEqual(['0/1', 'a', { fault: 'bad-flags', at: 11 }]);
  });
});
