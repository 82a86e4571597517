import { createLiteralScanner, type Literal } from './literal-scanner.js';
import type { PlantedValue } from './planted-index.js';

/** Literals of which one stands in bytes that hold the parts of a value. */
export interface SplitLiterals {
  /** First halves: where one stands, the rest may be anywhere. */
  readonly heads: readonly Literal[];
  /** Last halves, as the domain of an address, which stands in many a message: asked for by `holds`. */
  readonly tails: readonly Literal[];
  /** Whether a last half stands there, and what its value begins with. `alone`: the bytes are but a part of a message, so the beginning may stand elsewhere. */
  holds(bytes: Buffer, end: number, alone: boolean): boolean;
}

/**
 * Wherever a value is cut, one part holds its first or its last half. For the search over clean messages: what it says maybe to is decoded. Of a name the
 * longer part is looked for, beside the other.
 */
export function splitLiterals(values: readonly PlantedValue[]): SplitLiterals {
  const heads: Literal[] = [];
  const tails: Literal[] = [];
  const leads: string[] = [];
  for (const { splits } of values) {
    const [first] = splits;
    if (first === undefined) continue;
    if (splits.length === 1) {
      const [long, short] = first.first.length > first.second.length ? [first.first, first.second] : [first.second, first.first];
      tails.push({ bytes: Buffer.from(long), anyCase: true });
      leads.push(latin1Of(short));
      continue;
    }
    const whole = Buffer.from(first.first + first.second);
    const half = whole.length >> 1;
    heads.push({ bytes: whole.subarray(0, half), anyCase: true });
    tails.push({ bytes: whole.subarray(whole.length - half), anyCase: true });
    leads.push(latin1Of(first.first));
  }
  const scanner = createLiteralScanner(tails);
  return {
    heads,
    tails,
    holds: (bytes, end, alone) => {
      let text: string | undefined;
      let held = false;
      scanner.scan(bytes, 0, end, (index) => {
        text ??= bytes.toString('latin1', 0, end).toLowerCase();
        held ||= alone || text.includes(leads[index]!);
      });
      return held;
    },
  };
}

/** As it stands in bytes read one character a byte, whatever its case. */
function latin1Of(text: string): string {
  return Buffer.from(text).toString('latin1').toLowerCase();
}
