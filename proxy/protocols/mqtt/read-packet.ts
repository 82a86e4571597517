import type { PacketCursor } from './packet-cursor.js';
import { packetTypes } from './packet-types.js';
import type { MqttVersion } from './read-connect.js';
import { readProperties } from './read-properties.js';

/**
 * Reads a control packet other than CONNECT and PUBLISH behind its fixed header (MQTT 5.0, chapter 3), and returns what it names: topics,
 * reasons, authentication, user properties. Undefined when its parts are not well-formed or do not fill it exactly: nothing may hide there.
 */
export function readPacket(cursor: PacketCursor, type: number, version: MqttVersion): readonly string[] | undefined {
  const told: string[] = [];
  const wellFormed = readParts(cursor, type, version, told);
  return wellFormed && !cursor.failed && cursor.atEnd ? told : undefined;
}

/** False where a number is none that may stand there. */
function readParts(cursor: PacketCursor, type: number, version: MqttVersion, told: string[]): boolean {
  switch (type) {
    case packetTypes.connack:
      cursor.skip(2);
      // A server that does not know MQTT 5 refuses it in the form of its own version.
      if (version === 5 && !cursor.atEnd) readProperties(cursor, told);
      return true;
    case packetTypes.puback:
    case packetTypes.pubrec:
    case packetTypes.pubrel:
    case packetTypes.pubcomp:
      cursor.skip(2);
      if (version === 5) readReason(cursor, told);
      return true;
    case packetTypes.subscribe:
    case packetTypes.unsubscribe:
      cursor.skip(2);
      if (version === 5) readProperties(cursor, told);
      do {
        told.push('topic', cursor.text());
        if (type === packetTypes.subscribe) cursor.byte();
      } while (!cursor.failed && !cursor.atEnd);
      return true;
    case packetTypes.suback:
    case packetTypes.unsuback:
      cursor.skip(2);
      if (version === 5) readProperties(cursor, told);
      return version < 5 && type === packetTypes.unsuback ? true : readCodes(cursor);
    case packetTypes.disconnect:
    case packetTypes.auth:
      if (version === 5) readReason(cursor, told);
      return version === 5 || type === packetTypes.disconnect;
    case packetTypes.pingreq:
    case packetTypes.pingresp:
      return true;
    default:
      return false;
  }
}

/** A reason code and properties, both of which may be left out at the end of a packet. */
function readReason(cursor: PacketCursor, told: string[]): void {
  if (cursor.atEnd) return;
  cursor.byte();
  if (!cursor.atEnd) readProperties(cursor, told);
}

/** One a topic: granted QoS, `0x11` where there was no subscription, or a failure. */
function readCodes(cursor: PacketCursor): boolean {
  while (!cursor.failed && !cursor.atEnd) {
    const code = cursor.byte();
    if (code > 2 && code !== 0x11 && code < 0x80) return false;
  }
  return true;
}
