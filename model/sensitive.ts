/**
 * A raw value found in somebody's traffic, or planted by the tester. It exists in memory only: printing, concatenating or
 * serialising it shows a placeholder, so that it cannot slip into a log. Only `record/redact` and the judging call {@link reveal}.
 */
export class Sensitive {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The raw value. Never write what this returns. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[sensitive]';
  }

  toJSON(): string {
    return '[sensitive]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[sensitive]';
  }
}
