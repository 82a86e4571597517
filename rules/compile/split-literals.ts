import { createLiteralScanner, type Literal } from './literal-scanner.js';
import type { PlantedValue } from './planted-index.js';
import { spaceLiterals } from './space-literals.js';

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
  const addTail = (tail: Buffer, lead: string): void => {
    for (const literal of spaced(tail)) {
      tails.push(literal);
      leads.push(plainOf(Buffer.from(lead).toString('latin1')));
    }
  };
  for (const { splits } of values) {
    const [first] = splits;
    if (first === undefined) continue;
    if (splits.length === 1) {
      const [long, short] = first.first.length > first.second.length ? [first.first, first.second] : [first.second, first.first];
      addTail(Buffer.from(long), short);
      continue;
    }
    const whole = Buffer.from(first.first + first.second);
    const half = whole.length >> 1;
    heads.push(...spaced(whole.subarray(0, half)));
    addTail(whole.subarray(whole.length - half), first.first);
  }
  const scanner = createLiteralScanner(tails);
  return {
    heads,
    tails,
    holds: (bytes, end, alone) => {
      let text: string | undefined;
      let held = false;
      scanner.scan(bytes, 0, end, (index) => {
        text ??= plainOf(bytes.toString('latin1', 0, end));
        held ||= alone || text.includes(leads[index]!);
      });
      return held;
    },
  };
}

/** Also as forms write it. */
function spaced(text: Buffer): readonly Literal[] {
  return spaceLiterals(text.toString('latin1')).map((written) => ({ bytes: Buffer.from(written, 'latin1'), anyCase: true }));
}

/** Text of one character a byte, whatever its case and however its spaces are written. */
function plainOf(text: string): string {
  return text.toLowerCase().replaceAll('+', ' ');
}
