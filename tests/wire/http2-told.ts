import { expect } from 'vitest';
import type { Message, RequestHead, ResponseHead } from '../../model/index.js';
import { createHttp2Observer, type ObserverContext, type ObserverLimits } from '../../proxy/protocols/index.js';
import { describeTold } from './describe-told.js';
import { feedWhole, type MakeObserver, splitEverywhere, type Told, type Transcript } from './feed.js';

const overHttp2 = (context: ObserverContext) => createHttp2Observer(context);

/** What was told, the same whole and in whatever pieces. */
export function readHttp2(steps: Transcript, limits: Partial<ObserverLimits> = {}, make: MakeObserver = overHttp2): string[] {
  const whole = describeHttp2(feedWhole(make, steps, limits));
  for (const split of splitEverywhere(steps)) expect(describeHttp2(feedWhole(make, split, limits))).toEqual(whole);
  return whole;
}

/**
 * As {@link describeTold}, for what has no head of text: HTTP/2 messages get one made of their fields. A gRPC message is a line
 * like that of an opaque one, with its type and its properties behind the id. What an HTTP message leaves out of its windows because
 * its gRPC messages tell it does not count as missing.
 */
export function describeHttp2(told: readonly Told[]): string[] {
  const skipped = new Map<string, number>();
  const shown = new Map<string, number>();
  return describeTold(
    told.map((event) => (event.kind === 'message' ? { ...event, message: readable(event.message, skipped, shown) } : event)),
  );
}

function readable(message: Message, skipped: Map<string, number>, shown: Map<string, number>): Message {
  const { id, kind, properties, contentType, window } = message;
  if (kind === 'grpc') {
    const notes = [contentType, properties === undefined ? undefined : `{${properties.join(',')}}`].filter((note) => note !== undefined);
    return { ...message, kind: 'opaque', id: [id, ...notes].join(' ') };
  }
  const head = kind === 'http-request' ? message.request : kind === 'http-response' ? message.response : undefined;
  if (head === undefined) return message;
  if (window === undefined) return { ...message, headBytes: message.headBytes ?? headText(head) };
  const missing = Math.max(skipped.get(id) ?? 0, window.offset - (shown.get(id) ?? 0));
  skipped.set(id, missing);
  const { body } = message;
  const offset = window.offset - missing;
  shown.set(id, Math.max(shown.get(id) ?? 0, offset + body.bytes.length));
  return {
    ...message,
    ...(window.index === 0 ? { headBytes: message.headBytes ?? headText(head) } : {}),
    window: { ...window, offset },
    body: { ...body, size: body.size - missing },
  };
}

function headText(head: RequestHead | ResponseHead): Buffer {
  const start = 'method' in head ? `${head.method} ${head.target} ${head.version}` : `${head.version} ${head.status} ${head.reason}`;
  let text = `${start}\r\n`;
  for (let at = 0; at + 1 < head.headers.length; at += 2) text += `${head.headers[at]!}: ${head.headers[at + 1]!}\r\n`;
  return Buffer.from(text, 'latin1');
}
