import type { Finding } from './setup-check.js';

const day = 86_400_000;
/** An installation is used for years, but hardly for so many without new data. */
const longest = 5 * 365 * day;

/**
 * Certificates, databases and exceptions all have dates: a clock that is wrong makes them wrong. Without a network only what cannot be shows: a
 * time before the data that ships was made (`made`, `YYYY-MM-DD`), or many years after.
 */
export function checkClock(now: number, made: string | undefined): Finding {
  const date = new Date(now);
  if (Number.isNaN(date.getTime())) return { state: 'problem', found: 'the clock gives no time', next: "set this machine's clock" };
  const found = date.toISOString();
  const since = made === undefined ? Number.NaN : Date.parse(`${made}T00:00:00Z`);
  if (Number.isNaN(since)) return { state: 'note', found: `${found}, which nothing here can be compared with` };
  if (now < since - day) {
    return {
      state: 'problem',
      found: `${found}, before the data that ships with Plainsight was made (${made})`,
      next: "set this machine's clock: certificates made now would not be valid for devices",
    };
  }
  if (now > since + longest) {
    return {
      state: 'warning',
      found: `${found}, years after the data that ships with Plainsight was made (${made})`,
      next: "set this machine's clock, or update Plainsight",
    };
  }
  return { state: 'ok', found };
}
