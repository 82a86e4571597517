/** Milliseconds that are looked at together. */
const span = 100;

/** Tells whether inspecting takes so much of the relay's thread that smaller messages than usual should go to another one. */
export interface InlineLoad {
  /** Times in milliseconds, of a clock that never goes back. */
  note(took: number, now: number): void;
  busy(now: number): boolean;
}

/** `most`: milliseconds of every hundred. */
export function createInlineLoad(most: number): InlineLoad {
  let since = Number.NEGATIVE_INFINITY;
  let used = 0;
  let before = 0;
  const turnTo = (now: number): void => {
    if (now - since < span) return;
    before = now - since < 2 * span ? used : 0;
    used = 0;
    since = now;
  };
  return {
    note: (took, now) => {
      turnTo(now);
      used += took;
    },
    busy: (now) => {
      turnTo(now);
      return used > most || before > most;
    },
  };
}
