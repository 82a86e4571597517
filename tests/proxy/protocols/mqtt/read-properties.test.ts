import { describe, expect, it } from 'vitest';
import { PacketCursor } from '../../../../proxy/protocols/mqtt/packet-cursor.js';
import { readProperties } from '../../../../proxy/protocols/mqtt/read-properties.js';
import { properties, textProperty, userProperty } from '../../../wire/mqtt-packets.js';

function read(block: Buffer, prefix?: string) {
  const told: string[] = [];
  const cursor = new PacketCursor(Buffer.concat([block, Buffer.from('behind')]), 0, block.length + 6);
  const facts = readProperties(cursor, told, prefix);
  return { told, facts, failed: cursor.failed, end: cursor.at - block.length };
}

describe('readProperties', () => {
  it('reads every property there is, and stops at the end of the block', () => {
    const numbers = [
      [0x01, 1],
      [0x02, 0, 0, 0, 1],
      [0x0b, 0xff, 0x7f],
      [0x11, 0, 0, 0, 1],
      [0x13, 0, 1],
      [0x17, 1],
      [0x18, 0, 0, 0, 1],
      [0x19, 1],
      [0x21, 0, 1],
      [0x22, 0, 1],
      [0x23, 1, 2],
      [0x24, 1],
      [0x25, 1],
      [0x27, 0, 0, 0, 1],
      [0x28, 1],
      [0x29, 1],
      [0x2a, 1],
    ];
    const texts = [0x03, 0x08, 0x09, 0x12, 0x15, 0x16, 0x1a, 0x1c, 0x1f].map((id) => textProperty(id, `v${id}`));
    expect(read(properties(...numbers, ...texts))).toEqual({
      told: [
        ...['content-type', 'v3', 'response-topic', 'v8', 'correlation-data', 'v9', 'client-id', 'v18', 'authentication-method', 'v21'],
        ...['authentication-data', 'v22', 'response-information', 'v26', 'server-reference', 'v28', 'reason-string', 'v31'],
      ],
      facts: { contentType: 'v3', topicAlias: 0x0102 },
      failed: false,
      end: 0,
    });
  });

  it('tells user properties by their names, in order, and the names as they stand', () => {
    const { told } = read(properties(userProperty('Room', '7'), userProperty('room', '8'), userProperty('ada@example', '')));
    expect(told).toEqual([
      ...['user-property', 'Room', 'room', '7'],
      ...['user-property', 'room', 'room', '8'],
      ...['user-property', 'ada@example', 'ada@example', ''],
    ]);
  });

  it('puts a prefix before names of the protocol, not before those of users', () => {
    expect(read(properties(textProperty(0x03, 'a/b'), userProperty('k', 'v')), 'will-').told).toEqual([
      ...['will-content-type', 'a/b', 'user-property', 'k', 'k', 'v'],
    ]);
  });

  it.each([
    ['an unknown one', properties([0x7e, 1])],
    ['one that is cut off', properties([0x02, 0, 0])],
    ['a text beyond the block', properties([0x03, 0, 3, 65])],
    ['a block beyond the packet', Buffer.from([0x7f, 0x01])],
  ])('%s is a failure', (_name, block) => {
    expect(read(block).failed).toBe(true);
  });
});
