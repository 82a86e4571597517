/** Milliseconds of observing one chunk from which on a connection must let others have their turn. */
const heavy = 0.2;
/** How long it then waits, as a multiple of what it took: others get the rest of the time. */
const share = 4;
/** Longest wait, milliseconds: a large message that is judged at once must not stop its own connection for long. */
const longest = 20;
/** Milliseconds after which a connection that said nothing does not count as one that waits. */
const recent = 100;

/**
 * Shares the thread among connections: observing is what costs, and one connection that floods us with what is dear to read would make all
 * others wait. A chunk that took long is followed by a pause in reading from its side, but only while others are active, too. Nothing
 * is dropped: TCP makes the peer wait.
 */
export class Turns {
  #last: object | undefined;
  #otherAt = Number.NEGATIVE_INFINITY;

  /** A connection is at work. `now` is epoch milliseconds. */
  note(who: object, now: number): void {
    if (this.#last === who) return;
    if (this.#last !== undefined) this.#otherAt = now;
    this.#last = who;
  }

  /** How long the connection that is at work should wait (milliseconds, zero for not at all) after an observation that took `took` milliseconds. */
  pauseAfter(took: number, now: number): number {
    if (took < heavy || now - this.#otherAt > recent) return 0;
    return Math.min(longest, Math.ceil(took * share));
  }
}
