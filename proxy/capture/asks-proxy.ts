const longestMethod = 32;

/**
 * Whether a cleartext request line is one for a proxy: CONNECT, or a target with a scheme. `undefined`: more bytes are needed, at most
 * a method, a space and one character. What is no request line at all is not for a proxy.
 */
export function asksProxy(bytes: Buffer): boolean | undefined {
  const space = bytes.indexOf(0x20);
  if (space < 0) return bytes.length > longestMethod || bytes.includes(0x0a) ? false : undefined;
  if (space > longestMethod) return false;
  if (bytes.toString('latin1', 0, space) === 'CONNECT') return true;
  const first = bytes[space + 1];
  if (first === undefined) return undefined;
  // A letter begins a scheme; origin-form begins with a slash, and `*` stands alone.
  return (first >= 0x41 && first <= 0x5a) || (first >= 0x61 && first <= 0x7a);
}
