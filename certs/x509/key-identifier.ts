import { createHash } from 'node:crypto';
import { readDer, readDerChildren } from './read-der.js';

/** SHA-1 of the key bits in a SubjectPublicKeyInfo (RFC 5280 section 4.2.1.2, method 1): a name for the key, not a safeguard. */
export function keyIdentifier(publicKeyInfo: Uint8Array): Buffer {
  const bits = readDerChildren(publicKeyInfo, readDer(publicKeyInfo, 0, publicKeyInfo.length))[1];
  if (bits === undefined) throw new RangeError('public key without its bits');
  return createHash('sha1')
    .update(publicKeyInfo.subarray(bits.contentStart + 1, bits.end)) // the first byte counts unused bits
    .digest();
}
