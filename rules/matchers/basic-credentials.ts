import { Buffer } from 'node:buffer';
import { characterClass } from './character-class.js';
import type { Match, Matcher } from './matcher.js';

const SCHEME = /basic[ \t]{1,4}([A-Za-z0-9+/_-]{4,1024}={0,2})/gi;
/** Most texts stop here, at a tenth of the cost. */
const QUICK = /basic[ \t]/i;
const CONTROL = /\p{Cc}/u;

/** `user:password` of RFC 7617, section 2: UTF-8 without control characters, with a colon and something after it. */
function userAndPassword(encoded: string): string | undefined {
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon === -1 || colon === decoded.length - 1) return undefined;
  return CONTROL.test(decoded) || decoded.includes('\ufffd') ? undefined : decoded;
}

function find(text: string): readonly Match[] {
  const matches: Match[] = [];
  if (!QUICK.test(text)) return matches;
  for (const scheme of text.matchAll(SCHEME)) {
    const [whole, encoded = ''] = scheme;
    if (characterClass.alphanumeric(text.charCodeAt(scheme.index - 1))) continue;
    const value = userAndPassword(encoded);
    const end = scheme.index + whole.length;
    if (value !== undefined) matches.push({ start: end - encoded.length, end, value, recognisedAs: 'pattern' });
  }
  return matches;
}

/**
 * HTTP Basic credentials (RFC 7617): `Basic ` and base64 that decodes to `user:password`. Normal form: the decoded pair.
 * Not: Digest and Negotiate, which do not carry the password; "basic" in prose; an empty password, as API keys are sent.
 */
export const basicCredentials: Matcher = {
  name: 'basic-credentials',
  description: 'a user name and password for HTTP Basic authentication',
  options: {},
  surest: 'pattern',
  nameless: true,
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
