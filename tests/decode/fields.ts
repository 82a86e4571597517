import { createDecoder } from '../../decode/create-decoder.js';
import type { DecodeBudget } from '../../decode/decoder.js';
import type { FieldLocation, Message } from '../../model/index.js';

/** Fields of one location as `path = value [transforms]`. */
export function linesOf(message: Message, location: FieldLocation = 'body', budget?: Partial<DecodeBudget>): string[] {
  const lines: string[] = [];
  for (const field of createDecoder(budget).decode(message).fields) {
    if (field.location !== location) continue;
    lines.push(`${field.path} = ${field.value}${field.transforms.length > 0 ? ` [${field.transforms.join(' > ')}]` : ''}`);
  }
  return lines;
}
