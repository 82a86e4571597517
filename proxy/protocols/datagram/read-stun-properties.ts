import ipaddr from 'ipaddr.js';
import { stunHeaderLength } from './is-stun-message.js';

/** `whole` is false where attributes were left that could not be read. `data` is a view of what a TURN indication relays (RFC 8656, section 18.4). */
export interface StunReading {
  readonly properties: readonly string[];
  readonly whole: boolean;
  readonly data?: Buffer;
}

const relayedData = 0x0013;

type Attribute = { readonly name: string; readonly kind: 'text' | 'hex' | 'address' | 'xor-address' | 'error' };

/** Attributes whose values are text, or become text (RFC 8489, section 14; RFC 8656, section 18; RFC 5780, section 7). */
const attributes = new Map<number, Attribute>([
  [0x0001, { name: 'mapped-address', kind: 'address' }],
  [0x0002, { name: 'response-address', kind: 'address' }],
  [0x0004, { name: 'source-address', kind: 'address' }],
  [0x0005, { name: 'changed-address', kind: 'address' }],
  [0x0006, { name: 'username', kind: 'text' }],
  [0x0009, { name: 'error-reason', kind: 'error' }],
  [0x0012, { name: 'xor-peer-address', kind: 'xor-address' }],
  [0x0014, { name: 'realm', kind: 'text' }],
  [0x0015, { name: 'nonce', kind: 'text' }],
  [0x0016, { name: 'xor-relayed-address', kind: 'xor-address' }],
  [0x001e, { name: 'userhash', kind: 'hex' }],
  [0x0020, { name: 'xor-mapped-address', kind: 'xor-address' }],
  [0x8003, { name: 'alternate-domain', kind: 'text' }],
  [0x8020, { name: 'xor-mapped-address', kind: 'xor-address' }],
  [0x8022, { name: 'software', kind: 'text' }],
  [0x8023, { name: 'alternate-server', kind: 'address' }],
  [0x802b, { name: 'response-origin', kind: 'address' }],
  [0x802c, { name: 'other-address', kind: 'address' }],
]);

/**
 * The attributes of a STUN message as names and text: user names, realms, and the addresses, with the XOR undone that hides them from
 * address-rewriting routers. Addresses without ports. Bounded by the datagram: an attribute takes at least four bytes.
 *
 * @param message a datagram that `isStunMessage` took
 */
export function readStunProperties(message: Buffer): StunReading {
  const properties: string[] = [];
  let at = stunHeaderLength;
  let whole = true;
  let data: Buffer | undefined;
  while (at < message.length) {
    if (at + 4 > message.length) return { properties, whole: false };
    const type = message.readUInt16BE(at);
    const attribute = attributes.get(type);
    const length = message.readUInt16BE(at + 2);
    const end = at + 4 + length;
    if (end > message.length) return { properties, whole: false };
    if (attribute !== undefined) {
      const text = readValue(attribute, message, message.subarray(at + 4, end));
      if (text === undefined) whole = false;
      else if (text !== '') properties.push(attribute.name, text);
    }
    if (type === relayedData) data ??= message.subarray(at + 4, end);
    at = end + (-length & 3);
  }
  return data === undefined ? { properties, whole } : { properties, whole, data };
}

function readValue(attribute: Attribute, message: Buffer, value: Buffer): string | undefined {
  switch (attribute.kind) {
    case 'text':
      return value.toString('utf8');
    case 'hex':
      return value.toString('hex');
    case 'error':
      return value.length < 4 ? undefined : value.toString('utf8', 4);
    case 'address':
      return readAddress(value, undefined);
    case 'xor-address':
      // The cookie and the transaction ID follow each other in the header: the mask of an IPv6 address.
      return readAddress(value, message.subarray(4, stunHeaderLength));
  }
}

function readAddress(value: Buffer, mask: Buffer | undefined): string | undefined {
  const length = value[1] === 1 ? 4 : value[1] === 2 ? 16 : 0;
  if (length === 0 || value.length !== 4 + length) return undefined;
  const bytes = Array.from(value.subarray(4), (byte, index) => byte ^ (mask?.[index] ?? 0));
  return length === 4 ? bytes.join('.') : ipaddr.fromByteArray(bytes).toString();
}
