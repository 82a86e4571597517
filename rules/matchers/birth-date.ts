import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { isBirthDate } from './national-ids/birth-date.js';
import { wholeValue } from './whole-value.js';

const LONGEST = 40;
const DAY_IN_S = 86_400;
/** The first day of the eras of Japan, as a year to add to. */
const ERAS: Readonly<Record<string, number>> = { 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018, T: 1911, S: 1925, H: 1988, R: 2018 };
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const isBirthName = nameTest({
  says:
    'birthday birthdays birthdate dateofbirth dob bday birth birthdt born bornon borndate borndt birthdayat birthtimestamp birthdaytimestamp geburtstag geburtsdatum ' +
    'datenaissance datedenaissance naissance fechanacimiento fechadenacimiento datadinascita nascita geboortedatum birthyear yearofbirth seinengappi tanjobi tanjoubi shengri chushengriqi',
  unless:
    'updated created modified verified changed place country city certificate name number gift card set visible visibility privacy hash format required rate',
  foreign: '生年月日 誕生日 生日 出生 생년월일 생일',
});
const isYearName = nameTest({ says: 'birthyear yearofbirth', foreign: '生年' });

function iso(year: number, month: number, day: number): string | undefined {
  if (!isBirthDate(year, month, day)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Year first: ISO 8601 with or without a time, `1990/4/1`, `19900401`, `1990年4月1日`. */
function yearFirst(value: string): string | undefined {
  const found =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(value) ??
    /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(value) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(value) ??
    /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]$/.exec(value);
  return found === null ? undefined : iso(Number(found[1]), Number(found[2]), Number(found[3]));
}

function era(value: string): string | undefined {
  const found = /^(大正|昭和|平成|令和|[TSHR])(\d{1,2}|元)[年./-](\d{1,2})[月./-](\d{1,2})日?$/.exec(value);
  if (found === null) return undefined;
  const year = (ERAS[found[1]!] ?? 0) + (found[2] === '元' ? 1 : Number(found[2]));
  return iso(year, Number(found[3]), Number(found[4]));
}

/** Day or month first. Where both may be either, the value stays as it is written. */
function yearLast(value: string): string | undefined {
  const found = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(value);
  if (found === null) return undefined;
  const [first, second, year] = [Number(found[1]), Number(found[3]), Number(found[4])];
  const dayFirst = iso(year, second, first);
  const monthFirst = found[2] === '.' ? undefined : iso(year, first, second);
  return dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst ? value : (dayFirst ?? monthFirst);
}

/** `1 April 1990`, `April 1, 1990`, `Apr 1 1990`. */
function inWords(value: string): string | undefined {
  const found = /^(\d{1,2})\.? ([A-Z][a-z]{2,8})\.?,? (\d{4})$/i.exec(value);
  const other = found === null ? /^([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(value) : null;
  const [day, month, year] = found ? [found[1], found[2], found[3]] : [other?.[2], other?.[1], other?.[3]];
  if (month === undefined) return undefined;
  return iso(Number(year), MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1, Number(day));
}

/** Seconds or milliseconds since 1970, before it too; those at midnight of some time zone only, since birthdays have no time. */
function epoch(value: string): string | undefined {
  if (!/^-?\d{6,13}$/.test(value)) return undefined;
  const number = Number(value);
  const seconds = Math.abs(number) >= 10_000_000_000 ? number / 1000 : number;
  if (!Number.isInteger(seconds / 900)) return undefined;
  const date = new Date(Math.round(seconds / DAY_IN_S) * DAY_IN_S * 1000);
  return iso(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function recognise(value: string, name: string | undefined): readonly [value: string, recognisedAs: Match['recognisedAs']] | undefined {
  const date = yearFirst(value) ?? era(value) ?? yearLast(value) ?? inWords(value);
  if (date !== undefined) return [date, 'pattern'];
  const counted = epoch(value);
  if (counted !== undefined) return [counted, 'name'];
  if (/^(?:--)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(value)) return [value, 'name'];
  return /^(?:19|20)\d\d$/.test(value) && isYearName(name) && isBirthDate(Number(value), 1, 1) ? [value, 'name'] : undefined;
}

function find(text: string, context: MatchContext): readonly Match[] {
  if (text.length < 4) return [];
  const whole = wholeValue(text, LONGEST);
  if (whole === undefined || !isBirthName(context.name)) return [];
  const found = recognise(whole.value, context.name);
  return found === undefined ? [] : [{ start: whole.start, end: whole.end, value: found[0], recognisedAs: found[1] }];
}

/**
 * Dates of birth: whole values under a name that says so (`birthday`, `dob`, `geburtsdatum`, `生年月日` …) that are a date in the last 120 years.
 * Dates in ISO 8601, national writing, words and the eras of Japan by `pattern`; seconds or milliseconds since 1970, a day without a year, and, under
 * such a name, a year by `name`. Normal form: `YYYY-MM-DD`, but what may be day or month first stays as written.
 * Not: dates under other names or in running text, ages.
 */
export const birthDate: Matcher = {
  name: 'birth-date',
  description: 'a date of birth',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
