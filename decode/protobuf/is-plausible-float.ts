/** Whether a number is of a size that people measure things in: bytes that are no float rarely make one. Zero is not told from an integer. */
export function isPlausibleFloat(value: number): boolean {
  const size = Math.abs(value);
  return size >= 1e-5 && size < 1e10;
}
