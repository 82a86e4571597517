import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../decode/dns/read-message.js';
import { answer, query } from './messages.js';

/** What was read, and where the reading ended; `most` parts are taken. */
function read(message: Buffer, most = 99) {
  const parts: string[] = [];
  const { end, stopped } = readMessage(message, {
    question: ({ name, start, end: nameEnd, type, class: inClass }, index) =>
      parts.push(`question ${index} ${name} ${start}-${nameEnd} ${type} ${inClass}`) < most,
    record: ({ name, start, nameEnd, type, dataStart, dataEnd }, section, index) =>
      parts.push(`${section} ${index} ${name} ${start}-${nameEnd} ${type} ${dataStart}-${dataEnd}`) < most,
  });
  return { parts, left: message.length - end, stopped };
}

const one = { type: 'A', name: 'b.example', data: '192.0.2.7' } as const;
const full = answer('a.example', [one, one], { authorities: [one], additionals: [one] });

describe('readMessage', () => {
  it('reads questions and records in order, with their places', () => {
    expect(read(full)).toEqual({
      parts: [
        'question 0 a.example 12-23 1 1',
        'answers 0 b.example 27-38 1 48-52',
        'answers 1 b.example 52-63 1 73-77',
        'authorities 0 b.example 77-88 1 98-102',
        'additionals 0 b.example 102-113 1 123-127',
      ],
      left: 0,
      stopped: false,
    });
  });

  it('stops at the part whose taker has had enough', () => {
    expect(read(full, 1)).toMatchObject({ parts: { length: 1 }, stopped: true });
    expect(read(full, 3)).toMatchObject({ parts: { length: 3 }, stopped: true });
  });

  it('reads as far as it is well-formed, wherever it is cut', () => {
    for (let length = 0; length < full.length; length += 1) {
      const cut = read(full.subarray(0, length));
      expect(cut.stopped).toBe(false);
      expect(cut.parts).toEqual(read(full).parts.slice(0, cut.parts.length));
      // All parts are there only when nothing is cut off.
      expect(cut.parts.length).toBeLessThan(5);
    }
  });

  it('leaves what stands behind it', () => {
    expect(read(Buffer.concat([query('a.example'), Buffer.from('more')]))).toMatchObject({ parts: { length: 1 }, left: 4 });
    expect(read(Buffer.alloc(12))).toEqual({ parts: [], left: 0, stopped: false });
  });
});
