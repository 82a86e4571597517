/**
 * Whether a key is a mere name: up to 20 ASCII letters, with `_`, `-`, `.` or `$` between them. Others (user IDs, e-mail
 * addresses, long or non-English texts) may be values in themselves, as in maps keyed by user.
 */
export function isPlainKey(key: string): boolean {
  if (key.length > 20) return false;
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    const letter = (code | 32) >= 97 && (code | 32) <= 122;
    if (!letter && code !== 95 && code !== 45 && code !== 46 && code !== 36) return false;
  }
  return true;
}
