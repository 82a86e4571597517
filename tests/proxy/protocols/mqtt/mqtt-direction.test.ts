import { describe, expect, it } from 'vitest';
import type { Gap, Message } from '../../../../model/index.js';
import { defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { type MqttAgreement, MqttDirection } from '../../../../proxy/protocols/mqtt/mqtt-direction.js';
import { testConnection } from '../../../wire/feed.js';
import { connect4, packet, publish4 } from '../../../wire/mqtt-packets.js';

function open(version: MqttAgreement['version'], direction: Message['direction'] = 'client-to-server') {
  const messages: Message[] = [];
  const gaps: Gap[] = [];
  const agreement: MqttAgreement = { version };
  const reader = new MqttDirection(
    {
      connection: testConnection(),
      wire: 'tls',
      limits: defaultObserverLimits,
      sink: { message: (message) => void messages.push(message), exchange: () => undefined, gap: (gap) => void gaps.push(gap) },
    },
    { direction, idPrefix: 'm', request: undefined, agreement },
  );
  return { reader, messages, gaps, agreement };
}

describe('MqttDirection', () => {
  it('learns the version from CONNECT, and tells of a packet when its first byte came', () => {
    const { reader, messages, agreement } = open(undefined);
    const bytes = connect4('phone');
    expect(reader.feed(bytes.subarray(0, 3), 10)).toBe(3);
    expect(reader.feed(bytes.subarray(3), 20)).toBe(bytes.length - 3);
    expect(agreement.version).toBe(4);
    expect(messages).toMatchObject([{ id: 'm1', kind: 'mqtt', wire: 'tls', startedDateTime: 10, properties: ['client-id', 'phone'] }]);
  });

  it('says where a fault begins, and hands over what it kept of the packet', () => {
    const { reader, messages } = open(4);
    const good = publish4('t', 'x');
    const bad = packet(0xc0, 'hidden');
    expect(reader.feed(Buffer.concat([good, bad]), 0)).toBe(good.length);
    expect([reader.fault, reader.takeUnread().length, messages.length]).toEqual(['malformed-packet', 0, 1]);
    const other = open(4);
    expect(other.reader.feed(bad.subarray(0, 4), 0)).toBe(4);
    expect(other.reader.feed(Buffer.concat([bad.subarray(4), good]), 0)).toBe(4);
    expect([other.reader.fault, other.reader.takeUnread()]).toEqual(['malformed-packet', bad]);
  });

  it('waits for no more than the next thing it needs', () => {
    const { reader, messages } = open(4, 'server-to-client');
    for (const byte of publish4('topic', 'payload')) reader.feed(Buffer.of(byte), 0);
    expect(messages.map(({ properties, body }) => [properties, body.bytes.toString()])).toEqual([[['topic', 'topic'], 'payload']]);
    reader.breakOff('truncated');
    expect(messages).toHaveLength(1);
  });
});
