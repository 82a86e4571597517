import type { Decoder } from '../../decode/index.js';
import type { Field, Message } from '../../model/index.js';
import type { FieldFilter } from '../../rules/index.js';
import type { Inspected, Task } from './thread-messages.js';

/** Scans, reads and filters one message, away from the judge. Never throws. */
export function inspectMessage(message: Message, { kind, definitions }: Task, decoder: Decoder, filter: FieldFilter): Inspected {
  try {
    if (kind === 'scan' && !mayHold(message, filter)) return { kind: 'clean' };
    const { fields, gaps, depth } = decoder.decode(message);
    return { kind: 'read', fields: filter.relevant(message, fields, definitions).map(plain), gaps, depth };
  } catch (error) {
    return { kind: 'fault', error: error instanceof Error ? error.name : 'unknown error' };
  }
}

function mayHold(message: Message, filter: FieldFilter): boolean {
  try {
    return filter.mayHold(message);
  } catch {
    // What a scan cannot decide is read.
    return true;
  }
}

/** A field as an object that can be handed to another thread: those of the decoder make their paths when asked. */
function plain({ messageId, location, segments, path, value, transforms, byteRange, noise, whole }: Field): Field {
  return {
    messageId,
    location,
    segments,
    path,
    value,
    transforms,
    byteRange,
    ...(noise === undefined ? {} : { noise }),
    ...(whole === undefined ? {} : { whole }),
  };
}
