/** The sum of an ASCII digit string's digits, each times its weight. As many digits count as there are weights. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index++) sum += (digits.charCodeAt(index) - 0x30) * weights[index]!;
  return sum;
}

/** One digit, repeated: placeholders, which satisfy many checks. */
export function isUniform(id: string): boolean {
  for (let index = 1; index < id.length; index++) if (id.charCodeAt(index) !== id.charCodeAt(0)) return false;
  return true;
}
