import { isPartOfMore } from './is-part-of-more.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { labelBefore } from './national-ids/id-name.js';

const SHORTEST = 14;
const LONGEST = 15;
const CANDIDATE = /\b\d{14}\d*/g;
const LEAST_DIFFERENT = 4;

/** Mobile country codes in use (ITU-T E.212), ranges with a dash; 001 is the test network, 901 international. */
const COUNTRIES =
  '001 202 204 206 208 212-214 216 218-222 225-226 228 230-232 234-235 238 240 242 244 246-248 250 255 257 259-260 262 266 268 270 272 274 276 278 280 ' +
  '282-284 286 288 290 292-297 302 308 310-316 330 332 334 338 340 342 344 346 348 350 352 354 356 358 360 362-366 368 370 372 374 376 ' +
  '400-402 404-406 410 412-422 424-432 434 436-438 440-441 450 452 454-457 460-461 466-467 470 472 502 505 510 514-515 520 525 528 530 ' +
  '536-537 539-555 602-655 657-659 702 704 706 708 710 712 714 716 722 724 730 732 734 736 738 740 742 744 746 748 750 901';

function readCodes(): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const range of COUNTRIES.split(' ')) {
    const [first = '', last = first] = range.split('-');
    for (let code = Number(first); code <= Number(last); code++) codes.add(String(code).padStart(3, '0'));
  }
  return codes;
}

const codes = readCodes();

const isImsiName = nameTest({
  says: 'imsi imsis imsi1 imsi2 subscriberid subscriberidentity simimsi simsubscriberid',
  unless: 'hash sha1 sha256 md5 hmac type kind status valid verified count length updated at catcher',
});

function find(text: string, context: MatchContext): readonly Match[] {
  const matches: Match[] = [];
  if (text.length < SHORTEST) return matches;
  for (const { index, 0: value } of text.matchAll(CANDIDATE)) {
    const end = index + value.length;
    if (value.length > LONGEST || !codes.has(value.slice(0, 3)) || isPartOfMore(text, index, end)) continue;
    if (new Set(value).size < LEAST_DIFFERENT) continue;
    if (!isImsiName(context.name) && !isImsiName(labelBefore(text, index))) continue;
    matches.push({ start: index, end, value, recognisedAs: 'pattern' });
  }
  return matches;
}

/**
 * IMSIs, the numbers of mobile subscribers (3GPP TS 23.003, 2.2): 14 or 15 digits with a mobile country code in use, where a name or the word in front
 * says so (`imsi`, `subscriber_id`). Normal form: digits only. They have no check digit, so not: any under another name; network codes of
 * five or six digits.
 */
export const imsi: Matcher = {
  name: 'imsi',
  description: 'an IMSI, the number of a mobile subscriber',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
