import { addressLiteral } from './address-literal.js';

/** A destination as a SOCKS5 client writes it. `host` of type `name` is latin1 and unchecked: it comes from the network. */
export interface SocksAddress {
  readonly type: 'ipv4' | 'ipv6' | 'name';
  readonly host: string;
  readonly port: number;
}

export type AddressReading =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'unknown-type' }
  | { readonly kind: 'read'; readonly address: SocksAddress; readonly end: number };

export const addressTypes = { ipv4: 0x01, name: 0x03, ipv6: 0x04 } as const;

/**
 * Where an address (ATYP, address, port: RFC 1928, section 5) that starts at `start` ends. `undefined`: its type is none of the three;
 * a number beyond `bytes.length`: at least that many bytes are needed.
 */
export function addressEnd(bytes: Buffer, start: number): number | undefined {
  switch (bytes[start]) {
    case undefined:
      return start + 1;
    case addressTypes.ipv4:
      return start + 7;
    case addressTypes.ipv6:
      return start + 19;
    case addressTypes.name:
      // Before its length has come, the length counts as none.
      return start + 4 + (bytes[start + 1] ?? 0);
    default:
      return undefined;
  }
}

/** Reads an address that starts at `start`. Not a check that a name is one, nor that the port can be used: see `to-authority.ts`. */
export function readAddress(bytes: Buffer, start: number): AddressReading {
  const end = addressEnd(bytes, start);
  if (end === undefined) return { kind: 'unknown-type' };
  if (end > bytes.length) return { kind: 'incomplete' };
  const port = bytes.readUInt16BE(end - 2);
  if (bytes[start] === addressTypes.name) {
    return { kind: 'read', address: { type: 'name', host: bytes.toString('latin1', start + 2, end - 2), port }, end };
  }
  const type = bytes[start] === addressTypes.ipv4 ? 'ipv4' : 'ipv6';
  return { kind: 'read', address: { type, host: addressLiteral(bytes.subarray(start + 1, end - 2)), port }, end };
}
