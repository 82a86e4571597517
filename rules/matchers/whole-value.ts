/** A text without the white space around it, and where it begins and ends. */
export interface WholeValue {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

const MOST_SPACE = 64;

/** The text as one value, or `undefined` when it is empty or, with the white space around it, longer than `longest` and 64 characters more. */
export function wholeValue(text: string, longest: number): WholeValue | undefined {
  if (text.length > longest + MOST_SPACE) return undefined;
  const value = text.trim();
  if (value === '' || value.length > longest) return undefined;
  const start = text.indexOf(value);
  return { start, end: start + value.length, value };
}
