import { describe, expect, it } from 'vitest';
import { FrameReader } from '../../../../proxy/protocols/websocket/frame-reader.js';
import { webSocketFrame } from '../../../wire/websocket-frames.js';

function reading() {
  const events: string[] = [];
  const reader = new FrameReader({
    begin: ({ fin, reserved, opcode, length }) => {
      events.push(`begin ${fin} ${reserved} ${opcode} ${length}`);
      return opcode === 7 ? 'reserved-opcode' : undefined;
    },
    payload: (piece, whole) => void events.push(`${whole ? 'whole ' : ''}${piece.toString('latin1')}`),
    end: () => void events.push('end'),
  });
  return { events, reader };
}

describe('FrameReader', () => {
  it.each([
    [0, 2],
    [125, 2],
    [126, 4],
    [65_535, 4],
    [65_536, 10],
  ])('reads a frame of %d bytes, masked or not', (length, head) => {
    for (const mask of [undefined, Buffer.of(1, 2, 3, 4)]) {
      const frame = webSocketFrame(Buffer.alloc(length, 'a'), mask ? { mask } : {});
      expect(frame.length).toBe(head + (mask ? 4 : 0) + length);
      const { events, reader } = reading();
      expect(reader.feed(frame, 0, 0)).toBe(frame.length);
      expect(events[0]).toBe(`begin true 0 1 ${length}`);
      expect(events.at(-1)).toBe('end');
      expect(events.slice(1, -1).join('').replace('whole ', '')).toBe('a'.repeat(length));
    }
  });

  it('says whether a payload came whole, and stops behind a head at fault', () => {
    const { events, reader } = reading();
    const bytes = Buffer.concat([webSocketFrame('ab'), webSocketFrame('cd'), webSocketFrame('x', { opcode: 7 }), Buffer.from('rest')]);
    reader.feed(bytes.subarray(0, 7), 0, 0);
    const at = reader.feed(bytes, 7, 0);
    expect(events).toEqual(['begin true 0 1 2', 'whole ab', 'end', 'begin true 0 1 2', 'c', 'd', 'end', 'begin true 0 7 1']);
    expect(reader.fault).toBe('reserved-opcode');
    expect(bytes.subarray(at).toString()).toBe('xrest');
    expect(reader.feed(Buffer.from('more'), 0, 0)).toBe(0);
  });

  it('refuses a length that no number can hold', () => {
    const { reader } = reading();
    reader.feed(Buffer.of(0x82, 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), 0, 0);
    expect(reader.fault).toBe('length-overflow');
  });
});
