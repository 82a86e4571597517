/** Epoch milliseconds as RFC 3339 in UTC; `unknown` where they are no date, so that a damaged record can still be reported. */
export function isoTime(epochMs: number): string {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? 'unknown' : date.toISOString();
}
