import type { Decoder } from '../../decode/index.js';
import type { Field, Message } from '../../model/index.js';
import type { FieldFilter } from '../../rules/index.js';
import type { Inspected, Task } from './thread-messages.js';
import type { ValueTap } from './value-tap.js';

/** Scans, reads and filters one message, away from the judge. Never throws. `tap`: every message is read, and its values, too. */
export function inspectMessage(
  message: Message,
  { kind, definitions }: Task,
  decoder: Decoder,
  filter: FieldFilter,
  tap?: ValueTap,
): Inspected {
  try {
    const clean = kind === 'values' || (kind === 'scan' && !mayHold(message, filter));
    if (clean && tap === undefined) return { kind: 'clean' };
    const { fields, gaps, depth } = decoder.decode(message);
    const read = tap?.(message, fields);
    const values = read === undefined ? {} : { values: read };
    if (clean) return { kind: 'clean', ...values };
    return { kind: 'read', fields: filter.relevant(message, fields, definitions).map(plain), gaps, depth, ...values };
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
function plain({ messageId, location, segments, path, value, transforms, byteRange, noise, number, whole }: Field): Field {
  return {
    messageId,
    location,
    segments,
    path,
    value,
    transforms,
    byteRange,
    ...(noise === undefined ? {} : { noise }),
    ...(number === undefined ? {} : { number }),
    ...(whole === undefined ? {} : { whole }),
  };
}
