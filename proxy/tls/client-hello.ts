import { extensionParsers } from 'read-tls-client-hello';
import { decodeAlpn } from './alpn.js';

/** What the relay needs of a ClientHello (RFC 8446, section 4.1.2). `serverName` is lower case, without a trailing dot. */
export interface ClientHello {
  readonly serverName?: string;
  /** ALPN protocol IDs (latin1) in the client's order; absent when the extension is. */
  readonly alpn?: readonly string[];
  /** What the client can speak; absent when its hello names no version we know. */
  readonly versions?: TlsVersions;
}

/** Lowest and highest TLS version as numbers on the wire: 0x0303 is TLS 1.2, 0x0304 TLS 1.3. */
export interface TlsVersions {
  readonly lowest: number;
  readonly highest: number;
}

/** `incomplete`: feed more bytes; `malformed`: not a ClientHello that anybody could answer. */
export type ClientHelloReading =
  | { readonly kind: 'complete'; readonly hello: ClientHello }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'malformed' };

/** A hello larger than this is not read (bytes). Post-quantum key shares make 2 KiB common; OpenSSL's own limit is 128 KiB. */
export const clientHelloLimit = 128 * 1024;

/**
 * Reads a ClientHello from the first bytes of a connection, synchronously, whatever way it is cut into TLS records
 * (RFC 8446, section 5.1) and TCP segments. Does not consume anything.
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
  const body = (fragments.length === 1 ? fragments[0]! : Buffer.concat(fragments)).subarray(4, need);
  try {
    return parseBody(body);
  } catch (error) {
    // The library's parsers and Buffer reads throw on lengths that point outside: the bytes are at fault, not we.
    if (error instanceof Error) return { kind: 'malformed' };
    throw error;
  }
}

function parseBody(body: Buffer): ClientHelloReading {
  let at = 34;
  at += 1 + body.readUInt8(at);
  at += 2 + body.readUInt16BE(at);
  at += 1 + body.readUInt8(at);
  const legacy = body.readUInt16BE(0);
  if (at === body.length) return { kind: 'complete', hello: { ...versionsOf([], legacy) } };
  const end = at + 2 + body.readUInt16BE(at);
  if (end > body.length) return { kind: 'malformed' };
  at += 2;
  let serverName: string | undefined;
  let alpn: readonly string[] | undefined;
  let versions: readonly number[] = [];
  while (at < end) {
    const type = body.readUInt16BE(at);
    const length = body.readUInt16BE(at + 2);
    const data = body.subarray(at + 4, at + 4 + length);
    if (at + 4 + length > end) return { kind: 'malformed' };
    if (type === 0 && length > 0) serverName = extensionParsers[0](data)?.serverName;
    else if (type === 43) versions = extensionParsers[43](data).versions;
    else if (type === 16) {
      alpn = decodeAlpn(data);
      if (alpn === undefined) return { kind: 'malformed' };
    }
    at += 4 + length;
  }
  const name = serverName?.toLowerCase().replace(/\.$/, '');
  return {
    kind: 'complete',
    hello: { ...(name ? { serverName: name } : {}), ...(alpn ? { alpn } : {}), ...versionsOf(versions, legacy) },
  };
}

/** RFC 8446, section 4.2.1: without supported_versions the legacy version is the highest, and anything below it may do. Other numbers are GREASE. */
function versionsOf(listed: readonly number[], legacy: number): { versions?: TlsVersions } {
  const known = listed.filter((version) => version >= 0x0301 && version <= 0x0304);
  if (known.length > 0) return { versions: { lowest: Math.min(...known), highest: Math.max(...known) } };
  return legacy >= 0x0301 && legacy <= 0x0303 ? { versions: { lowest: 0x0301, highest: legacy } } : {};
}
