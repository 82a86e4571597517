import { expect, it } from 'vitest';
import { PacketCursor } from '../../../../proxy/protocols/mqtt/packet-cursor.js';
import { packetTypes } from '../../../../proxy/protocols/mqtt/packet-types.js';
import { readPacket } from '../../../../proxy/protocols/mqtt/read-packet.js';
import { properties, text, textProperty } from '../../../wire/mqtt-packets.js';

const reason = properties(textProperty(0x1f, 'because'));
const empty = properties();
const because = ['reason-string', 'because'];
const id = Buffer.of(0, 7);
const { connack, puback, subscribe, suback, unsubscribe, unsuback, pingreq, disconnect, auth } = packetTypes;

it.each<[name: string, type: number, version: 3 | 4 | 5, parts: readonly (Buffer | number[])[], told: readonly string[] | undefined]>([
  ['CONNACK', connack, 4, [[1, 5]], []],
  ['CONNACK of 5', connack, 5, [[0, 0x87], reason], because],
  ['CONNACK of 4 with properties', connack, 4, [[0, 0], empty], undefined],
  ['PUBACK', puback, 3, [id], []],
  ['PUBACK of 5 with a code', puback, 5, [id, [0x10]], []],
  ['PUBACK of 5 with a reason', puback, 5, [id, [0x10], reason], because],
  ['PUBACK of 4 with a code', puback, 4, [id, [0x10]], undefined],
  ['SUBSCRIBE', subscribe, 4, [id, text('a'), [1], text('b'), [0]], ['topic', 'a', 'topic', 'b']],
  ['SUBSCRIBE of nothing', subscribe, 4, [id], undefined],
  ['SUBSCRIBE without its options', subscribe, 4, [id, text('a')], undefined],
  ['UNSUBSCRIBE of 5', unsubscribe, 5, [id, empty, text('a'), text('b')], ['topic', 'a', 'topic', 'b']],
  ['SUBACK', suback, 4, [id, [0, 1, 2, 0x80]], []],
  ['SUBACK of 5', suback, 5, [id, reason, [0x87]], because],
  ['SUBACK with codes that are text', suback, 4, [id, Buffer.from('text')], undefined],
  ['UNSUBACK', unsuback, 4, [id], []],
  ['UNSUBACK of 4 with codes', unsuback, 4, [id, [0]], undefined],
  ['UNSUBACK of 5', unsuback, 5, [id, reason, [0, 0x11]], because],
  ['PINGREQ', pingreq, 5, [], []],
  ['PINGREQ with more', pingreq, 5, [[0]], undefined],
  ['DISCONNECT', disconnect, 4, [], []],
  ['DISCONNECT of 4 with a code', disconnect, 4, [[0]], undefined],
  ['DISCONNECT of 5', disconnect, 5, [[4], reason], because],
  ['AUTH', auth, 5, [[0x18], reason], because],
  ['AUTH of 4', auth, 4, [], undefined],
  ['a type that is none', 0, 5, [], undefined],
])('%s', (_name, type, version, parts, told) => {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
  expect(readPacket(new PacketCursor(bytes, 0, bytes.length), type, version)).toEqual(told);
});
