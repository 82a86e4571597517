import { describe, expect, it } from 'vitest';
import { grpcFrames } from '../../../decode/formats/grpc-frames.js';
import fc from '../../harness/fast-check.js';
import { recorded } from '../recorded.js';

function frame(message: Buffer | string, flags = 0): Buffer {
  const bytes = Buffer.from(message as Buffer);
  const head = Buffer.alloc(5);
  head[0] = flags;
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

const two = Buffer.concat([frame('{"user":"ada"}'), frame('{"end":1}', 2)]);

describe('frames of gRPC and Connect', () => {
  it('are parts of the type that the body declares, unless they are compressed or the end', () => {
    const read = recorded(grpcFrames, two, { mediaType: 'application/connect+json', codings: [] });
    expect([read.reading, read.lines]).toEqual(['all', ['part $ = {"user":"ada"}', 'part $ = {"end":1}']]);
    expect(read.declared).toEqual([{ mediaType: 'application/json', codings: [] }, undefined]);
    expect(read.ranges).toEqual([
      [5, 19],
      [24, 33],
    ]);
    const packed = recorded(grpcFrames, frame('x', 1), { mediaType: 'application/grpc+proto', codings: [] });
    expect(packed.declared).toEqual([undefined]);
    const messageType = { fullName: 'a.B', fields: new Map() };
    const typed = recorded(grpcFrames, frame('x'), { mediaType: 'application/grpc+proto', codings: [], messageType });
    expect(typed.declared).toEqual([{ mediaType: 'application/x-protobuf', codings: [], messageType }]);
  });

  it('that are sniffed are only a part of what may stand there', () => expect(recorded(grpcFrames, two).reading).toBe('part'));

  it.each([
    ['application/grpc', true],
    ['application/grpc+proto', true],
    ['application/connect+json', true],
    ['application/grpc-web', false],
    ['application/json', false],
  ])('%s: %s', (type, expected) => expect(grpcFrames.declaredBy!(type)).toBe(expected));

  it.each([
    ['cut', two.subarray(0, -1)],
    ['a byte too many', Buffer.concat([two, Buffer.of(0)])],
    ['unknown flags', frame('{"user":"ada"}', 7)],
    ['a length beyond the end', Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5])],
    ['empty', Buffer.alloc(0)],
  ])('are none: %s', (_, bytes) => {
    expect(grpcFrames.looksLikeBytes!(bytes)).toBe(false);
    expect(recorded(grpcFrames, bytes, { mediaType: 'application/grpc', codings: [] })).toMatchObject({ reading: 'none', lines: [] });
  });

  it('of any messages come out again, in order and where they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 20 }), (messages) => {
        const bytes = Buffer.concat(messages.map((message) => frame(Buffer.from(message))));
        const { lines, ranges } = recorded(grpcFrames, bytes);
        const full = messages.filter(({ length }) => length > 0).map((message) => Buffer.from(message));
        expect(lines).toEqual(full.map((message) => `part $ = ${message.toString('latin1')}`));
        expect(ranges.map(([start, end]) => bytes.subarray(start, end))).toEqual(full);
      }),
    );
  });

  it('more than ten thousand in one stretch are not read as frames', () => {
    const many = Buffer.alloc(5 * 10_001);
    expect(recorded(grpcFrames, many).reading).toBe('none');
  });
});
