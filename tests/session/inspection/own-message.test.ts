import { describe, expect, it } from 'vitest';
import { ownMessage, withoutBytes } from '../../../session/inspection/own-message.js';
import { connection, message } from '../../rules/evaluate/samples.js';

const shared = Buffer.from('…head…{"a":1}…');
const borrowed = {
  ...message(connection(), 'POST /a'),
  headBytes: shared.subarray(0, 6),
  body: { bytes: shared.subarray(10, 17), size: 7, truncated: false },
};

describe('a message of its own', () => {
  it('keeps its bytes when those it was made from change, and shares their buffer with nobody', () => {
    const own = ownMessage(borrowed);
    const before = own.body.bytes.toString();
    shared.fill(0);
    expect(own.body.bytes.toString()).toBe(before);
    expect(own.body.bytes.buffer.byteLength).toBe(7);
    expect(structuredClone(own.body.bytes.buffer, { transfer: [own.body.bytes.buffer as ArrayBuffer] }).byteLength).toBe(7);
  });

  it('takes a larger buffer that was used before, and shows its own bytes only', () => {
    const buffer = Buffer.alloc(20, 'x').buffer as ArrayBuffer;
    const own = ownMessage({ ...borrowed, body: { ...borrowed.body, bytes: Buffer.from('{"b":2}') } }, { take: () => buffer });
    expect(own.body.bytes.toString()).toBe('{"b":2}');
    expect(own.body.bytes.buffer).toBe(buffer);
  });

  it('has no bytes of the head', () => {
    expect([ownMessage(borrowed), withoutBytes(borrowed)].map((own) => 'headBytes' in own)).toEqual([false, false]);
  });

  it('without bytes it still says how large it was', () => {
    expect(withoutBytes(borrowed).body).toEqual({ bytes: Buffer.alloc(0), size: 7, truncated: false });
  });
});
