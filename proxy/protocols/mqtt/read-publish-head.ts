import type { PacketCursor } from './packet-cursor.js';
import type { MqttVersion } from './read-connect.js';
import { readProperties } from './read-properties.js';

/** What stands before the payload of a PUBLISH. `topic` is empty where an alias stands for it. */
export interface PublishHead {
  readonly topic: string;
  readonly alias: number | undefined;
  readonly contentType: string | undefined;
  /** Of MQTT 5: those that name something. */
  readonly properties: readonly string[];
}

/** Reads the head of a PUBLISH (MQTT 5.0, section 3.3.2); `cursor` stands at the payload then. */
export function readPublishHead(cursor: PacketCursor, version: MqttVersion, qos: number): PublishHead {
  const topic = cursor.text();
  if (qos > 0) cursor.skip(2);
  const properties: string[] = [];
  const facts = version === 5 ? readProperties(cursor, properties) : undefined;
  return { topic, alias: facts?.topicAlias, contentType: facts?.contentType, properties };
}

/**
 * How many bytes from `at` on must be there to read the head of a PUBLISH whose variable header begins at `at`, as far as the bytes at hand
 * tell: ask again when they have come.
 */
export function publishHeadLength(bytes: Buffer, at: number, version: MqttVersion, qos: number): number {
  if (bytes.length < at + 2) return 2;
  const fixed = 2 + bytes.readUInt16BE(at) + (qos > 0 ? 2 : 0);
  if (version !== 5) return fixed;
  let length = 0;
  for (let digits = 0; digits < 4; digits += 1) {
    const byte = bytes[at + fixed + digits];
    if (byte === undefined) return fixed + digits + 1;
    length |= (byte & 0x7f) << (7 * digits);
    if (byte < 0x80) return fixed + digits + 1 + length;
  }
  // Malformed: whoever reads it will see.
  return fixed + 4;
}
