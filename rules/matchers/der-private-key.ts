import { Buffer } from 'node:buffer';

const SEQUENCE = 0x30;
/** The first bytes after the outer length, in hex, of the encodings of private keys. */
const CONTENTS: readonly (readonly [hex: string, note: string])[] = [
  // PKCS#1 (RFC 8017, A.1.2): version 0, then a modulus of 128 to 65,535 bytes.
  ['02010002', 'RSA private key'],
  // PKCS#8 (RFC 5958): version 0 or 1, then an algorithm: a sequence that begins with an OID.
  ['02010030', 'PKCS#8 private key'],
  ['02010130', 'PKCS#8 private key'],
  // SEC 1 (RFC 5915): version 1, then an octet string of 32, 48 or 66 bytes.
  ['0201010420', 'EC private key'],
  ['0201010430', 'EC private key'],
  ['0201010442', 'EC private key'],
];
/** PKCS#8 encrypted with a password (PBES2, RFC 8018). */
const ENCRYPTED = /^30[0-9a-f]{2,6}06092a864886f70d01050d/;
/** A PKCS#8 algorithm: OID of RSA, EC, DSA, DH, or Ed25519 and its like. */
const ALGORITHM = /^02010[01]30(?:[0-7][0-9a-f]|81[0-9a-f]{2}|82[0-9a-f]{4})06(?:092a864886f70d0101|072a8648ce|052b8104|032b65)/;

/** The length of a DER value and of its head (X.690, 8.1.3), or `undefined` for the forms that private keys do not have. */
function readLength(bytes: Uint8Array): { readonly head: number; readonly total: number } | undefined {
  const first = bytes[1] ?? 0;
  if (first < 0x80) return { head: 2, total: 2 + first };
  if (first === 0x81) return { head: 3, total: 3 + (bytes[2] ?? 0) };
  if (first === 0x82) return { head: 4, total: 4 + (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0) };
  return undefined;
}

/**
 * What private key the bytes begin with in DER, and its length in bytes, which the bytes may not hold in full; `undefined` for anything else:
 * certificates, public keys, signatures. The first 40 bytes decide.
 */
export function derPrivateKey(bytes: Uint8Array): { readonly note: string; readonly length: number } | undefined {
  if (bytes.length < 40 || bytes[0] !== SEQUENCE) return undefined;
  const length = readLength(bytes);
  if (length === undefined || length.total < 40) return undefined;
  const content = Buffer.from(bytes.subarray(length.head, length.head + 36)).toString('hex');
  if (ENCRYPTED.test(content)) return { note: 'encrypted private key', length: length.total };
  const known = CONTENTS.find(([hex]) => content.startsWith(hex));
  if (known === undefined) return undefined;
  if (known[1] === 'PKCS#8 private key' && !ALGORITHM.test(content)) return undefined;
  // A modulus takes up at least half of a PKCS#1 key's bytes, so its own length has the long form.
  if (known[1] === 'RSA private key' && !/^0201000281|^0201000282/.test(content)) return undefined;
  return { note: known[1], length: length.total };
}
