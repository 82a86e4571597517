import { startsCompressed } from '../compression.js';
import type { Format, Leaves } from '../format.js';
import { isMostlyText } from '../printable.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';

/** A scheme in front, as in Authorization; then three or five parts, the first of which is a JSON object. */
const token = /^\s{0,8}(?:[A-Za-z]{1,20}(?: |: ?|=))?(eyJ[\w-]+)\.([\w-]*)\.([\w-]*)(?:\.([\w-]*)\.([\w-]*))?\s{0,8}$/;
/** What is longer is no token that anybody sends; its parts are base64 all the same. */
const longest = 1024 * 1024;
const signed = ['header', 'payload', 'signature'] as const;
const encrypted = ['header', 'encryptedKey', 'iv', 'ciphertext', 'tag'] as const;

/**
 * A JSON web token in compact form (RFC 7519; JWS: RFC 7515, JWE: RFC 7516), alone or behind a scheme: header and payload are parts at `['header']` and
 * `['payload']`. Signatures and what is encrypted are no fields, unless they turn out to be text or compressed. Not: checked in any way; tokens within a longer text,
 * whose parts base64 undoes.
 */
export const jwt: Format = {
  name: 'jwt',
  needs: shape.upper,
  looksLike(text) {
    if (text.length > longest) return false;
    const start = text.indexOf('eyJ');
    return start >= 0 && start <= 30 && text.includes('.', start) && token.test(text);
  },
  read(source, into) {
    const text = source.units;
    const found = token.exec(text);
    if (found === null) return 'none';
    const parts = found.slice(1).filter((part) => part !== undefined);
    const header = Buffer.from(parts[0]!, 'base64url');
    if (!isObject(header)) return 'none';
    const names = parts.length === 3 ? signed : encrypted;
    let start = text.indexOf(`${parts[0]}.`);
    for (const [index, name] of names.entries()) {
      const end = start + parts[index]!.length;
      const clear = index === 0 || (parts.length === 3 && index === 1);
      if (!part(parts[index]!, name, clear, start, end, into, header)) return 'part';
      start = end + 1;
    }
    return 'part';
  },
};

function part(encoded: string, name: string, clear: boolean, start: number, end: number, into: Leaves, header: Buffer): boolean {
  const bytes = Buffer.from(encoded, 'base64url');
  if (bytes.length === 0 || !(clear || isMostlyText(bytes) || startsCompressed(bytes))) return true;
  // Health cards compress what they sign.
  const packed = name === 'payload' && /"zip"\s{0,8}:\s{0,8}"DEF"/.test(header.toString('latin1'));
  return into.part(into.root.child(name), start, end, packed ? { codings: ['deflate'] } : undefined, Source.ofBytes(bytes));
}

function isObject(bytes: Buffer): boolean {
  return isMostlyText(bytes) && /^\{\s{0,64}"/.test(bytes.toString('latin1', 0, 128)) && bytes.toString('latin1').trimEnd().endsWith('}');
}
