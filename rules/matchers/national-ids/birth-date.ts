const MOST_YEARS = 120;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY_IN_MS = 86_400_000;

/** Whether a month (1 to 12) has so many days in some year. */
export function isDayOfMonth(month: number, day: number): boolean {
  return day >= 1 && day <= (DAYS[month - 1] ?? 0);
}

/** Whether somebody alive may have been born on this day: a date of the calendar, in the last 120 years and not after today. */
export function isBirthDate(year: number, month: number, day: number): boolean {
  if (!isDayOfMonth(month, day)) return false;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return false;
  // Somewhere it is tomorrow already.
  const now = Date.now() + DAY_IN_MS / 2;
  return Date.UTC(year, month - 1, day) <= now && yearsSince(year) <= MOST_YEARS;
}

/** Whole years from a year to the present one. */
export function yearsSince(year: number): number {
  return new Date().getUTCFullYear() - year;
}

/** The latest year with these last two digits in which the day is not in the future, or `undefined` when the day is in no calendar. */
export function latestBirthYear(lastTwo: number, month: number, day: number): number | undefined {
  const century = Math.floor(new Date().getUTCFullYear() / 100) * 100;
  return [century + lastTwo, century - 100 + lastTwo].find((year) => isBirthDate(year, month, day));
}
