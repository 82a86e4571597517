import type { PacketCursor } from './packet-cursor.js';

/** What a block of properties says, beside what it tells. */
export interface PropertyFacts {
  readonly contentType: string | undefined;
  readonly topicAlias: number | undefined;
}

type Shape = 'byte' | 'two bytes' | 'four bytes' | 'varint' | 'text';

/** MQTT 5.0, section 2.2.2.2. Those with a name are told; the others are numbers of the protocol's own. */
const properties = new Map<number, { readonly shape: Shape; readonly name?: string }>([
  [0x01, { shape: 'byte' }],
  [0x02, { shape: 'four bytes' }],
  [0x03, { shape: 'text', name: 'content-type' }],
  [0x08, { shape: 'text', name: 'response-topic' }],
  [0x09, { shape: 'text', name: 'correlation-data' }],
  [0x0b, { shape: 'varint' }],
  [0x11, { shape: 'four bytes' }],
  [0x12, { shape: 'text', name: 'client-id' }],
  [0x13, { shape: 'two bytes' }],
  [0x15, { shape: 'text', name: 'authentication-method' }],
  [0x16, { shape: 'text', name: 'authentication-data' }],
  [0x17, { shape: 'byte' }],
  [0x18, { shape: 'four bytes' }],
  [0x19, { shape: 'byte' }],
  [0x1a, { shape: 'text', name: 'response-information' }],
  [0x1c, { shape: 'text', name: 'server-reference' }],
  [0x1f, { shape: 'text', name: 'reason-string' }],
  [0x21, { shape: 'two bytes' }],
  [0x22, { shape: 'two bytes' }],
  [0x23, { shape: 'two bytes' }],
  [0x24, { shape: 'byte' }],
  [0x25, { shape: 'byte' }],
  [0x27, { shape: 'four bytes' }],
  [0x28, { shape: 'byte' }],
  [0x29, { shape: 'byte' }],
  [0x2a, { shape: 'byte' }],
]);
const userProperty = 0x26;
const contentType = 0x03;
const topicAlias = 0x23;

/**
 * Reads the properties of an MQTT 5 packet (section 2.2.2) and adds those that are text or bytes to `told`: a user property under its own
 * name, and that name as a value too, since it may be one. Sets `cursor.failed` where they are not well-formed. `prefix` goes before the names
 * of the protocol's own properties.
 */
export function readProperties(cursor: PacketCursor, told: string[], prefix = ''): PropertyFacts {
  const length = cursor.varint();
  const end = cursor.at + length;
  let type: string | undefined;
  let alias: number | undefined;
  while (!cursor.failed && cursor.at < end) {
    const id = cursor.varint();
    if (id === userProperty) {
      const name = cursor.text();
      told.push('user-property', name, name.toLowerCase(), cursor.text());
      continue;
    }
    const property = properties.get(id);
    if (property === undefined) {
      cursor.failed = true;
      break;
    }
    switch (property.shape) {
      case 'byte':
        cursor.byte();
        break;
      case 'two bytes': {
        const value = cursor.uint16();
        if (id === topicAlias) alias = value;
        break;
      }
      case 'four bytes':
        cursor.skip(4);
        break;
      case 'varint':
        cursor.varint();
        break;
      case 'text': {
        const text = cursor.text();
        if (id === contentType) type = text;
        if (property.name !== undefined) told.push(prefix + property.name, text);
        break;
      }
    }
  }
  if (cursor.at !== end) cursor.failed = true;
  return { contentType: type, topicAlias: alias };
}
