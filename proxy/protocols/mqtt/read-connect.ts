import type { MqttFault } from './mqtt-fault.js';
import type { PacketCursor } from './packet-cursor.js';
import { propertiesOnly, type ToldPacket } from './packet-reading.js';
import { readProperties } from './read-properties.js';

/** Protocol level: 3 for MQTT 3.1, 4 for 3.1.1, 5 for 5. */
export type MqttVersion = 3 | 4 | 5;

export type ConnectReading = { readonly version: MqttVersion; readonly told: ToldPacket } | { readonly fault: MqttFault };

const flag = { username: 0x80, password: 0x40, will: 0x04 } as const;
/** Set in the level by bridges between brokers (mosquitto). */
const bridge = 0x80;

/**
 * Reads a CONNECT (MQTT 5.0 and 3.1.1, section 3.1) behind its fixed header: who connects, and the will, whose payload is that of the told packet.
 * MQTT 3.1 lets it end before a user name and password that its flags promise.
 */
export function readConnect(cursor: PacketCursor): ConnectReading {
  const name = cursor.text();
  const version = versionOf(name, cursor.byte() & ~bridge);
  if (version === undefined) return { fault: cursor.failed ? 'malformed-packet' : 'unknown-version' };
  const flags = cursor.byte();
  cursor.skip(2);
  const own: string[] = [];
  if (version === 5) readProperties(cursor, own);
  const told = ['client-id', cursor.text()];
  let will: ToldPacket | undefined;
  if ((flags & flag.will) !== 0) {
    const ofWill: string[] = [];
    const facts = version === 5 ? readProperties(cursor, ofWill, 'will-') : undefined;
    told.push('will-topic', cursor.text(), ...ofWill);
    will = { properties: told, payload: cursor.binary(), contentType: facts?.contentType };
  }
  const more = () => version !== 3 || !cursor.atEnd;
  if ((flags & flag.username) !== 0 && more()) told.push('username', cursor.text());
  if ((flags & flag.password) !== 0 && more()) told.push('password', cursor.text());
  if (cursor.failed || !cursor.atEnd) return { fault: 'malformed-packet' };
  told.push(...own);
  return { version, told: will ?? propertiesOnly(told) };
}

function versionOf(name: string, level: number): MqttVersion | undefined {
  if (name === 'MQTT') return level === 4 || level === 5 ? level : undefined;
  return name === 'MQIsdp' && level === 3 ? level : undefined;
}
