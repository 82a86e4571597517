import { undoReferences } from '../markup/undo-references.js';
import type { Source } from '../source.js';
import { predefinedEntities } from './predefined-entities.js';

/** Text between two tags, put together from what comments and CDATA sections take apart, without the white space around it. */
export class TextRun {
  start = 0;
  end = 0;
  readonly #source: Source;
  #pieces = 0;
  #value = '';

  constructor(source: Source) {
    this.#source = source;
  }

  /** Takes the text between two positions. `kind`: whether references in it are undone. */
  add(start: number, end: number, kind: 'text' | 'cdata'): void {
    if (start >= end) return;
    if (this.#pieces === 0) {
      const text = this.#source.units;
      let [from, to] = [start, end];
      while (from < to && text.charCodeAt(from) <= 32) from += 1;
      while (to > from && text.charCodeAt(to - 1) <= 32) to -= 1;
      // White space in front is left out; behind, it may stand between two pieces.
      if (from === to) return;
      this.start = from;
      this.end = to;
      this.#value = this.#text(from, end, kind);
    } else {
      this.end = end;
      this.#value += this.#text(start, end, kind);
    }
    this.#pieces += 1;
  }

  /** The text so far, which begins anew with this. Empty when there was none but white space. */
  take(): string {
    if (this.#pieces === 0) return '';
    const value = this.#value.trim();
    this.#pieces = 0;
    this.#value = '';
    return value;
  }

  #text(start: number, end: number, kind: 'text' | 'cdata'): string {
    const text = this.#source.slice(start, end);
    return kind === 'text' ? undoReferences(text, predefinedEntities) : text;
  }
}
