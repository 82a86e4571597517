import type { Message } from '../../model/index.js';
import type { Told } from './feed.js';

/**
 * What was told as lines to read and compare. The windows of one message become one line, where its last window came, so that
 * a stream reads the same however it was cut; that the windows fit together is checked on the way.
 *
 *     c7-x1-q GET /a
 *     c7-x1-r 200 "hello" trailers=[X-A,1]
 *     exchange c7-x1 200
 *     gap ambiguous-framing request: a line ends with a bare LF
 *     c7-s-out "\x16\x03"
 */
export function describeTold(told: readonly Told[]): string[] {
  const lines: string[] = [];
  const open = new Map<string, Merged>();
  for (const event of told) {
    switch (event.kind) {
      case 'exchange':
        lines.push(`exchange ${event.exchange.id} ${event.exchange.status ?? '-'}${event.exchange.complete ? '' : ' incomplete'}`);
        break;
      case 'gap':
        lines.push(
          ['gap', event.gap.reason, event.gap.messageId, event.gap.location, event.gap.detail]
            .filter((part) => part !== undefined)
            .join(' '),
        );
        break;
      case 'message': {
        const { message } = event;
        const merged = mergeWindow(open.get(message.id), message);
        if (message.window?.last === false) {
          open.set(message.id, merged);
        } else {
          open.delete(message.id);
          lines.push(describeMessage(message, merged));
        }
        break;
      }
    }
  }
  for (const id of open.keys()) lines.push(`${id} without a last window`);
  return lines;
}

/** Windows of a message as `offset:text`, to see where they were cut. `+` marks the last. */
export function describeWindows(told: readonly Told[], id: string): string[] {
  return told.flatMap((event) => {
    if (event.kind !== 'message' || event.message.id !== id) return [];
    const { window, body } = event.message;
    return [`${window === undefined ? 'whole' : window.offset}:${body.bytes.toString('latin1')}${window?.last === true ? '+' : ''}`];
  });
}

interface Merged {
  readonly head: string;
  readonly body: Buffer;
  readonly next: number;
}

function mergeWindow(before: Merged | undefined, message: Message): Merged {
  const { window, body, headBytes } = message;
  if (window === undefined) {
    if (before !== undefined) throw new Error(`${message.id}: whole after windows`);
    return { head: headBytes?.toString('latin1') ?? '', body: body.bytes, next: 1 };
  }
  const known = before ?? { head: headBytes?.toString('latin1') ?? '', body: Buffer.alloc(0), next: 0 };
  if (window.index !== known.next) throw new Error(`${message.id}: window ${window.index} where ${known.next} should be`);
  if (window.index > 0 && headBytes !== undefined) throw new Error(`${message.id}: a head in window ${window.index}`);
  if (window.offset > known.body.length) throw new Error(`${message.id}: bytes are missing before ${window.offset}`);
  const repeated = known.body.subarray(window.offset);
  if (!body.bytes.subarray(0, repeated.length).equals(repeated)) throw new Error(`${message.id}: the overlap differs`);
  const whole = Buffer.concat([known.body, body.bytes.subarray(repeated.length)]);
  if (whole.length !== body.size) throw new Error(`${message.id}: size ${body.size} of ${whole.length} bytes`);
  return { head: known.head, body: whole, next: known.next + 1 };
}

function describeMessage(message: Message, { head, body }: Merged): string {
  const parts = [message.id];
  const { request, response } = message;
  if (message.kind === 'http-request' && request !== undefined) parts.push(request.method, request.target);
  if (message.kind === 'http-response' && response !== undefined) parts.push(String(response.status));
  if (message.kind === 'opaque' && head !== '') parts.push('with a head');
  if ((message.kind === 'http-request' || message.kind === 'http-response') && (response ?? request)?.version !== 'HTTP/2')
    checkHead(message, head);
  if (body.length > 0 || message.kind === 'opaque') parts.push(JSON.stringify(body.toString('latin1')));
  if (message.body.size !== body.length) parts.push(`size=${message.body.size}`);
  if (message.trailers !== undefined) parts.push(`trailers=[${message.trailers.join(',')}]`);
  if (message.cancelled === true) parts.push('cancelled');
  if (message.body.truncated) parts.push('truncated');
  return parts.join(' ');
}

/** A head's bytes and its parsed form must agree. */
function checkHead(message: Message, head: string): void {
  const start =
    message.kind === 'http-request'
      ? `${message.request?.method} ${message.request?.target} ${message.request?.version}\r\n`
      : `${message.response?.version} ${message.response?.status}`;
  if (!head.startsWith(start) || !head.endsWith('\r\n')) throw new Error(`${message.id}: head ${JSON.stringify(head)}`);
  const headers = (message.kind === 'http-request' ? message.request : message.response)?.headers ?? [];
  if (head.split('\r\n').length - 2 !== headers.length / 2) throw new Error(`${message.id}: ${headers.length / 2} headers of ${head}`);
}
