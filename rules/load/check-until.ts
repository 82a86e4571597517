const dayMs = 86_400_000;

/** Days ahead of its end at which an exception is warned of. */
const warningDays = 14;

export type UntilState =
  | { readonly kind: 'invalid' }
  | { readonly kind: 'active' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'expires-soon'; readonly days: number };

/** State of an exception whose last valid day, in UTC, is `until` (`YYYY-MM-DD`). `now` is epoch milliseconds. */
export function checkUntil(until: string, now: number): UntilState {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(until);
  if (!parts) return { kind: 'invalid' };
  const start = Date.parse(`${until}T00:00:00Z`);
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== until) return { kind: 'invalid' };
  const left = start + dayMs - now;
  if (left <= 0) return { kind: 'expired' };
  const days = Math.floor(left / dayMs);
  return days <= warningDays ? { kind: 'expires-soon', days } : { kind: 'active' };
}
