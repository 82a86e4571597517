import { createHash } from 'node:crypto';

/** What a JA4 fingerprint is made of, as it stood in a ClientHello. Numbers are those on the wire, GREASE (RFC 8701) included. */
export interface Ja4Parts {
  /** `t`: over TCP, `q`: in QUIC, `d`: DTLS. */
  readonly transport: 't' | 'q' | 'd';
  /** The newest version offered; absent when its number is none we know. */
  readonly version: number | undefined;
  readonly hasServerName: boolean;
  /** The first ALPN name (latin1). */
  readonly firstProtocol: string | undefined;
  readonly ciphers: readonly number[];
  /** Extension types in their order. */
  readonly extensions: readonly number[];
  readonly signatureAlgorithms: readonly number[];
}

const versionNames = new Map([
  [0x0304, '13'],
  [0x0303, '12'],
  [0x0302, '11'],
  [0x0301, '10'],
  [0x0300, 's3'],
  [0xfefc, 'd3'],
  [0xfefd, 'd2'],
  [0xfeff, 'd1'],
]);

/**
 * JA4 (FoxIO, technical details "JA4: TLS client fingerprint"), e.g. `t13d1516h2_8daaf6152771_e5627efa2ab1`. The same for every hello of
 * one TLS stack in one setting, whatever the host and the order in which it lists ciphers and extensions. Not an identity: apps that
 * share a library share it.
 */
export function ja4(parts: Ja4Parts): string {
  const ciphers = parts.ciphers.filter(isNoGrease);
  const extensions = parts.extensions.filter(isNoGrease);
  const version = parts.version === undefined ? '00' : (versionNames.get(parts.version) ?? '00');
  const head = `${parts.transport}${version}${parts.hasServerName ? 'd' : 'i'}${count(ciphers)}${count(extensions)}${protocolMark(parts.firstProtocol)}`;
  const algorithms = parts.signatureAlgorithms.filter(isNoGrease).map(hex).join(',');
  // Server name and protocols vary with the host: they are counted above, and no part of the hash.
  const listed = inOrder(extensions.filter((type) => type !== 0 && type !== 16));
  return `${head}_${shortHash(inOrder(ciphers))}_${shortHash(algorithms === '' ? listed : `${listed}_${algorithms}`)}`;
}

function isNoGrease(value: number): boolean {
  return (value & 0x0f0f) !== 0x0a0a || value >> 8 !== (value & 0xff);
}

function count(list: readonly number[]): string {
  return String(Math.min(list.length, 99)).padStart(2, '0');
}

/** First and last character of the name; of its hex form where one of them is neither letter nor digit. */
function protocolMark(name: string | undefined): string {
  if (name === undefined || name === '') return '00';
  const ends = `${name.at(0)}${name.at(-1)}`;
  if (/^[0-9A-Za-z]{2}$/.test(ends)) return ends;
  const text = Buffer.from(name, 'latin1').toString('hex');
  return `${text.at(0)}${text.at(-1)}`;
}

/** Sorting the numbers sorts their hex forms, too: all have four digits. */
function inOrder(values: readonly number[]): string {
  return Array.from(Uint16Array.from(values).sort(), hex).join(',');
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}

function shortHash(text: string): string {
  return text === '' ? '000000000000' : createHash('sha256').update(text).digest('hex').slice(0, 12);
}
