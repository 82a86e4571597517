const DAY = 86_400_000;

/** Days after which a database is called old. Addresses are sold and moved all the time; half a year is a habit, not a measurement. */
export const oldAfterDays = 180;

/** How many days ago a database was built. `date` is `YYYY-MM-DD`, UTC; `now` epoch milliseconds. Never negative; 0 for a date that is none. */
export function databaseAge(date: string, now: number): number {
  const days = Math.floor((now - Date.parse(`${date}T00:00:00Z`)) / DAY);
  return Number.isFinite(days) ? Math.max(0, days) : 0;
}

/** What to say of a database that is old, or nothing. */
export function ageWarning({ name, date }: { readonly name: string; readonly date: string }, now: number): string | undefined {
  const days = databaseAge(date, now);
  if (days <= oldAfterDays) return undefined;
  return `${name} is of ${date}, ${days} days ago: addresses have moved since. Put a newer one in its place with plainsight data update FILE`;
}
