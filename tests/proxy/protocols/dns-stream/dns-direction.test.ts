import { describe, expect, it } from 'vitest';
import type { Gap, Message } from '../../../../model/index.js';
import { DnsDirection } from '../../../../proxy/protocols/dns-stream/dns-direction.js';
import { defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { dnsFrame, dnsQuery } from '../../../wire/dns-messages.js';
import { testConnection } from '../../../wire/feed.js';

function open() {
  const messages: Message[] = [];
  const gaps: Gap[] = [];
  const sink = {
    message: (message: Message) => void messages.push({ ...message, body: { ...message.body, bytes: Buffer.from(message.body.bytes) } }),
    exchange: () => undefined,
    gap: (gap: Gap) => void gaps.push(gap),
  };
  const context = { connection: testConnection(), wire: 'tls', limits: defaultObserverLimits, sink } as const;
  return { reader: new DnsDirection(context, 'server-to-client', 'p-d-in'), messages, gaps };
}
const query = dnsQuery('a.example');
const frame = dnsFrame(query);

describe('DnsDirection', () => {
  it('tells of a message when its first byte came', () => {
    const { reader, messages } = open();
    expect(reader.feed(frame.subarray(0, 1), 10)).toBe(1);
    expect(reader.feed(Buffer.concat([frame.subarray(1), frame]), 20)).toBe(2 * frame.length - 1);
    expect(messages.map(({ id, direction, wire, startedDateTime, body }) => [id, direction, wire, startedDateTime, body.bytes])).toEqual([
      ['p-d-in1', 'server-to-client', 'tls', 10, query],
      ['p-d-in2', 'server-to-client', 'tls', 20, query],
    ]);
  });

  it('says where a fault begins, and hands over what it kept of the frame', () => {
    const whole = open().reader;
    expect(whole.feed(Buffer.concat([frame, Buffer.from('\0\x03bad')]), 0)).toBe(frame.length);
    expect([whole.fault, whole.takeUnread().length]).toEqual([true, 0]);
    const cut = open().reader;
    cut.feed(Buffer.from('HT'), 0);
    expect(cut.feed(Buffer.from('TP/1.1 400 Bad'), 0)).toBe(12);
    expect([cut.fault, cut.takeUnread().toString(), cut.takeUnread().length]).toEqual([true, 'HTTP/1.1 400 B', 0]);
  });

  it('gives back what never got as far as a header, and only that', () => {
    const first = open();
    first.reader.feed(frame.subarray(0, 13), 0);
    expect([first.reader.breakOff('cancelled').length, first.messages.length]).toEqual([13, 0]);
    const later = open();
    later.reader.feed(Buffer.concat([frame, frame.subarray(0, 14)]), 0);
    expect(later.reader.breakOff('truncated').length).toBe(0);
    expect(later.messages.at(-1)?.body).toMatchObject({ size: 12, truncated: true });
    expect(later.gaps).toMatchObject([{ reason: 'truncated', messageId: 'p-d-in2', location: 'name' }]);
  });
});
