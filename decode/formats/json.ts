import type { Format } from '../format.js';
import { readJsonDocument } from '../json-document.js';
import { shape } from '../shape.js';

/** What servers put before JSON against inclusion as a script, and JSONP. */
const prefix = /\s{0,64}(?:\)\]\}'?,?|while\s?\(1\);?|for\s?\(;;\);?|(?:\/\*\*\/)?[A-Za-z_$][\w$.]{0,64}\()\s{0,64}(?=[{["])/y;

/**
 * JSON (RFC 8259), NDJSON and documents one after the other, each with the same root. Every leaf is a field, keys that come
 * twice too; numbers keep their digits. What is malformed or cut yields what could be read, and the rest is searched as text.
 */
export const json: Format = {
  name: 'json',
  declaredBy: (mediaType) => mediaType.endsWith('json') || mediaType.endsWith('+json-seq') || mediaType === 'application/csp-report',
  needs: shape.opener,
  looksLike(text, seen) {
    const first = text.charCodeAt(skipBlank(text, byteOrderMark(text)));
    // A string of JSON only if it has something to undo.
    if (first === 34) return (seen & shape.backslash) !== 0 && text.trimEnd().endsWith('"') && text.length > 2;
    return first === 123 || first === 91 || startOfDocument(text, 0) > 0;
  },
  read(source, into, declared) {
    const text = source.units;
    const lines = declared?.mediaType !== undefined && /ndjson|jsonl|json-seq|x-json-stream/.test(declared.mediaType);
    const keys = new Set<string>();
    let index = skipBlank(text, startOfDocument(text, byteOrderMark(text)));
    let documents = 0;
    let any = lines;
    while (index < text.length) {
      const outcome = readJsonDocument(source, index, into, keys);
      if (outcome.kind === 'stopped') return 'all';
      if (outcome.kind === 'read') {
        documents += 1;
        index = skipBetween(text, outcome.end);
        continue;
      }
      any ||= outcome.any;
      // Not JSON after all: leave it to others, unless something was read already.
      if (documents === 0 && !any) return 'none';
      // A broken line must not hide the next one.
      const newline = lines || documents > 0 ? text.indexOf('\n', outcome.end) : -1;
      const stop = newline < 0 ? text.length : newline;
      if (!isTail(text, outcome.end, stop) && !into.rest(outcome.end, stop)) return 'all';
      index = skipBetween(text, stop);
    }
    return documents === 0 && !any ? 'none' : 'all';
  },
};

/** Where the first document begins: after a prefix, if there is one. */
function startOfDocument(text: string, from: number): number {
  prefix.lastIndex = from;
  return prefix.test(text) ? prefix.lastIndex : from;
}

/** As a character, or as its three bytes. */
function byteOrderMark(text: string): number {
  if (text.charCodeAt(0) === 0xfeff) return 1;
  return text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0;
}

function skipBlank(text: string, from: number): number {
  let index = from;
  while (text.charCodeAt(index) <= 32) index += 1;
  return index;
}

/** White space, commas and record separators (RFC 7464) between documents. */
function skipBetween(text: string, from: number): number {
  let index = from;
  while (text.charCodeAt(index) <= 32 || text.charCodeAt(index) === 44) index += 1;
  return index;
}

/** The `);` after JSONP. */
function isTail(text: string, start: number, end: number): boolean {
  return end - start < 8 && /^[\s);]*$/.test(text.slice(start, end));
}
