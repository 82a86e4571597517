import { looksLikeTree } from '../binary/looks-like-tree.js';
import { readDocuments } from '../binary/read-documents.js';
import type { Format } from '../format.js';
import { MsgpackTokens } from '../msgpack/msgpack-tokens.js';
import { Source } from '../source.js';

const types = new Set(['application/msgpack', 'application/x-msgpack', 'application/vnd.msgpack', 'application/messagepack']);

/**
 * MessagePack (msgpack/msgpack, spec.md), one document or several one after the other. Numbers keep their digits; a timestamp is given as seconds
 * since 1970 and as RFC 3339; other extensions and `bin` are parts. A map's key may be of any type: its text is the segment, or, for one that
 * is itself a container, the number of its entry.
 */
export const msgpack: Format = {
  name: 'msgpack',
  binary: true,
  declaredBy: (mediaType) => types.has(mediaType) || mediaType.endsWith('+msgpack'),
  looksLikeBytes: (bytes) => opensContainer(bytes[0] ?? 0) && looksLikeTree(new MsgpackTokens(Source.ofBytes(bytes))),
  read: (source, into, declared) => readDocuments(new MsgpackTokens(source), into, declared, undefined),
};

function opensContainer(first: number): boolean {
  return (first > 0x80 && first < 0xa0) || (first >= 0xdc && first <= 0xdf);
}
