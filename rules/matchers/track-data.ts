/** Expiry as year and month, and the service code or what stands for it. */
const AFTER_TRACK_2 = /^[=Dd]\d\d(?:0[1-9]|1[0-2])\d/;
/** The holder's name, and expiry or what stands for it. */
const AFTER_TRACK_1 = /^\^[^^\n]{2,26}\^/;
const LONGEST_AFTER = 32;

/**
 * Whether the digits from `start` to `end` are the card number of a magnetic stripe or of what a chip gives in its place (ISO/IEC 7813, EMV tag 57):
 * `B4111…^DOE/JANE^2512…`, `4111…=2512101…`, `4111…D2512101…`. Looks at no more than 32 characters around them.
 */
export function isTrackData(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + LONGEST_AFTER);
  const before = text.charAt(start - 1);
  if (before === 'B' || before === 'b') return AFTER_TRACK_1.test(after);
  return !/[A-Za-z0-9_.]/.test(before) && AFTER_TRACK_2.test(after);
}
