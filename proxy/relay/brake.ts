/**
 * Stops reading from every relayed connection while work that is ready to run has piled up. Nothing is dropped: TCP makes the
 * peers wait. Counted, because a run that paused often was measured on a machine too slow for it.
 */
export class Brake {
  #engaged = false;
  #pauses = 0;
  readonly #waiting = new Set<() => void>();

  get engaged(): boolean {
    return this.#engaged;
  }

  get pauses(): number {
    return this.#pauses;
  }

  engage(): void {
    if (this.#engaged) return;
    this.#engaged = true;
    this.#pauses += 1;
  }

  release(): void {
    if (!this.#engaged) return;
    this.#engaged = false;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of waiting) resume();
  }

  /** Calls back once, when released. */
  onRelease(resume: () => void): void {
    this.#waiting.add(resume);
  }
}
