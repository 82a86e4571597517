/** Waits until a condition holds, at most 5 s. */
export async function eventually(condition: () => boolean, what = 'the condition'): Promise<void> {
  const until = performance.now() + 5_000;
  while (!condition()) {
    if (performance.now() > until) throw new Error(`waited 5 s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
