import { longestReference } from '../../model/index.js';
import { kind, kinds } from './byte-kinds.js';
import { nibble } from './decode-token.js';

/** Finds where escapes may start, from front to back: a backslash, a percent sign before two hexadecimal digits or a `u`, an ampersand before a reference. */
export class EscapeFinder {
  readonly #bytes: Buffer;
  readonly #end: number;
  // Where each stands next, so that a kind that is rare is not searched for again and again.
  #backslash = -1;
  #percent = -1;
  #reference = -1;

  constructor(bytes: Buffer, end: number) {
    this.#bytes = bytes;
    this.#end = end;
  }

  /** The first place from `from` on, which must not go back; -1 without any. */
  next(from: number): number {
    if (from >= this.#end) return -1;
    if (this.#backslash < from) this.#backslash = this.#indexOf(92, from);
    while (this.#percent < from || (this.#percent < this.#end && !this.#isPercent(this.#percent)))
      this.#percent = this.#indexOf(37, Math.max(from, this.#percent + 1));
    while (this.#reference < from || (this.#reference < this.#end && !this.#isReference(this.#reference)))
      this.#reference = this.#indexOf(38, Math.max(from, this.#reference + 1));
    const at = Math.min(this.#backslash, this.#percent, this.#reference);
    return at < this.#end ? at : -1;
  }

  /** `end` when there is none. */
  #indexOf(byte: number, from: number): number {
    if (this.#end - from > shortRange) {
      const at = this.#bytes.indexOf(byte, from);
      return at < 0 || at > this.#end ? this.#end : at;
    }
    let at = from;
    while (at < this.#end && this.#bytes[at] !== byte) at += 1;
    return Math.min(at, this.#end);
  }

  #isPercent(at: number): boolean {
    const next = this.#bytes[at + 1] ?? 0;
    return (nibble(next) >= 0 && nibble(this.#bytes[at + 2] ?? 0) >= 0) || (next | 32) === 117;
  }

  /** `&#`, or a name and a semicolon. */
  #isReference(at: number): boolean {
    if (at + 1 < this.#end && this.#bytes[at + 1] === 35) return true;
    let index = at + 1;
    while (index < this.#end && index - at <= longestReference && (kinds[this.#bytes[index]!]! & named) !== 0) index += 1;
    return index > at + 1 && this.#bytes[index] === 59;
  }
}

/** Bytes so few that asking the platform costs more than looking. */
const shortRange = 96;
const named = kind.lower | kind.upper | kind.digit;
