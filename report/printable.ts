import { unicodeEscape } from './unicode-escape.js';

/**
 * Text from the traffic made safe for a terminal and for one line: control characters (C0, DEL, C1, hence every ANSI escape
 * sequence), line separators, formatting characters (bidirectional overrides, zero width …) and lone surrogates are shown as
 * `\u001b` or `\u202e`. Longer than `limit` UTF-16 units, it is cut and ends in `…`. Not a redaction: what it is given must be
 * redacted already.
 */
export function printable(text: string, limit = 400): string {
  const shown = text.length > limit ? `${wholeCharacters(text, limit)}…` : text;
  return shown.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, unicodeEscape);
}

/** Cuts before a surrogate pair rather than through it. */
function wholeCharacters(text: string, limit: number): string {
  const code = text.charCodeAt(limit - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit);
}
