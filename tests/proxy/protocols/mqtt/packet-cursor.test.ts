import { describe, expect, it } from 'vitest';
import { PacketCursor } from '../../../../proxy/protocols/mqtt/packet-cursor.js';

const cursor = (...bytes: number[]) => new PacketCursor(Buffer.from([0xee, ...bytes, 0xee]), 1, bytes.length + 1);

describe('PacketCursor', () => {
  it('reads parts in order, to the end it was given', () => {
    const parts = cursor(7, 1, 2, 0, 2, 0x68, 0xc3, 0, 1, 9, 0x80, 0x01, 5);
    expect([parts.byte(), parts.uint16(), parts.text(), [...parts.binary()], parts.varint()]).toEqual([7, 258, 'h\u00c3', [9], 128]);
    expect(parts.atEnd).toBe(false);
    parts.skip(1);
    expect([parts.atEnd, parts.failed, parts.at]).toEqual([true, false, 14]);
  });

  it.each<[name: string, read: (parts: PacketCursor) => unknown, bytes: number[]]>([
    ['a byte', (parts: PacketCursor) => parts.byte(), []],
    ['a number', (parts: PacketCursor) => parts.uint16(), [1]],
    ['a length', (parts: PacketCursor) => parts.text().length, [0]],
    ['a text', (parts: PacketCursor) => parts.text().length, [0, 2, 65]],
    ['binary data', (parts: PacketCursor) => parts.binary().length, [0, 2, 65]],
    ['a varint', (parts: PacketCursor) => parts.varint(), [0x80]],
    ['a varint without end', (parts: PacketCursor) => parts.varint(), [0x80, 0x80, 0x80, 0x80, 0x01]],
    ['what is skipped', (parts: PacketCursor) => void parts.skip(2), [1]],
  ])('%s beyond the end is a failure, for good', (_name, read, bytes) => {
    const parts = cursor(...bytes);
    expect(read(parts) ?? 0).toBe(0);
    expect(parts.failed).toBe(true);
    expect([parts.byte(), parts.text()]).toEqual([0, '']);
  });

  it.each([
    [0, [0]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [268_435_455, [0xff, 0xff, 0xff, 0x7f]],
  ])('reads the variable byte integer %d', (value, bytes) => {
    expect(cursor(...bytes).varint()).toBe(value);
  });
});
