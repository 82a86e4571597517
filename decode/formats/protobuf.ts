import { textKind } from '../binary/text-kind.js';
import type { Format } from '../format.js';
import { looksLikeProtobuf } from '../protobuf/looks-like-protobuf.js';
import { messageEvidence } from '../protobuf/message-evidence.js';
import { readProtobuf } from '../protobuf/read-protobuf.js';

const types = new Set([
  'application/protobuf',
  'application/x-protobuf',
  'application/vnd.google.protobuf',
  'application/x-google-protobuf',
  'application/proto',
  'application/x-protobuffer',
]);

/**
 * One protobuf message ("Encoding", protobuf.dev): values are at their field numbers, `[1, 3]`, or, where what is declared carries a type, at their names, `['user', 'room_id']`. Not: delimited streams of messages, gRPC frames (the observer undoes those), text format.
 */
export const protobuf: Format = {
  name: 'protobuf',
  binary: true,
  declaredBy: (mediaType) => types.has(mediaType) || mediaType.endsWith('+protobuf') || mediaType.endsWith('+proto'),
  looksLikeBytes: looksLikeProtobuf,
  read(source, into, declared) {
    const { bytes } = source;
    const evidence = declared?.assumed ? messageEvidence(bytes, 0, bytes.length) : undefined;
    if (evidence === 'none') return 'none';
    const text = textKind(bytes, 0, bytes.length) !== 'none';
    // An error page under the type of what was asked for; plain words pass for a message now and then.
    if (text && messageEvidence(bytes, 0, bytes.length) === 'none') return 'none';
    if (text && declared !== undefined && !into.leaf(into.root, source.slice(0, bytes.length), 0, bytes.length)) return 'all';
    const { stopped, whole, fields } = readProtobuf(source, into, declared?.messageType);
    // A few bytes that nobody calls a message may be one by chance.
    const sure = declared !== undefined && (declared.messageType !== undefined || evidence !== 'tiled');
    if (stopped || (whole && sure)) return 'all';
    return fields === 0 ? 'none' : 'part';
  },
};
