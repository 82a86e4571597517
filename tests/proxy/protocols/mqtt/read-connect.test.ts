import { expect, it } from 'vitest';
import { PacketCursor } from '../../../../proxy/protocols/mqtt/packet-cursor.js';
import { readConnect } from '../../../../proxy/protocols/mqtt/read-connect.js';
import { text } from '../../../wire/mqtt-packets.js';

const read = (...parts: (Buffer | number[])[]) => {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
  return readConnect(new PacketCursor(bytes, 0, bytes.length));
};

it.each([
  ['MQIsdp', 3, 3],
  ['MQIsdp', 0x83, 3],
  ['MQTT', 4, 4],
  ['MQTT', 0x84, 4],
])('%s, level %d, is version %d', (name, level, version) => {
  expect(read(text(name), [level, 0, 0, 0], text('a'))).toEqual({
    version,
    told: { properties: ['client-id', 'a'], payload: Buffer.alloc(0), contentType: undefined },
  });
});

it.each<[name: string, fault: string, parts: (Buffer | number[])[]]>([
  ['an older name with a newer level', 'unknown-version', [text('MQIsdp'), [4, 0, 0, 0], text('a')]],
  ['another name', 'unknown-version', [text('MQTTX'), [4, 0, 0, 0], text('a')]],
  ['nothing', 'malformed-packet', []],
  ['no client ID', 'malformed-packet', [text('MQTT'), [4, 0, 0, 0]]],
  ['a user name that is promised only', 'malformed-packet', [text('MQTT'), [4, 0x80, 0, 0], text('a')]],
  ['something behind it', 'malformed-packet', [text('MQTT'), [4, 0, 0, 0], text('a'), text('b')]],
])('%s is a fault', (_name, fault, parts) => {
  expect(read(...parts)).toEqual({ fault });
});

it('lets MQTT 3.1 leave out a user name and password that it promises', () => {
  expect(read(text('MQIsdp'), [3, 0xc0, 0, 0], text('a'))).toMatchObject({ told: { properties: ['client-id', 'a'] } });
});
