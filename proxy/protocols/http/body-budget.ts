/** What all the bodies of one connection keep together, in bytes. */
export class BodyBudget {
  used = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Then bodies are judged in small windows, instead of being kept until they are whole. */
  get exhausted(): boolean {
    return this.used > this.#most;
  }
}
