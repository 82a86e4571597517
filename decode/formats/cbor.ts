import { looksLikeTree } from '../binary/looks-like-tree.js';
import { readDocuments } from '../binary/read-documents.js';
import { CborTokens } from '../cbor/cbor-tokens.js';
import type { Declared } from '../declared.js';
import type { Format } from '../format.js';
import { Source } from '../source.js';

const types = new Set(['application/cbor', 'application/cbor-seq', 'application/x-cbor', 'application/cose', 'application/cwt']);
const embedded: Declared = { mediaType: 'application/cbor', codings: [] };

/**
 * CBOR (RFC 8949) and sequences of it (RFC 8742), each item with the same root. Numbers keep their digits, bignums too; a moment is given as seconds
 * since 1970 and as RFC 3339; byte strings are parts, read as CBOR where a tag says so. A map's key may be of any type: its text is the segment, or,
 * for one that is itself a container, the number of its entry. Not: references to strings and values (tags 25, 28, 29), packed CBOR.
 */
export const cbor: Format = {
  name: 'cbor',
  binary: true,
  declaredBy: (mediaType) => types.has(mediaType) || mediaType.endsWith('+cbor') || mediaType.endsWith('+cbor-seq'),
  looksLikeBytes: (bytes) => opensContainer(bytes) && looksLikeTree(new CborTokens(Source.ofBytes(bytes))),
  read: (source, into, declared) => readDocuments(new CborTokens(source), into, declared, embedded),
};

/** A map or an array, also behind the tag that says "this is CBOR" (section 3.4.6). */
function opensContainer(bytes: Buffer): boolean {
  const first = bytes[0] ?? 0;
  const major = first >> 5;
  return (major === 4 || major === 5) && first !== 0x80 && first !== 0xa0 ? true : first === 0xd9 && bytes[1] === 0xd9 && bytes[2] === 0xf7;
}
