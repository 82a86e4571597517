/** Milliseconds of work between two rests, at least. */
const shortestTurn = 0.15;
/** Milliseconds: as short as a sleep may be, which takes some 0.05 of them on Linux. */
const nap = 0.001;
/** Work for so many times as long as a nap takes, since elsewhere one may take milliseconds. */
const workToRest = 3;
const trials = 3;

export interface Resting {
  readonly rest: () => void;
  /** Milliseconds asleep in all, which are no work. */
  readonly slept: () => number;
}

/**
 * Makes what a thread calls in the course of long work, to give up its core for a moment after 0.15 ms of it. A scheduler lets a busy thread run for
 * a few milliseconds before another gets its core, low priority or not, and for so long a relay that shares the core would stand still.
 */
export function createRest(): Resting {
  const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const turn = Math.max(shortestTurn, workToRest * shortestNap(never));
  let last = performance.now();
  let slept = 0;
  const rest = (): void => {
    const began = performance.now();
    if (began - last < turn) return;
    Atomics.wait(never, 0, 0, nap);
    last = performance.now();
    slept += last - began;
  };
  return { rest, slept: () => slept };
}

/** Milliseconds that a nap takes where nobody else wants the core: the shortest of some. */
function shortestNap(never: Int32Array): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < trials; trial += 1) {
    const began = performance.now();
    Atomics.wait(never, 0, 0, nap);
    shortest = Math.min(shortest, performance.now() - began);
  }
  return shortest;
}
