import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { rememberByName } from './remember-by-name.js';
import { wholeValue } from './whole-value.js';

const SHORTEST = 8;
const LONGEST = 4_096;
/** Names that frameworks and servers give to session cookies and nobody gives to anything else; compared in lower case. */
const KNOWN = new Set(
  (
    'phpsessid jsessionid jsessionidsso connect.sid asp.net_sessionid .aspxauth .aspnetcore.session .aspnetcore.cookies .aspnetcore.identity.application ' +
    'aspsessionid laravel_session ci_session ci_sessions cakephp symfony rack.session play_session sails.sid koa.sess koa:sess express.sid express:sess express.sess ' +
    'moodlesession frontend_sid adminhtml next-auth.session-token __secure-next-auth.session-token authjs.session-token __secure-authjs.session-token ' +
    'cfid cftoken sessionid session_id _session_id _session sessid phpsessionid __session __host-session __secure-session remember_token ' +
    'remember_user_token django_session connect.sess grafana_session ory_kratos_session kc_restart keycloak_session auth_session_id zend_session xf_session sb-access-token'
  ).split(' '),
);
/** These are names of numbers in statistics as well: their values must look like tokens, and even then only the name tells. */
const GENERAL = new Set('sessionid session_id _session _session_id __session sessid cfid adminhtml'.split(' '));
/** Django's name, which others write `sessionId` or `session_id`. */
const DJANGO = 'sessionid';
/** Names with a part that the site chooses. */
const KNOWN_SHAPE =
  /^(?:s?sess[0-9a-f]{32}|aspsessionid[a-z]{8}|wordpress_(?:logged_in|sec)_[0-9a-f]{32}|moodlesession[a-z0-9]{1,20}|remember_web_[0-9a-f]{40}|_[a-z0-9_-]{2,40}_session)$/;
const isSessionName = nameTest({
  says: 'session sess sid sessionid sessid sessionkey sessiontoken sessioncookie usersession loginsession websession',
  unless:
    'count start end time timestamp ts date duration number num index expires expiry started updated created at type storage length first new is has ga analytics',
});
/** In URLs and raw header lines: the name with its value. */
const PAIR =
  /(?<![A-Za-z0-9_.-])(PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid|laravel_session|ci_session|ASPSESSIONID[A-Z]{8})=([A-Za-z0-9%:._~+/-]{8,1024})/gi;
const QUICK = /SESSID=|SESSIONID=|\.sid=|_session=|ASPSESSIONID/i;

const NOTHING = /^(?:deleted|delete|null|undefined|true|false|none|expired|anonymous|guest|0+|1)$/i;

/** A token: no number, time, date, or words, and letters and digits mixed. Signed and encrypted cookies have `:`, `.`, `|`, `--` between their parts. */
function looksLikeToken(value: string): boolean {
  if (value.length < 16 || !/^[!-:<-~]+$/.test(value) || /:\/\//.test(value)) return false;
  return /\d/.test(value) && /[A-Za-z]/.test(value) && new Set(value).size >= 8 && !/^\d{4}-\d\d-\d\d/.test(value);
}

type NameKind = 'known' | 'general' | 'none';

const kindOf = rememberByName((name): NameKind => {
  const lower = name.toLowerCase();
  if (name === DJANGO || (!GENERAL.has(lower) && (KNOWN.has(lower) || KNOWN_SHAPE.test(lower)))) return 'known';
  return GENERAL.has(lower) || isSessionName(name) ? 'general' : 'none';
});

function recognise(value: string, name: string): Match['recognisedAs'] | undefined {
  const kind = kindOf(name);
  if (kind === 'none' || value.length < SHORTEST || NOTHING.test(value) || new Set(value).size < 4 || /[\s"{}<>]/.test(value))
    return undefined;
  if (kind === 'known') return name !== DJANGO || looksLikeToken(value) ? 'pattern' : undefined;
  return looksLikeToken(value) ? 'name' : undefined;
}

function findPairs(text: string): readonly Match[] {
  const matches: Match[] = [];
  if (!QUICK.test(text)) return matches;
  for (const { index, 0: pair, 1: name = '', 2: value = '' } of text.matchAll(PAIR)) {
    const end = index + pair.length;
    if (recognise(value, name) === 'pattern') matches.push({ start: end - value.length, end, value, recognisedAs: 'pattern' });
  }
  return matches;
}

function find(text: string, context: MatchContext): readonly Match[] {
  if (text.length < SHORTEST) return [];
  if (context.name !== undefined && kindOf(context.name) !== 'none') {
    const whole = wholeValue(text, LONGEST);
    const recognisedAs = whole && recognise(whole.value, context.name);
    if (whole !== undefined && recognisedAs !== undefined) return [{ ...whole, recognisedAs }];
  }
  return findPairs(text);
}

/**
 * Session cookies, which let whoever has them act as the user: values of cookies with the well-known name of a framework or server (`PHPSESSID`, `JSESSIONID`,
 * `connect.sid`, `ASP.NET_SessionId` …), also as `name=value` in URLs and raw headers, by `pattern`; tokens under other names that say session
 * (`sid`, `session_id`) by `name`. The field's name is the cookie's. Normal form: the value as written.
 * Not: cookies that are being deleted, numbers and times (sessions of statistics), remember-me cookies of unknown names, CSRF tokens.
 */
export const sessionCookie: Matcher = {
  name: 'session-cookie',
  description: 'a session cookie',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
