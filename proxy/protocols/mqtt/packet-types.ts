import type { Direction } from '../../../model/index.js';

/** MQTT 5.0, section 2.1.2. */
export const packetTypes = {
  connect: 1,
  connack: 2,
  publish: 3,
  puback: 4,
  pubrec: 5,
  pubrel: 6,
  pubcomp: 7,
  subscribe: 8,
  suback: 9,
  unsubscribe: 10,
  unsuback: 11,
  pingreq: 12,
  pingresp: 13,
  disconnect: 14,
  auth: 15,
} as const;

const { connect, connack, subscribe, suback, unsubscribe, unsuback, pingreq, pingresp } = packetTypes;
const ofClient = new Set<number>([connect, subscribe, unsubscribe, pingreq]);
const ofServer = new Set<number>([connack, suback, unsuback, pingresp]);

/** Whether only the other side may send a packet of that type. */
export function isOfOtherSide(type: number, direction: Direction): boolean {
  return (direction === 'client-to-server' ? ofServer : ofClient).has(type);
}
