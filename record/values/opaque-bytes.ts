import { isBinary } from '../redact/is-binary.js';

/** Shorter ones say nothing: identifiers have that size, and chance gives any of them any look. */
const fewest = 16;
/** Digests and IDs have these sizes (MD5 and UUID, SHA-1, SHA-224, SHA-256): what they are made of is the same in every run. */
const digestSizes: ReadonlySet<number> = new Set([16, 20, 28, 32]);
/** In hex, SHA-384 and SHA-512 are usual, too. */
const hexDigestSizes: ReadonlySet<number> = new Set([...digestSizes, 48, 64]);
/** Of a long value this much is looked at, bytes. */
const lookedAt = 16 * 1024;

const hex = /^(?:[0-9a-f]{2})+$|^(?:[0-9A-F]{2})+$/;
/** Subresource integrity: a digest with its name in front. */
const integrity = /^sha(?:256|384|512)-/;
/** A UUID as usually written (RFC 9562, section 4), whose characters base64url has, too. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * The number of bytes of a value that looks like ciphertext, or nothing: bytes as they are, or in base64 or hex, at least 16, without a size that
 * digests and IDs have, without a known file format's mark, no text, and as evenly spread as random ones. Compressed and signed data may look the
 * same; nobody can tell ciphertext from random bytes by looking.
 */
export function opaqueBytes(value: string): number | undefined {
  const decoded = bytesOf(value);
  if (decoded === undefined) return undefined;
  const { bytes, sizes } = decoded;
  if (bytes.length < fewest || sizes.has(bytes.length)) return undefined;
  const seen = bytes.subarray(0, lookedAt);
  return hasKnownStart(seen) || !looksRandom(seen) ? undefined : bytes.length;
}

function bytesOf(value: string): { readonly bytes: Buffer; readonly sizes: ReadonlySet<number> } | undefined {
  if (value.length < fewest) return undefined;
  if (isBinary(value)) return isLatin1(value) ? { bytes: Buffer.from(value, 'latin1'), sizes: digestSizes } : undefined;
  if (hex.test(value)) return { bytes: Buffer.from(value, 'hex'), sizes: hexDigestSizes };
  // Folded as in mail (RFC 2045, section 6.8).
  const text = value.includes('\n') ? value.replace(/\r?\n/g, '') : value;
  if (!base64.test(text) || uuid.test(text) || integrity.test(text) || !isMixed(text)) return undefined;
  return { bytes: Buffer.from(text, 'base64'), sizes: digestSizes };
}

function isLatin1(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) if (value.charCodeAt(index) > 0xff) return false;
  return true;
}

/**
 * Neighbours of different class (65 in 100) and digits (16 in 100), as in base64 of random bytes, and unlike words, identifiers and numbers, which
 * have the same alphabet.
 */
function isMixed(text: string): boolean {
  let turns = 0;
  let digits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const kind = classOf(text, index);
    if (kind === 2) digits += 1;
    if (index > 0 && kind !== classOf(text, index - 1)) turns += 1;
  }
  return turns >= 0.45 * (text.length - 1) && digits >= Math.max(1, 0.04 * text.length);
}

function classOf(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code >= 97) return 0;
  if (code >= 65 && code <= 90) return 1;
  return code >= 48 && code <= 57 ? 2 : 3;
}

/** Starts of files and of what is compressed, signed or a key: equal wherever the same one is sent. Latin1. */
const knownStarts = [
  '\x1f\x8b', // gzip
  '\x78\x01', // zlib
  '\x78\x5e',
  '\x78\x9c',
  '\x78\xda',
  '\x28\xb5\x2f\xfd', // zstd
  '\x04\x22\x4d\x18', // lz4
  'BZh',
  '\xfd7zXZ',
  'PK\x03\x04',
  'PK\x05\x06',
  '7z\xbc\xaf',
  'Rar!',
  '\x89PNG',
  '\xff\xd8\xff', // JPEG
  'GIF8',
  'RIFF', // WebP, WAV
  'OggS',
  'fLaC',
  'ID3',
  '\xff\xfb', // MP3
  '\x1a\x45\xdf\xa3', // Matroska
  '%PDF',
  'wOF', // fonts
  '\x00\x01\x00\x00',
  'OTTO',
  '\x00asm',
  'dex\n',
  '\x7fELF',
  'bplist',
  'SQLite',
  '\x30\x82', // DER: certificates, keys, signatures
  '\x30\x81',
  '\x30\x59', // a P-256 key
  '\x30\x2a', // an Ed25519 one
  '\x30\x44', // ECDSA signatures
  '\x30\x45',
  '\x30\x46',
];

function hasKnownStart(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 12);
  return start.slice(4, 8) === 'ftyp' || knownStarts.some((known) => start.startsWith(known));
}

/** As evenly spread as random bytes, bit for bit and byte for byte, and no text. */
function looksRandom(bytes: Buffer): boolean {
  const counts = new Uint32Array(256);
  let ones = 0;
  let printable = 0;
  for (const byte of bytes) {
    counts[byte] = counts[byte]! + 1;
    for (let bits = byte; bits > 0; bits &= bits - 1) ones += 1;
    if (byte >= 32 && byte < 127) printable += 1;
  }
  const share = ones / (8 * bytes.length);
  if (share < 0.35 || share > 0.65 || printable > 0.75 * bytes.length) return false;
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / bytes.length) * Math.log2(count / bytes.length);
  return entropy >= 0.85 * Math.log2(Math.min(256, bytes.length));
}
