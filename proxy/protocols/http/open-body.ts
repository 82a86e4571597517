import { GrpcBody } from '../grpc/grpc-body.js';
import { type GrpcType, grpcType } from '../grpc/grpc-type.js';
import type { ObserverContext } from '../observer.js';
import type { BodyBudget } from './body-budget.js';
import type { BodyFacts } from './body-policy.js';
import type { BodySink } from './body-sink.js';
import { type MessageStart, OpenMessage } from './open-message.js';

/** Opens an HTTP message that has a body: one of gRPC is read message by message, any other as {@link OpenMessage} does. */
export function openBody(context: ObserverContext, start: MessageStart, facts: BodyFacts, budget?: BodyBudget): BodySink {
  const grpc = facts.length === 0 ? undefined : grpcType(facts.contentType);
  if (grpc === undefined) return new OpenMessage(context, start, facts, budget);
  const encoding = messageEncoding(start);
  if (!facts.encoded) return new GrpcBody(context, start, facts, { ...grpc, encoding }, budget);
  sayHidden(context, start, grpc, encoding);
  return new OpenMessage(context, start, facts, budget);
}

/** A content coding over the frames is undone only where bodies are decoded, where nobody reads gRPC. */
function sayHidden({ sink, connection }: ObserverContext, { id }: MessageStart, { text }: GrpcType, encoding: string): void {
  const gap = { reason: 'undecodable', connectionId: connection.id, messageId: id, location: 'body' } as const;
  const searched = !text && encoding === 'identity';
  sink.gap({
    ...gap,
    ...(searched ? { lacks: 'structure' as const } : {}),
    detail: 'a content coding lies over gRPC messages, which are not read one by one',
  });
}

/** What compressed messages are compressed with, in lower case. */
function messageEncoding({ kind, request, response }: MessageStart): string {
  const headers = (kind === 'http-request' ? request : response)?.headers ?? [];
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = headers[index]!;
    if (name.length === 13 && name.toLowerCase() === 'grpc-encoding') return headers[index + 1]!.trim().toLowerCase();
  }
  return 'identity';
}
