/** What a gRPC content type says of the messages in the body. */
export interface GrpcType {
  /** gRPC-Web: trailers may come as a frame of their own. */
  readonly web: boolean;
  /** gRPC-Web in base64. */
  readonly text: boolean;
  /** Media type of a message where it is known: `application/json` for `+json`. */
  readonly messageType: string | undefined;
}

const prefix = 'application/grpc';

/**
 * Reads `application/grpc`, `application/grpc-web` and `application/grpc-web-text`, each with or without `+proto`, `+json` …
 * (gRPC over HTTP/2, and gRPC-Web). Undefined for any other type.
 */
export function grpcType(contentType: string | undefined): GrpcType | undefined {
  // The `g` tells nearly all others apart, without making a string.
  if (contentType === undefined || (contentType.charCodeAt(12) | 0x20) !== 0x67) return undefined;
  const end = contentType.indexOf(';');
  const type = (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
  if (!type.startsWith(prefix)) return undefined;
  const plus = type.indexOf('+');
  const kind = type.slice(prefix.length, plus === -1 ? type.length : plus);
  if (kind !== '' && kind !== '-web' && kind !== '-web-text') return undefined;
  const messageType = plus !== -1 && type.slice(plus) === '+json' ? 'application/json' : undefined;
  return { web: kind !== '', text: kind === '-web-text', messageType };
}
