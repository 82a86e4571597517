/** What RFC 7541, section 4.1, counts for an entry beside its text. */
export const entryOverhead = 32;

/**
 * HPACK's dynamic table (RFC 7541, section 2.3.2): a ring, the newest entry first. Its size counts bytes of text and 32 for each
 * entry, so the number of entries is bounded with it.
 */
export class DynamicTable {
  #names: string[] = [];
  #values: string[] = [];
  /** One less than the ring's capacity, a power of two. */
  #mask = -1;
  /** Where the next entry goes. */
  #next = 0;
  #count = 0;
  #size = 0;
  #most = 4096;

  get count(): number {
    return this.#count;
  }

  get size(): number {
    return this.#size;
  }

  /** Entry 0 is the newest. Only below {@link count}. */
  name(index: number): string {
    return this.#names[(this.#next - 1 - index) & this.#mask]!;
  }

  value(index: number): string {
    return this.#values[(this.#next - 1 - index) & this.#mask]!;
  }

  insert(name: string, value: string): void {
    const size = name.length + value.length + entryOverhead;
    this.#evict(this.#most - size);
    // One that is larger than the table only empties it (section 4.4).
    if (size > this.#most) return;
    if (this.#count > this.#mask) this.#grow();
    this.#names[this.#next] = name;
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) & this.#mask;
    this.#count += 1;
    this.#size += size;
  }

  resize(most: number): void {
    this.#most = most;
    this.#evict(most);
  }

  #evict(most: number): void {
    while (this.#size > most && this.#count > 0) {
      const oldest = (this.#next - this.#count) & this.#mask;
      this.#size -= this.#names[oldest]!.length + this.#values[oldest]!.length + entryOverhead;
      this.#names[oldest] = '';
      this.#values[oldest] = '';
      this.#count -= 1;
    }
  }

  #grow(): void {
    const capacity = Math.max(16, (this.#mask + 1) * 2);
    const names = new Array<string>(capacity).fill('');
    const values = new Array<string>(capacity).fill('');
    for (let index = 0; index < this.#count; index += 1) {
      names[this.#count - 1 - index] = this.name(index);
      values[this.#count - 1 - index] = this.value(index);
    }
    this.#names = names;
    this.#values = values;
    this.#mask = capacity - 1;
    this.#next = this.#count;
  }
}
