import { type ClientHelloReading, clientHelloLimit, readClientHelloMessage } from './client-hello-message.js';

export {
  type ClientHello,
  type ClientHelloReading,
  clientHelloLimit,
  readClientHelloMessage,
  type TlsVersions,
} from './client-hello-message.js';

/**
 * Reads a ClientHello from the first bytes of a connection, synchronously, whatever way it is cut into TLS records
 * (RFC 8446, section 5.1) and TCP segments. Does not consume anything, and keeps nothing of `bytes`.
 */
export function readClientHello(bytes: Buffer): ClientHelloReading {
  const fragments: Buffer[] = [];
  let offset = 0;
  let have = 0;
  let need = 4;
  while (have < need) {
    if (bytes.length > clientHelloLimit) return { kind: 'malformed' };
    if (bytes.length - offset < 5) return { kind: 'incomplete' };
    if (bytes[offset] !== 0x16 || bytes[offset + 1] !== 3) return { kind: 'malformed' };
    const length = bytes.readUInt16BE(offset + 3);
    if (length === 0 || length > 16384 + 256) return { kind: 'malformed' };
    const fragment = bytes.subarray(offset + 5, offset + 5 + length);
    fragments.push(fragment);
    have += fragment.length;
    if (have >= 4 && need === 4) {
      const head = fragments.length === 1 ? fragment : Buffer.concat(fragments);
      if (head[0] !== 1) return { kind: 'malformed' };
      need = 4 + head.readUIntBE(1, 3);
      if (need > clientHelloLimit) return { kind: 'malformed' };
    }
    if (fragment.length < length && have < need) return { kind: 'incomplete' };
    offset += 5 + length;
  }
  return readClientHelloMessage(fragments.length === 1 ? fragments[0]! : Buffer.concat(fragments));
}
