import { textOf } from '../source.js';

/** A name as it stands in a message. `end`: where what follows it begins. */
export interface DnsName {
  /** Labels with dots between them, without a dot at the end; empty for the root. Their case is that of the wire. */
  readonly text: string;
  readonly end: number;
}

const longestName = 255;
/** A name has 127 labels at most, and each pointer leads to one. */
const mostPointers = 127;
const dot = Buffer.from('.');

/**
 * Reads a name (RFC 1035, section 4.1.4) with its compression undone; undefined when it is none. Each pointer must lead further to the front than
 * everything read so far, hence no loop; and their number is bounded, hence no message makes much work.
 */
export function readName(message: Buffer, start: number, limit = message.length): DnsName | undefined {
  const labels: Buffer[] = [];
  let at = start;
  let stop = limit;
  let end = -1;
  let front = start;
  let length = 0;
  for (let pointers = 0; at < stop; ) {
    const size = message[at]!;
    if (size === 0) return { text: textOfLabels(labels), end: end < 0 ? at + 1 : end };
    if (size >= 0xc0) {
      if (at + 1 >= stop) return undefined;
      if (end < 0) end = at + 2;
      const target = ((size & 0x3f) << 8) | message[at + 1]!;
      pointers += 1;
      if (target >= front || pointers > mostPointers) return undefined;
      front = target;
      at = target;
      stop = message.length;
      continue;
    }
    length += 1 + size;
    if (size > 63 || at + 1 + size > stop || length >= longestName) return undefined;
    labels.push(message.subarray(at + 1, at + 1 + size));
    at += 1 + size;
  }
  return undefined;
}

function textOfLabels(labels: readonly Buffer[]): string {
  if (labels.length === 1) return textOf(labels[0]!);
  return textOf(Buffer.concat(labels.flatMap((label, index) => (index === 0 ? [label] : [dot, label]))));
}
