import { minSecretLength } from './secret-forms.js';

/**
 * Finds any of a fixed set of texts in another, without regard to case. A table of the first four characters rules out almost every
 * place with one look, so the cost hardly grows with the number of texts. Texts shorter than four characters are left out.
 */
export class SecretIndex {
  readonly #starts: Uint8Array;
  readonly #byGram = new Map<number, string[]>();
  /** Length of the longest text looked for, in UTF-16 code units. */
  readonly longest: number;

  constructor(texts: Iterable<string>) {
    const folded = new Set(Array.from(texts, foldCase));
    this.#starts = new Uint8Array(folded.size > 100 ? 16_384 : 512);
    let longest = 0;
    for (const text of folded) {
      if (text.length < minSecretLength) continue;
      const gram = gramAt(text, 0);
      this.#starts[gram & (this.#starts.length - 1)] = 1;
      const bucket = this.#byGram.get(gram);
      if (bucket === undefined) this.#byGram.set(gram, [text]);
      else bucket.push(text);
      longest = Math.max(longest, text.length);
    }
    for (const bucket of this.#byGram.values()) bucket.sort((one, other) => other.length - one.length);
    this.longest = longest;
  }

  /** Half-open ranges of `folded` (see {@link foldCase}) that hold one of the texts, in order, the longest at each start. They may overlap. */
  find(folded: string): [start: number, end: number][] {
    const found: [number, number][] = [];
    if (this.longest === 0) return found;
    const starts = this.#starts;
    const mask = starts.length - 1;
    for (let at = 0; at + minSecretLength <= folded.length; at += 1) {
      const gram = gramAt(folded, at);
      if (starts[gram & mask] === 0) continue;
      const text = this.#byGram.get(gram)?.find((candidate) => folded.startsWith(candidate, at));
      if (text !== undefined) found.push([at, at + text.length]);
    }
    return found;
  }
}

function gramAt(text: string, at: number): number {
  const mixed =
    Math.imul(text.charCodeAt(at), 0x9e35) ^
    Math.imul(text.charCodeAt(at + 1), 0x2f1b) ^
    Math.imul(text.charCodeAt(at + 2), 0x61c9) ^
    Math.imul(text.charCodeAt(at + 3), 0x1657);
  return mixed ^ (mixed >>> 14);
}

const hasNonAscii = /[^ -~\s]/;

/** Lower case without changing the length, so that places in the folded text are places in the text. */
export function foldCase(text: string): string {
  if (!hasNonAscii.test(text)) return text.toLowerCase();
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    const lower = unit.toLowerCase();
    folded += lower.length === 1 ? lower : unit;
  }
  return folded;
}
