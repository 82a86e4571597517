/** Whether a value is bytes rather than text: control characters do not stand in what people or programs write as text. */
export function isBinary(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code < 9 || (code > 13 && code < 32) || (code >= 127 && code < 160)) return true;
  }
  return false;
}
