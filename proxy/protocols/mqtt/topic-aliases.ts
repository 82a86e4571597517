const mostAliases = 4096;

/**
 * The topics that aliases of one direction stand for (MQTT 5.0, section 3.3.2.3.4). Keeps at most 4,096 of them, and `mostBytes` in all; one
 * beyond that is not kept, and unknown later.
 */
export class TopicAliases {
  readonly #topics = new Map<number, string>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  set(alias: number, topic: string): void {
    const before = this.#topics.get(alias);
    if (before === topic) return;
    if (before !== undefined) {
      this.#bytes -= before.length;
      this.#topics.delete(alias);
    }
    if (this.#topics.size >= mostAliases || this.#bytes + topic.length > this.#mostBytes) return;
    this.#bytes += topic.length;
    this.#topics.set(alias, topic);
  }

  get(alias: number): string | undefined {
    return this.#topics.get(alias);
  }
}
