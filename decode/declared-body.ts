import type { Message, RequestHead, ResponseHead } from '../model/index.js';
import { type Declared, declaredBy } from './declared.js';
import { grpcFrames } from './formats/grpc-frames.js';
import { protobuf } from './formats/protobuf.js';
import type { ProtobufSchemas } from './protobuf/open-schemas.js';

const protobufType = 'application/x-protobuf';
/** Types that say nothing of what the bytes are. */
const vague = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'application/binary', 'application/x-binary']);

/**
 * What is known of a message's body from outside: by its own head or what the observer says, and by the user's schemas, whose types hold where
 * nothing says that the body is something else. Messages of gRPC of no other type are taken for protobuf. Undefined when nothing is known.
 */
export function declaredBody(
  message: Message,
  head: RequestHead | ResponseHead | undefined,
  schemas: ProtobufSchemas | undefined,
): Declared | undefined {
  const { kind, contentType } = message;
  const headers = head?.headers ?? (contentType === undefined ? undefined : ['content-type', contentType]);
  const declared = headers === undefined ? undefined : declaredBy(headers);
  const mediaType = declared?.mediaType;
  // A part of a body cannot be read as one message.
  const whole = message.window === undefined || (message.window.index === 0 && message.window.last);
  const isVague = whole && (mediaType === undefined || vague.has(mediaType));
  const isProtobuf = mediaType !== undefined && [protobuf, grpcFrames].some((format) => format.declaredBy?.(mediaType));
  const messageType = isVague || isProtobuf ? schemas?.typeOf(message, contentTypeOf(headers)) : undefined;
  if (messageType === undefined) {
    return kind === 'grpc' && isVague && mediaType === undefined
      ? { codings: [], ...declared, mediaType: protobufType, assumed: true }
      : declared;
  }
  return { codings: [], ...declared, messageType, ...(isVague ? { mediaType: protobufType, assumed: true } : {}) };
}

function contentTypeOf(headers: readonly string[] | undefined): string | undefined {
  if (headers === undefined) return undefined;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    if (headers[index]!.length === 12 && headers[index]!.toLowerCase() === 'content-type') return headers[index + 1];
  }
  return undefined;
}
