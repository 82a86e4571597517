/** Milliseconds of work between two rests. */
const turn = 0.15;
/** Milliseconds: the shortest sleep there is, which takes some 0.05 of them. */
const nap = 0.001;

/**
 * Makes what a thread calls in the course of long work, to give up its core for a moment every 0.15 ms. A scheduler lets a busy thread run for
 * a few milliseconds before another gets its core, low priority or not, and for so long a relay that shares the core would stand still.
 */
export function createRest(): () => void {
  const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let last = performance.now();
  return () => {
    if (performance.now() - last < turn) return;
    Atomics.wait(never, 0, 0, nap);
    last = performance.now();
  };
}
