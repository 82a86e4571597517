/**
 * The kinds of characters that occur in a text, as a set of bits: one pass that lets every transform and format say at once
 * "not mine". A text is made of nothing but the kinds `k` when `(shape & ~k) === 0`.
 */
export type Shape = number;

export const shape = {
  lower: 1,
  upper: 2,
  digit: 4,
  percent: 8,
  equals: 16,
  ampersand: 32,
  plus: 64,
  slash: 128,
  /** `-` and `_` */
  dash: 256,
  /** Space, tab, CR, LF. */
  space: 512,
  colon: 1024,
  /** `{`, `[` and `"` */
  opener: 2048,
  backslash: 4096,
  /** Every other printable ASCII character. */
  other: 8192,
  control: 16384,
  /** Beyond ASCII. */
  high: 32768,
} as const;

const table = new Uint16Array(128).fill(shape.other);
table.fill(shape.control, 0, 32);
table[127] = shape.control;
const mark = (characters: string, bit: Shape): void => {
  for (const character of characters) table[character.charCodeAt(0)] = bit;
};
mark('abcdefghijklmnopqrstuvwxyz', shape.lower);
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZ', shape.upper);
mark('0123456789', shape.digit);
mark('%', shape.percent);
mark('=', shape.equals);
mark('&', shape.ampersand);
mark('+', shape.plus);
mark('/', shape.slash);
mark('-_', shape.dash);
mark(' \t\r\n', shape.space);
mark(':', shape.colon);
mark('{["', shape.opener);
mark('\\', shape.backslash);

/** The kind of one character. */
export function shapeOfCode(code: number): Shape {
  return code < 128 ? table[code]! : shape.high;
}

export function shapeOf(text: string, start = 0, end = text.length): Shape {
  let seen = 0;
  for (let index = start; index < end; index += 1) seen |= shapeOfCode(text.charCodeAt(index));
  return seen;
}
