import type { Message } from '../../model/index.js';

/** Messages as an observer would hand them over, with what a test does not care about filled in. */
type Parts = Partial<Message> & { readonly bytes?: Buffer | string; readonly headers?: readonly string[] };

export function request({ bytes = '', headers = [], ...rest }: Parts & { readonly target?: string } = {}): Message {
  const { target = '/', ...message } = rest as { target?: string };
  const buffer = Buffer.from(bytes as Buffer);
  return {
    id: 'm1',
    connectionId: 'c1',
    kind: 'http-request',
    direction: 'client-to-server',
    startedDateTime: 0,
    wire: 'tls',
    request: { method: 'POST', target, version: 'HTTP/1.1', headers },
    body: { bytes: buffer, size: buffer.length, truncated: false },
    ...message,
  };
}

export function response({ bytes = '', headers = [], ...message }: Parts = {}): Message {
  const buffer = Buffer.from(bytes as Buffer);
  return {
    id: 'm2',
    connectionId: 'c1',
    kind: 'http-response',
    direction: 'server-to-client',
    startedDateTime: 0,
    wire: 'tls',
    request: { method: 'GET', target: '/asked?for=this', version: 'HTTP/1.1', headers: [] },
    response: { status: 200, reason: 'OK', version: 'HTTP/1.1', headers },
    body: { bytes: buffer, size: buffer.length, truncated: false },
    ...message,
  };
}

export function typed(mediaType: string, bytes: Buffer | string, ...more: string[]): Message {
  return request({ bytes, headers: ['Content-Type', mediaType, ...more] });
}
