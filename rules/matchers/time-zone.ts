import { declaredOption, declaredValue } from './declared-value.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { wholeValue } from './whole-value.js';

const NAME = 'time-zone';
const LONGEST = 40;
/** More different zones in one text are a list to choose from, not where a device is. */
const MOST_DIFFERENT = 3;

const isZoneName = nameTest({
  says: 'timezone timezonename timezoneid timezoneoffset tz tzname tzoffset tzinfo utcoffset gmtoffset zoneid zoneoffset localtimezone devicetimezone usertimezone olson ianazone ianatimezone',
  unless: 'list lists options available supported hosted dns hash count url update updated',
  foreign: 'タイムゾーン 時間帯 时区 시간대',
});

const ZONE =
  /(?<![A-Za-z0-9_/.-])(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Z][A-Za-z_-]{2,24}(?:\/[A-Z][A-Za-z_-]{2,24})?(?![A-Za-z0-9/])/g;
const QUICK = /(?:ca|ic|sia|lia|pe|an)\/[A-Z]/;
/** Names of the tz database beside those that the runtime calls canonical. */
const OTHER_ZONES =
  'Asia/Kolkata Asia/Calcutta Asia/Ho_Chi_Minh Asia/Saigon Asia/Kathmandu Asia/Katmandu Asia/Yangon Asia/Rangoon Asia/Chongqing Asia/Harbin Asia/Kashgar Asia/Urumqi Asia/Macao ' +
  'Asia/Macau Asia/Tel_Aviv Asia/Istanbul Asia/Dacca Asia/Ujung_Pandang Europe/Kyiv Europe/Kiev Europe/Belfast Europe/Nicosia Atlantic/Faroe Atlantic/Faeroe America/Nuuk America/Godthab ' +
  'America/Buenos_Aires America/Argentina/Buenos_Aires America/Indianapolis America/Indiana/Indianapolis America/Louisville America/Kentucky/Louisville ' +
  'America/Fort_Wayne America/Montreal Africa/Asmara Africa/Asmera Pacific/Chuuk Pacific/Truk Pacific/Pohnpei Pacific/Ponape Pacific/Kanton Australia/Canberra Australia/NSW';

let zones: ReadonlySet<string> | undefined;

function knownZones(): ReadonlySet<string> {
  zones ??= new Set([...Intl.supportedValuesOf('timeZone'), ...OTHER_ZONES.split(' ')]);
  return zones;
}

/** Offsets from UTC with their sign, minutes, and abbreviations; UTC itself says nothing. */
const OFFSET = /^(?:(?:UTC|GMT)?[+-](?:0?\d|1[0-4])(?::?(?:00|15|30|45))?|-?[1-8]\d{1,2}|-?\d{4,5})$/;
const ABBREVIATION =
  /^(?:JST|KST|CST|HKT|SGT|IST|PST|PDT|MST|MDT|CDT|EST|EDT|AKST|AKDT|HST|BST|CET|CEST|EET|EEST|WET|WEST|MSK|AEST|AEDT|ACST|AWST|NZST|NZDT|BRT|ART)$/;

function find(text: string, context: MatchContext): readonly Match[] {
  const matches: Match[] = [];
  if (QUICK.test(text)) {
    for (const { index, 0: value } of text.matchAll(ZONE)) {
      if (knownZones().has(value)) matches.push({ start: index, end: index + value.length, value, recognisedAs: 'pattern' });
    }
    if (matches.length > MOST_DIFFERENT && new Set(matches.map(({ value }) => value)).size > MOST_DIFFERENT) return [];
  }
  if (matches.length > 0 || text.length > LONGEST || !isZoneName(context.name)) return matches;
  const whole = wholeValue(text, LONGEST);
  if (whole === undefined || !(OFFSET.test(whole.value) || ABBREVIATION.test(whole.value))) return matches;
  return [{ ...whole, recognisedAs: 'name' }];
}

/**
 * The time zone of a device: names of the tz database (`Asia/Tokyo`) anywhere by `pattern`; offsets and abbreviations (`+09:00`, `540`, `JST`) as whole values under a
 * name that says so (`timezone`, `tz_offset`) by `name`. With `is`, the declared value alone, wherever it stands. Normal form: as written.
 * Not: UTC; texts with more than three different zones, which are lists to choose from; offsets within times.
 */
export const timeZone: Matcher = {
  name: NAME,
  description: 'a time zone',
  options: declaredOption,
  surest: 'pattern',
  prepare: ({ is }) =>
    is === undefined ? { recognisedAs: 'pattern', find } : declaredValue({ matcher: NAME, value: is, isNamed: isZoneName }),
};
