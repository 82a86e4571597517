const longestName = 64;
const uuid = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const digitRun = /\d{5}/;
const digitsOnly = /^\d+$/;
const hex = /^[0-9a-f]+$/i;

/**
 * Whether a path segment or name names somebody or something rather than a kind of thing: numbers, hex, UUIDs, e-mail addresses, tokens
 * of mixed letters and digits, anything very long. `v1`, `sha256`, `getUserProfile` do not; `4711`, `room-1848314487` do.
 */
export function looksLikeId(text: string): boolean {
  if (text.length > longestName || text.includes('@')) return true;
  if (digitRun.test(text) || digitsOnly.test(text) || uuid.test(text)) return true;
  return text.split(/[-_.~:,;+]/).some(isToken);
}

function isToken(part: string): boolean {
  let digits = 0;
  for (const character of part) if (character >= '0' && character <= '9') digits += 1;
  if (digits === 0) return part.endsWith('=') && part.length >= 8;
  if (part.length >= 8 && hex.test(part)) return true;
  return part.endsWith('=') || (part.length >= 12 && digits >= 2 && digits < part.length);
}
