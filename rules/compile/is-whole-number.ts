/**
 * Whether the digits from `at` to `end` are a whole number where they stand: no part of a longer one, and no part of a decimal fraction. Zeros
 * may stand in front, and a fraction of zeros behind. A dot is a decimal point only where it is the one dot of a run of digits and dots:
 * `GA1.2.1848314487.1613000000` has the number in it, `3.1848314487` and `1848314487.123` have not.
 */
export function isWholeNumber(bytes: Uint8Array, at: number, end: number, fieldStart: number, fieldEnd: number): boolean {
  let from = at;
  while (from > fieldStart && bytes[from - 1] === 48) from -= 1;
  if (from > fieldStart && isDigit(bytes[from - 1]!)) return false;
  if (end < fieldEnd && isDigit(bytes[end]!)) return false;

  const dotBefore = from > fieldStart && bytes[from - 1] === 46;
  // A dot that no digit follows ends a sentence.
  const dotAfter = end + 1 < fieldEnd && bytes[end] === 46 && isDigit(bytes[end + 1]!);
  if (dotBefore && dotAfter) return true;
  if (dotBefore) {
    let index = from - 2;
    if (index < fieldStart || !isDigit(bytes[index]!)) return true;
    while (index >= fieldStart && isDigit(bytes[index]!)) index -= 1;
    return index >= fieldStart && bytes[index] === 46;
  }
  if (!dotAfter) return true;
  let index = end + 1;
  let zeros = true;
  for (; index < fieldEnd && isDigit(bytes[index]!); index += 1) if (bytes[index] !== 48) zeros = false;
  return zeros || (index + 1 < fieldEnd && bytes[index] === 46 && isDigit(bytes[index + 1]!));
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
