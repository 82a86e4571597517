/** Kinds of bytes, as bits. Those below `space` make up tokens: base64 in either alphabet, hexadecimal digits, words. */
export const kind = {
  lower: 1,
  upper: 2,
  digit: 4,
  /** `+`, `/`, `-` and `_` */
  symbol: 8,
  /** White space, and every other character that may stand between tokens. */
  space: 16,
  percent: 32,
  backslash: 64,
  ampersand: 128,
  control: 256,
  /** Beyond ASCII. */
  high: 512,
} as const;

/** The kind of each byte. */
export const kinds = new Uint16Array(256).fill(kind.space);
kinds.fill(kind.control, 0, 32);
kinds[127] = kind.control;
for (const byte of [9, 10, 13]) kinds[byte] = kind.space;
kinds.fill(kind.high, 128);
kinds.fill(kind.digit, 48, 58);
kinds.fill(kind.upper, 65, 91);
kinds.fill(kind.lower, 97, 123);
for (const character of '+/-_') kinds[character.charCodeAt(0)] = kind.symbol;
kinds[37] = kind.percent;
kinds[92] = kind.backslash;
kinds[38] = kind.ampersand;
