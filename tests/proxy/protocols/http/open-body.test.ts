import { describe, expect, it } from 'vitest';
import { GrpcBody } from '../../../../proxy/protocols/grpc/grpc-body.js';
import { openBody } from '../../../../proxy/protocols/http/open-body.js';
import { OpenMessage } from '../../../../proxy/protocols/http/open-message.js';
import { defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { testConnection } from '../../../wire/feed.js';

function open(contentType: string | undefined, more: { length?: number; encoded?: boolean } = {}) {
  const gaps: unknown[] = [];
  const sink = { message: () => undefined, exchange: () => undefined, gap: (gap: unknown) => void gaps.push(gap) };
  const body = openBody(
    { connection: testConnection(), wire: 'tls', limits: defaultObserverLimits, sink },
    {
      id: 'm',
      exchangeId: undefined,
      kind: 'http-response',
      direction: 'server-to-client',
      startedDateTime: 0,
      request: undefined,
      response: undefined,
      headBytes: undefined,
    },
    { response: true, length: undefined, encoded: false, ...more, contentType },
  );
  return { body, gaps };
}

describe('openBody', () => {
  it.each(['application/grpc', 'application/grpc-web+proto', 'application/grpc-web-text'])('reads %s message by message', (contentType) => {
    expect(open(contentType).body).toBeInstanceOf(GrpcBody);
  });

  it.each([undefined, 'application/json', 'text/event-stream', 'application/grpcish'])('keeps %s as one body', (contentType) => {
    expect(open(contentType)).toMatchObject({ body: expect.any(OpenMessage), gaps: [] });
  });

  it('keeps a body without a byte as one, and one that a content coding hides, which is a gap', () => {
    expect(open('application/grpc', { length: 0 })).toMatchObject({ body: expect.any(OpenMessage), gaps: [] });
    expect(open('application/grpc', { encoded: true })).toMatchObject({
      body: expect.any(OpenMessage),
      gaps: [{ reason: 'undecodable', messageId: 'm', location: 'body', lacks: 'structure' }],
    });
    expect(open('application/grpc-web-text', { encoded: true }).gaps).toMatchObject([{ reason: 'undecodable' }]);
    expect(open('application/grpc-web-text', { encoded: true }).gaps).not.toMatchObject([{ lacks: 'structure' }]);
  });
});
