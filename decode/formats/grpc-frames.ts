import type { Format } from '../format.js';

/** Bytes of a frame's head: flags, and a length. */
const head = 5;
/** Frames of one stretch. */
const most = 10_000;

/**
 * Messages of gRPC and of the Connect protocol one behind the other, each behind five bytes: flags (1: compressed; 2 and 128: the end, with trailers)
 * and a big-endian length (gRPC over HTTP/2, section "Length-Prefixed-Message"). Only where the frames fill the bytes exactly. What the observers
 * of gRPC read is framed no more: this is for bodies of Connect, and for frames kept inside something else.
 */
export const grpcFrames: Format = {
  name: 'grpc-frames',
  binary: true,
  declaredBy: (mediaType) => mediaType.startsWith('application/connect+') || /^application\/grpc(?:\+|$)/.test(mediaType),
  looksLikeBytes: (bytes) => bytes.length > head + 3 && framesIn(bytes) > 0,
  read(source, into, declared) {
    const { bytes } = source;
    if (framesIn(bytes) === 0) return 'none';
    const plus = declared?.mediaType?.indexOf('+') ?? -1;
    const suffix = plus < 0 ? undefined : declared?.mediaType?.slice(plus + 1);
    const type = suffix === 'json' ? 'application/json' : suffix === 'proto' ? 'application/x-protobuf' : undefined;
    const messageType = declared?.messageType === undefined ? {} : { messageType: declared.messageType };
    for (let at = 0; at < bytes.length; ) {
      const end = at + head + bytes.readUInt32BE(at + 1);
      const typed = type !== undefined && bytes[at] === 0 ? { mediaType: type, codings: [], ...messageType } : undefined;
      if (end > at + head && !into.part(into.root, at + head, end, typed)) return 'all';
      at = end;
    }
    return declared === undefined ? 'part' : 'all';
  },
};

/** How many frames fill the bytes exactly; none when they do not. */
function framesIn(bytes: Buffer): number {
  let count = 0;
  let at = 0;
  for (; at + head <= bytes.length && count < most; count += 1) {
    if (![0, 1, 2, 3, 128, 129].includes(bytes[at]!)) return 0;
    at += head + bytes.readUInt32BE(at + 1);
  }
  return at === bytes.length ? count : 0;
}
