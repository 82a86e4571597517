import { createHash, createHmac } from 'node:crypto';
import * as zlib from 'node:zlib';

/** Encoders of text and bytes. Each does what apps do; none knows anything of how Plainsight undoes it. */
export const bytesOf = (value) => (typeof value === 'string' ? Buffer.from(value) : value);

const everyByte = (value, write) => Array.from(bytesOf(value), write).join('');
const hexOf = (byte) => byte.toString(16).padStart(2, '0');

export const percent = (value) => everyByte(value, (byte) => `%${hexOf(byte)}`);
export const percentUpper = (value) => everyByte(value, (byte) => `%${hexOf(byte).toUpperCase()}`);
export const hex = (value) => bytesOf(value).toString('hex');
export const hexUpper = (value) => hex(value).toUpperCase();

export const base64 = (value) => bytesOf(value).toString('base64');
export const base64Unpadded = (value) => base64(value).replace(/=+$/, '');
export const base64url = (value) => bytesOf(value).toString('base64url');
/** RFC 2045, section 6.8: lines of 76 characters. Long enough to be wrapped whatever it is. */
export const base64Wrapped = (value) =>
  base64(Buffer.concat([Buffer.from('the mail of this account, as it was read: '), bytesOf(value), Buffer.from(', and so on')])).replace(
    /(.{76})/g,
    '$1\r\n',
  );
/** Inside other base64: so many bytes of something else stand in front. */
export const base64Behind = (count) => (value) =>
  base64(Buffer.concat([Buffer.from('abc|def|'.slice(0, 6 + count)), bytesOf(value), Buffer.from('|more')]));

/** RFC 4648, section 6, padded. */
export function base32(value) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(bytesOf(value), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const text = (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

const units = (text, write) => Array.from({ length: text.length }, (_, index) => write(text.charCodeAt(index))).join('');
export const unicodeEscapes = (text) => units(text, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`);
/** Only what is no letter or digit: `\u0040` for the at sign. */
export const fewEscapes = (text) => text.replace(/[^A-Za-z0-9]/g, (unit) => unicodeEscapes(unit));
export const entitiesDecimal = (text) => [...text].map((character) => `&#${character.codePointAt(0)};`).join('');
export const entitiesHex = (text) => [...text].map((character) => `&#x${character.codePointAt(0).toString(16)};`).join('');
const named = new Map(
  Object.entries({ '@': '&commat;', '.': '&period;', '+': '&plus;', ' ': '&#32;', '-': '&#45;', ë: '&euml;', ü: '&uuml;' }),
);
export const entitiesNamed = (text) => [...text].map((character) => named.get(character) ?? character).join('');

export const utf16le = (text) => Buffer.from(text, 'utf16le');
export const utf16be = (text) => Buffer.from(text, 'utf16le').swap16();
export const withMark = (encode) => (text) => encode(`\ufeff${text}`);

export const reversed = (text) => [...text].reverse().join('');
export const rot13 = (text) =>
  text.replace(/[A-Za-z]/g, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
export const xor = (key) => (value) => Buffer.from(bytesOf(value).map((byte) => byte ^ key));

/** Compressed with other text, so that nothing stands in it as it was. */
const padded = (value) =>
  Buffer.concat([Buffer.from('{"event":"session_start","event_id":41,"value":"'), bytesOf(value), Buffer.from('","events":[]}')]);
export const gzip = (value) => zlib.gzipSync(padded(value));
export const deflate = (value) => zlib.deflateSync(padded(value));
export const deflateRaw = (value) => zlib.deflateRawSync(padded(value));
export const brotli = (value) => zlib.brotliCompressSync(padded(value));
export const zstd = (value) => zstdOf(padded(value));

/** What content codings make of a body. */
export const codings = {
  gzip: (bytes) => zlib.gzipSync(bytes),
  deflate: (bytes) => zlib.deflateSync(bytes),
  br: (bytes) => zlib.brotliCompressSync(bytes),
  zstd: zstdOf,
};

/**
 * Zstandard (RFC 8878) where Node has it. Else a frame of raw blocks, seven bytes each, so that no value stands in it in one piece: legal, if
 * nothing anybody would send.
 */
function zstdOf(bytes) {
  if (zlib.zstdCompressSync !== undefined) return zlib.zstdCompressSync(bytes);
  // Single segment, the content size in four bytes.
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 5);
  const parts = [head];
  for (let start = 0; start === 0 || start < bytes.length; start += 7) {
    const block = bytes.subarray(start, start + 7);
    const last = start + 7 >= bytes.length ? 1 : 0;
    const blockHead = Buffer.alloc(3);
    blockHead.writeUIntLE(last | (block.length << 3), 0, 3);
    parts.push(blockHead, block);
  }
  return Buffer.concat(parts);
}

export const digest = (algorithm, ...parts) => parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest();
export const hmac = (algorithm, key, text) => createHmac(algorithm, key).update(text).digest();

/** `{}` and a claim, signed with what nobody checks. */
export const jwt = (header, payload) =>
  `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}.${base64url(digest('sha256', 'signature'))}`;
/** RFC 7516, section 7.1: header, key, initialisation vector, ciphertext, tag. */
export const jwe = (header) =>
  [JSON.stringify(header), '', 'twelve bytes', digest('sha512', 'ciphertext'), digest('md5', 'tag')].map(base64url).join('.');
