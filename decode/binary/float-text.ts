/**
 * The shortest decimal that reads back as the same IEEE 754 number of so many bytes: 35.6812 for the single that is 35.68119812…
 * exactly. Exponents are written as JavaScript does.
 */
export function floatText(value: number, bytes: 2 | 4 | 8): string {
  if (bytes === 8 || !Number.isFinite(value) || Number.isInteger(value)) return Object.is(value, -0) ? '-0' : String(value);
  // A half is exact in at most 5 significant digits, a single in 9; fewer nearly always do.
  if (bytes === 2) return String(value);
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
