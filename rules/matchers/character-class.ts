/** ASCII classes of UTF-16 code units, for scanners that look at one unit at a time. `NaN` (past the end of a text) is in none. */
export const characterClass = {
  digit: (code: number): boolean => code >= 0x30 && code <= 0x39,
  upper: (code: number): boolean => code >= 0x41 && code <= 0x5a,
  lower: (code: number): boolean => code >= 0x61 && code <= 0x7a,
  letter: (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a),
  alphanumeric: (code: number): boolean =>
    (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a),
  hex: (code: number): boolean => (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66),
} as const;
