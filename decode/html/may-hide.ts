/** Whether an attribute's value is more than words: an escape, a query, markup or JSON in it, or a token that may be an encoding. */
export function mayHide(value: string): boolean {
  return /[%?&<{]/.test(value) || (/[\w+/-]{16}/.test(value) && /[A-Z\d]/.test(value));
}
