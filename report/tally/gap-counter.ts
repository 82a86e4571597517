import type { CountedGap, Gap } from '../../model/index.js';

const mostKinds = 1_000;

/** Counts gaps of a run by reason and detail, keeping the first of each. Bounded: beyond a thousand kinds they are counted by reason alone. */
export class GapCounter {
  readonly #kinds = new Map<string, { readonly gap: Gap; count: number }>();

  add(gap: Gap): void {
    const full = this.#kinds.size >= mostKinds;
    const key = full ? gap.reason : `${gap.reason}\n${gap.location ?? ''}\n${gap.detail}`;
    const kind = this.#kinds.get(key);
    if (kind) kind.count += 1;
    else this.#kinds.set(key, { gap: full ? { reason: gap.reason, connectionId: gap.connectionId, detail: 'various' } : gap, count: 1 });
  }

  result(): readonly CountedGap[] {
    return [...this.#kinds.values()];
  }
}
