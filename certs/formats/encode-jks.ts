import { createHash } from 'node:crypto';

/** One certificate that Java is to trust. Aliases are compared without case and must be distinct; at most 65,535 bytes. */
export interface TrustedCertificate {
  readonly alias: string;
  readonly der: Uint8Array;
}

/**
 * A Java key store of the format JKS, version 2, holding trusted certificates only. Java reads it whatever `keystore.type` says; a
 * PKCS#12 file of certificates alone, as OpenSSL writes it, it reads as empty. `created` in milliseconds since 1970. The password only
 * guards against accidents (a SHA-1 over password and content); nothing in here is secret.
 * Source: OpenJDK, `sun.security.provider.JavaKeyStore`, comment on `engineStore`.
 */
export function encodeJks(certificates: readonly TrustedCertificate[], password: string, created: number): Buffer {
  const parts = [u32(0xfeedfeed), u32(2), u32(certificates.length)];
  for (const { alias, der } of certificates) parts.push(u32(2), utf(alias), u64(created), utf('X.509'), u32(der.length), Buffer.from(der));
  const content = Buffer.concat(parts);
  const digest = createHash('sha1').update(Buffer.from(password, 'utf16le').swap16()).update('Mighty Aphrodite').update(content).digest();
  return Buffer.concat([content, digest]);
}

/** `DataOutput.writeUTF`; for ASCII its modified UTF-8 is plain UTF-8. */
function utf(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(Math.trunc(value)));
  return bytes;
}
