import { declaredOption, declaredValue, escapePattern } from './declared-value.js';
import type { Match, MatchContext, Matcher, PreparedMatcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { wholeValue } from './whole-value.js';

const NAME = 'os-version';
const LONGEST = 40;

const isVersionName = nameTest({
  says:
    'osversion osver osv systemversion platformversion androidversion iosversion iosver macosversion androidos oslevel osrelease osbuild buildosversion firmware firmwareversion ' +
    'androidsdk androidsdkint sdkint apilevel androidapilevel androidosversion deviceosversion osversionname operatingsystemversion operatingsystem ctversion',
  unless: 'min minimum max maximum supported required target app latest id count kernelid model url hash',
  foreign: 'OSバージョン 系统版本 操作系统',
});

/** A system with its version, as in `User-Agent`, where dots become underscores. */
const SYSTEM =
  /(?<![A-Za-z])(?:iPhone OS|CPU OS|iPadOS|iOS|Android|watchOS|tvOS|visionOS|HarmonyOS|Darwin|Mac OS X|macOS|Windows NT)[ /](\d{1,3}(?:[._]\d{1,4}){0,3})(?![A-Za-z\d])/g;
const QUICK = /OS[ /]\d|OS X \d|droid[ /]\d|win\/\d|NT \d/;
const VERSION = /^(?:[A-Za-z ]{2,16}[ /-])?\d{1,3}(?:\.\d{1,5}){0,3}(?: ?\([A-Za-z0-9 .]{1,20}\))?$/;

function find(text: string, context: MatchContext): readonly Match[] {
  const matches: Match[] = [];
  if (QUICK.test(text)) {
    for (const { index, 0: value } of text.matchAll(SYSTEM)) {
      matches.push({ start: index, end: index + value.length, value: value.replaceAll('_', '.'), recognisedAs: 'pattern' });
    }
  }
  if (matches.length > 0 || text.length > LONGEST || !isVersionName(context.name)) return matches;
  const whole = wholeValue(text, LONGEST);
  return whole === undefined || !VERSION.test(whole.value) || whole.value === '0' ? matches : [{ ...whole, recognisedAs: 'name' }];
}

/** A bare `17` or `17.5` is a price or a size of anything: it counts under a name, and right behind the name of a system. */
function prepareDeclared(is: string): PreparedMatcher {
  const value = is.trim();
  const common = /^\d+(?:\.\d+)?$/.test(value);
  const written = escapePattern(value).replace(/\\\./g, '[._]').replace(/\s/g, '[\\s_+-]');
  const named = declaredValue({ matcher: NAME, value, isNamed: isVersionName, written, common });
  if (!common) return named;
  const behind = new RegExp(`(?:OS|OS X|Android|NT|Darwin)[ /-]{0,2}${written}(?![\\d._]*\\d)`, 'gi');
  return {
    recognisedAs: 'pattern',
    find: (text, context) => {
      const matches = named.find(text, context);
      if (matches.length > 0) return matches;
      return [...text.matchAll(behind)].map(({ index, 0: found }) => ({
        start: index,
        end: index + found.length,
        value,
        recognisedAs: 'pattern',
      }));
    },
  };
}

/**
 * The version of a device's operating system: a system's name with a version (`iOS 17.5`, `Android 14`, `CPU iPhone OS 17_5`) anywhere by `pattern`, so in
 * `User-Agent` as well; whole values under a name that says so (`os_version`, `sdk_int`) by `name`. With `is`, the declared version alone, with dots or
 * underscores, wherever it stands; one of one or two numbers only under such a name or behind a system's. Normal form: as written, with dots.
 * Not: versions of apps and libraries; the least version that an app supports.
 */
export const osVersion: Matcher = {
  name: NAME,
  description: 'an operating system version',
  options: declaredOption,
  surest: 'pattern',
  prepare: ({ is }) => (is === undefined ? { recognisedAs: 'pattern', find } : prepareDeclared(is)),
};
