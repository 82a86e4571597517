import type { Message } from '../../model/index.js';
import type { SpareBuffers } from './spare-buffers.js';

/**
 * A message whose bytes are its own, in a buffer that can be handed to another thread: those of an observer are valid only while it is shown.
 * Without the head's bytes, which nobody reads. `spare`: where the buffer comes from; the bytes need not fill it.
 */
export function ownMessage({ headBytes: _, ...message }: Message, spare?: Pick<SpareBuffers, 'take'>): Message {
  const { length } = message.body.bytes;
  const bytes = spare === undefined ? Buffer.allocUnsafeSlow(length) : Buffer.from(spare.take(length), 0, length);
  message.body.bytes.copy(bytes);
  return { ...message, body: { ...message.body, bytes } };
}

const nothing = Buffer.alloc(0);

/** What judging needs of a message that was inspected elsewhere: everything but its bytes. */
export function withoutBytes({ headBytes: _, ...message }: Message): Message {
  return { ...message, body: { ...message.body, bytes: nothing } };
}
