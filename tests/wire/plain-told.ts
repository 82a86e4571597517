import type { Message } from '../../model/index.js';
import type { Told } from './feed.js';

/**
 * What was told of protocols without heads, as lines to read and compare: id, kind where it is `opaque`, properties, body, how it ended. Windows of
 * one message become one line, where the last of them came; that they fit together is checked on the way.
 *
 *     c7-m-out2 topic=a/b "payload"
 *     gap ambiguous-framing MQTT: a reserved packet type
 */
export function plainTold(told: readonly Told[]): string[] {
  const lines: string[] = [];
  const open = new Map<string, { first: Message; body: Buffer; next: number }>();
  for (const event of told) {
    switch (event.kind) {
      case 'exchange':
        lines.push(`exchange ${event.exchange.id}`);
        break;
      case 'gap': {
        const { reason, messageId, location, lacks, detail } = event.gap;
        lines.push(['gap', reason, messageId, location, lacks, detail].filter((part) => part !== undefined).join(' '));
        break;
      }
      case 'message': {
        const { message } = event;
        const known = open.get(message.id) ?? { first: message, body: Buffer.alloc(0), next: 0 };
        const { window, body } = message;
        const repeated = known.body.subarray(window?.offset ?? 0);
        if (window !== undefined && (window.index !== known.next || window.offset > known.body.length))
          throw new Error(`${message.id}: window ${window.index} at ${window.offset}`);
        if (!body.bytes.subarray(0, repeated.length).equals(repeated)) throw new Error(`${message.id}: the overlap differs`);
        const whole = Buffer.concat([known.body, body.bytes.subarray(repeated.length)]);
        if (whole.length !== body.size) throw new Error(`${message.id}: size ${body.size} of ${whole.length} bytes`);
        if (window?.last === false) open.set(message.id, { first: known.first, body: whole, next: known.next + 1 });
        else {
          open.delete(message.id);
          lines.push(line(known.first, message, whole));
        }
        break;
      }
    }
  }
  for (const id of open.keys()) lines.push(`${id} without a last window`);
  return lines;
}

function line(first: Message, last: Message, body: Buffer): string {
  const parts = [first.id];
  const { properties = [], contentType } = first;
  for (let index = 0; index < properties.length; index += 2) parts.push(`${properties[index]}=${properties[index + 1]}`);
  if (first.kind === 'mqtt' && contentType !== undefined) parts.push(`(${contentType})`);
  if (body.length > 0) parts.push(JSON.stringify(body.toString('latin1')));
  if (last.cancelled === true) parts.push('cancelled');
  if (last.body.truncated) parts.push('truncated');
  return parts.join(' ');
}
