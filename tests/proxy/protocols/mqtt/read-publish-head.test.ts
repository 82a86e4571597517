import { describe, expect, it } from 'vitest';
import { PacketCursor } from '../../../../proxy/protocols/mqtt/packet-cursor.js';
import { publishHeadLength, readPublishHead } from '../../../../proxy/protocols/mqtt/read-publish-head.js';
import { properties, text, textProperty } from '../../../wire/mqtt-packets.js';

const block = properties([0x23, 0, 5], textProperty(0x03, 'text/plain'), [0x26, 0, 1, 107, 0, 100, ...Buffer.alloc(100, 118)]);
const heads = [
  { version: 4, qos: 0, head: text('a/b') },
  { version: 3, qos: 2, head: Buffer.concat([text('a/b'), Buffer.of(0, 9)]) },
  { version: 5, qos: 0, head: Buffer.concat([text('a/b'), block]) },
  { version: 5, qos: 1, head: Buffer.concat([text('a/b'), Buffer.of(0, 9), block]) },
] as const;

describe('the head of a PUBLISH', () => {
  it.each(heads)('is asked for no further than it goes: version $version, QoS $qos', ({ version, qos, head }) => {
    const whole = Buffer.concat([Buffer.of(0xee), head, Buffer.from('payload')]);
    expect(publishHeadLength(whole, 1, version, qos)).toBe(head.length);
    for (let have = 0, asked = -1; have < head.length; have = asked) {
      asked = publishHeadLength(whole.subarray(0, 1 + have), 1, version, qos);
      expect(asked).toBeGreaterThan(have);
      expect(asked).toBeLessThanOrEqual(head.length);
    }
  });

  it.each(heads)('is read: version $version, QoS $qos', ({ version, qos, head }) => {
    const cursor = new PacketCursor(head, 0, head.length);
    const read = readPublishHead(cursor, version, qos);
    expect([cursor.failed, cursor.atEnd, read.topic]).toEqual([false, true, 'a/b']);
    expect([read.alias, read.contentType]).toEqual(version === 5 ? [5, 'text/plain'] : [undefined, undefined]);
  });

  it('ends somewhere, whatever its length of properties says', () => {
    const endless = Buffer.concat([text('t'), Buffer.alloc(9, 0xff)]);
    expect(publishHeadLength(endless, 0, 5, 0)).toBe(7);
    const cursor = new PacketCursor(endless, 0, 7);
    readPublishHead(cursor, 5, 0);
    expect(cursor.failed).toBe(true);
  });
});
