import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';
import type { Declared } from './declared.js';
import { isMostlyText } from './printable.js';
import { Source } from './source.js';

/** `layer` is set when text was made from another charset than UTF-8. */
export type Charset =
  | { readonly kind: 'text'; readonly source: Source; readonly layer?: string }
  | { readonly kind: 'binary' }
  | { readonly kind: 'unknown-charset' };

const utf8Names = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii', 'unicode-1-1-utf-8']);
const binary: Charset = { kind: 'binary' };

type Iconv = typeof import('iconv-lite');
let loaded: Iconv | undefined;
/** Loaded when first needed: most traffic is UTF-8. */
function iconv(): Iconv {
  loaded ??= createRequire(import.meta.url)('iconv-lite') as Iconv;
  return loaded;
}

/** Whether a media type says that its body is text. Multipart bodies are read like it, byte by byte. */
export function isTextType(mediaType: string): boolean {
  return /^(?:text|multipart)\/|json|xml|javascript|ecmascript|x-www-form-urlencoded|graphql|yaml/.test(mediaType);
}

/**
 * Which text bytes are: a byte order mark wins, then the declared charset, the one that XML or HTML name in their first
 * kilobyte, UTF-16 by its zeros, then UTF-8; what is declared text but not UTF-8 is read byte by byte. Otherwise they are binary.
 */
export function readCharset(bytes: Buffer, declared: Declared | undefined): Charset {
  const type = declared?.mediaType;
  if (type?.startsWith('multipart/')) return asBytes(bytes);
  const marked = byMark(bytes);
  if (marked !== undefined) return decode(bytes, marked);
  const textual = type !== undefined && isTextType(type);
  const named = declared?.charset;
  if (named !== undefined && (textual || isKnown(named)) && !utf8Names.has(named))
    return isKnown(named) ? decode(bytes, named) : { kind: 'unknown-charset' };
  const wide = byZeros(bytes);
  if (wide !== undefined) return decode(bytes, wide);
  if (textual) {
    const inside = isUtf8(bytes) ? undefined : namedInside(bytes);
    return inside !== undefined && !utf8Names.has(inside) && isKnown(inside) ? decode(bytes, inside) : asBytes(bytes);
  }
  return isMostlyText(bytes) ? asBytes(bytes) : binary;
}

function asBytes(bytes: Buffer): Charset {
  return { kind: 'text', source: Source.ofBytes(bytes) };
}

function isKnown(charset: string): boolean {
  return utf8Names.has(charset) || charset === 'utf-16le' || charset === 'utf-16be' || isCharset(charset);
}

/** iconv-lite also knows base64, hex and the like, which are not charsets. */
function isCharset(name: string): boolean {
  return name !== 'base64' && name !== 'hex' && name !== 'binary' && iconv().encodingExists(name);
}

function decode(bytes: Buffer, charset: string): Charset {
  if (charset === 'utf-16le') return { kind: 'text', source: Source.ofText(bytes.toString('utf16le')), layer: charset };
  return { kind: 'text', source: Source.ofText(iconv().decode(bytes, charset)), layer: charset };
}

function byMark(bytes: Buffer): string | undefined {
  if (bytes.length < 2) return undefined;
  const [first, second] = [bytes[0]!, bytes[1]!];
  if (first === 0xff && second === 0xfe) return bytes.length >= 4 && bytes[2] === 0 && bytes[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return bytes.length >= 4 && bytes.readUInt32BE(0) === 0xfeff ? 'utf-32be' : undefined;
}

/** UTF-16 without a mark, where the first characters are ASCII: every other byte is zero. */
function byZeros(bytes: Buffer): string | undefined {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined;
  if (bytes[0] !== 0 && bytes[1] === 0 && bytes[2] !== 0 && bytes[3] === 0) return alternates(bytes, 0) ? 'utf-16le' : undefined;
  if (bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0 && bytes[3] !== 0) return alternates(bytes, 1) ? 'utf-16be' : undefined;
  return undefined;
}

function alternates(bytes: Buffer, offset: number): boolean {
  const end = Math.min(bytes.length, 64);
  for (let index = offset; index < end; index += 2) if (!isWestern(bytes[index]!)) return false;
  return true;
}

/** The low byte of a character of Western text. */
function isWestern(byte: number): boolean {
  return (byte >= 9 && byte < 127) || byte >= 160;
}

function namedInside(bytes: Buffer): string | undefined {
  return /(?:charset|encoding)\s{0,8}=\s{0,8}["']?([\w.:-]{2,40})/i.exec(bytes.toString('latin1', 0, 1024))?.[1]?.toLowerCase();
}
