import type { Field, Message } from '../../model/index.js';
// Not by the rooms' indexes: a thread loads this, and should be there soon.
import { createValueReader, type ReadValues } from '../../record/values/create-value-reader.js';
import type { FieldFilter } from '../../rules/index.js';

/** Reads what a message adds to the record of values, here or in a thread; nothing where that failed. Never throws. */
export type ValueTap = (message: Message, fields: readonly Field[]) => ReadValues | undefined;

/** `prepare` is called before each message: to plant what was planted since. */
export function createValueTap(
  filter: Pick<FieldFilter, 'recognised' | 'plantedValues'>,
  hashKey: Buffer,
  prepare: () => void = () => undefined,
): ValueTap {
  const read = createValueReader({ hashKey, plantedValues: () => filter.plantedValues() });
  return (message, fields) => {
    try {
      prepare();
      return read(message, fields, filter.recognised(message, fields));
    } catch {
      // It is counted as not recorded; that the message is judged must not depend on it.
      return undefined;
    }
  };
}
