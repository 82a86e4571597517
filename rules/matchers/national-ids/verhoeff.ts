/** Positions are permuted by powers of this one, which are eight. */
const PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** The product in the dihedral group of order ten: 0 to 4 are rotations, 5 to 9 reflections. */
function product(left: number, right: number): number {
  if (left < 5) return right < 5 ? (left + right) % 5 : 5 + ((left + right) % 5);
  return right < 5 ? 5 + ((left - right) % 5) : (left - right + 5) % 5;
}

const POWERS: number[][] = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]];
for (let power = 1; power < 8; power++) POWERS.push(POWERS[power - 1]!.map((digit) => PERMUTATION[digit]!));

/** Whether an ASCII digit string ends in a right check digit by J. Verhoeff's rule (Error Detecting Decimal Codes, 1969). One in ten does. */
export function verhoeff(digits: string): boolean {
  let check = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 0x30;
    check = product(check, POWERS[index % 8]![digit]!);
  }
  return digits.length > 0 && check === 0;
}
