import { extensionParsers } from 'read-tls-client-hello';
import { assertNever, type ClientHelloFacts } from '../../model/index.js';
import { decodeAlpn } from './alpn.js';
import { ja4 } from './ja4.js';

/** What the relay needs of a ClientHello (RFC 8446, section 4.1.2). `serverName` is lower case, without a trailing dot. */
export interface ClientHello {
  readonly serverName?: string;
  /** ALPN protocol IDs (latin1) in the client's order; absent when the extension is. */
  readonly alpn?: readonly string[];
  /** What the client can speak; absent when its hello names no version of TLS we know (DTLS has numbers of its own). */
  readonly versions?: TlsVersions;
  /** Extension types in the client's order, GREASE (RFC 8701) included. */
  readonly extensions: readonly number[];
  /** What is recorded of it. */
  readonly facts: ClientHelloFacts;
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

/** What carries the message. DTLS has a longer header and a cookie in it (RFC 6347, section 4.2). */
export type HelloTransport = 'tcp' | 'quic' | 'dtls';

/** A hello larger than this is not read (bytes). Post-quantum key shares make 2 KiB common; OpenSSL's own limit is 128 KiB. */
export const clientHelloLimit = 128 * 1024;

/**
 * Reads a ClientHello as a bare handshake message, without records: what QUIC carries in CRYPTO frames (RFC 9001, section 4.1.3), or a
 * DTLS message put together from its fragments, with one header (RFC 6347, section 4.2.2). Bytes behind the message are left alone.
 * Keeps nothing of `bytes`. Never throws.
 */
export function readClientHelloMessage(bytes: Buffer, transport: HelloTransport = 'tcp'): ClientHelloReading {
  if (bytes.length > 0 && bytes[0] !== 1) return { kind: 'malformed' };
  const head = transport === 'dtls' ? 12 : 4;
  if (bytes.length < head) return { kind: 'incomplete' };
  const length = bytes.readUIntBE(1, 3);
  if (length + head > clientHelloLimit) return { kind: 'malformed' };
  if (transport === 'dtls' && (bytes.readUIntBE(6, 3) !== 0 || bytes.readUIntBE(9, 3) !== length)) return { kind: 'incomplete' };
  if (bytes.length < head + length) return { kind: 'incomplete' };
  try {
    return parseBody(bytes.subarray(head, head + length), transport);
  } catch (error) {
    // The library's parsers and Buffer reads throw on lengths that point outside: the bytes are at fault, not we.
    if (error instanceof Error) return { kind: 'malformed' };
    throw error;
  }
}

const extension = { serverName: 0, signatureAlgorithms: 13, alpn: 16, supportedVersions: 43, encryptedClientHello: 0xfe0d } as const;

function parseBody(body: Buffer, transport: HelloTransport): ClientHelloReading {
  const legacy = body.readUInt16BE(0);
  let at = 34;
  at += 1 + body.readUInt8(at);
  if (transport === 'dtls') at += 1 + body.readUInt8(at);
  const cipherEnd = at + 2 + body.readUInt16BE(at);
  const ciphers = numbers(body, at + 2, cipherEnd);
  at = cipherEnd;
  at += 1 + body.readUInt8(at);
  if (at > body.length) return { kind: 'malformed' };

  const types: number[] = [];
  let serverName: string | undefined;
  let alpn: readonly string[] | undefined;
  let versions: readonly number[] | undefined;
  let signatureAlgorithms: readonly number[] = [];
  if (at < body.length) {
    const end = at + 2 + body.readUInt16BE(at);
    if (end > body.length) return { kind: 'malformed' };
    at += 2;
    while (at < end) {
      const type = body.readUInt16BE(at);
      const length = body.readUInt16BE(at + 2);
      if (at + 4 + length > end) return { kind: 'malformed' };
      const data = body.subarray(at + 4, at + 4 + length);
      types.push(type);
      if (type === extension.serverName && length > 0) serverName = extensionParsers[0](data)?.serverName;
      else if (type === extension.supportedVersions) versions = extensionParsers[43](data).versions;
      else if (type === extension.signatureAlgorithms && length >= 2) {
        signatureAlgorithms = numbers(data, 2, Math.min(length, 2 + data.readUInt16BE(0)));
      } else if (type === extension.alpn) {
        alpn = decodeAlpn(data);
        if (alpn === undefined) return { kind: 'malformed' };
      }
      at += 4 + length;
    }
  }

  const newest = newestOf(versions ?? [legacy]);
  const name = serverName?.toLowerCase().replace(/\.$/, '');
  const facts: ClientHelloFacts = {
    ja4: ja4({
      transport: markOf(transport),
      version: newest,
      hasServerName: types.includes(extension.serverName),
      firstProtocol: alpn?.[0],
      ciphers,
      extensions: types,
      signatureAlgorithms,
    }),
    alpn: alpn ?? [],
    ...(newest === undefined ? {} : { protocolVersion: versionNames.get(newest)! }),
    encryptedClientHello: types.includes(extension.encryptedClientHello),
  };
  return {
    kind: 'complete',
    hello: {
      ...(name ? { serverName: name } : {}),
      ...(alpn ? { alpn } : {}),
      ...versionsOf(versions ?? [], legacy),
      extensions: types,
      facts,
    },
  };
}

function numbers(bytes: Buffer, from: number, end: number): number[] {
  const list: number[] = [];
  for (let at = from; at + 1 < end; at += 2) list.push(bytes.readUInt16BE(at));
  return list;
}

function markOf(transport: HelloTransport): 't' | 'q' | 'd' {
  switch (transport) {
    case 'tcp':
      return 't';
    case 'quic':
      return 'q';
    case 'dtls':
      return 'd';
    default:
      return assertNever(transport);
  }
}

/** As OpenSSL names them, the newest first. */
const versionNames = new Map([
  [0x0304, 'TLSv1.3'],
  [0x0303, 'TLSv1.2'],
  [0x0302, 'TLSv1.1'],
  [0x0301, 'TLSv1'],
  [0x0300, 'SSLv3'],
  [0xfefc, 'DTLSv1.3'],
  [0xfefd, 'DTLSv1.2'],
  [0xfeff, 'DTLSv1'],
]);

function newestOf(offered: readonly number[]): number | undefined {
  for (const known of versionNames.keys()) if (offered.includes(known)) return known;
  return undefined;
}

/** RFC 8446, section 4.2.1: without supported_versions the legacy version is the highest, and anything below it may do. Other numbers are GREASE. */
function versionsOf(listed: readonly number[], legacy: number): { versions?: TlsVersions } {
  const known = listed.filter((version) => version >= 0x0301 && version <= 0x0304);
  if (known.length > 0) return { versions: { lowest: Math.min(...known), highest: Math.max(...known) } };
  return legacy >= 0x0301 && legacy <= 0x0303 ? { versions: { lowest: 0x0301, highest: legacy } } : {};
}
