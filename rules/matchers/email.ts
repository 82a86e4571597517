import { characterClass } from './character-class.js';
import { isMailDomain } from './is-mail-domain.js';
import type { Match, Matcher } from './matcher.js';

const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 253;
const LONGEST_USERINFO = 128;

/**
 * Of the other characters that RFC 5322 allows in a local part, the ones people have in theirs. The rest (`=`, `&`, `{`, `/` …) are far
 * more often delimiters of the text around it.
 */
const EXTRA_LOCAL = new Set([..."._+-~'"].map((character) => character.charCodeAt(0)));
/** At the beginning of a local part these belong to the text before it. */
const EDGE = new Set([...".+-~'"].map((character) => character.charCodeAt(0)));

function isLocal(code: number): boolean {
  return characterClass.alphanumeric(code) || EXTRA_LOCAL.has(code);
}

function isDomain(code: number): boolean {
  return characterClass.alphanumeric(code) || code === 0x2d || code === 0x2e;
}

/** Skips what belongs to an escape of the surrounding text (`\n`, `\u003c`, `%3C`) and not to the address after it. */
function afterEscape(text: string, start: number): number {
  const before = text.charCodeAt(start - 1);
  if (before === 0x5c) {
    if (/^u[0-9a-f]{4}/i.test(text.slice(start, start + 5))) return start + 5;
    if (/^[nrtbf]/.test(text.slice(start, start + 1))) return start + 1;
  }
  if (before === 0x25 && /^[0-9a-f]{2}/i.test(text.slice(start, start + 2))) return start + 2;
  return start;
}

/** `https://key@host` and `https://user:password@host`: userinfo of a URL (RFC 3986, section 3.2.1), not a mailbox. */
function isUserinfo(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before !== 0x2f && before !== 0x3a) return false;
  const from = Math.max(0, start - LONGEST_USERINFO);
  const lead = text.slice(from, start);
  const slashes = lead.lastIndexOf('//');
  if (slashes < 1 || lead[slashes - 1] !== ':') return false;
  if (/mailto:$/i.test(lead.slice(0, slashes))) return false;
  return !/[\s/?#@"'<>,]/.test(lead.slice(slashes + 2));
}

function localStart(text: string, from: number, at: number): number {
  const least = Math.max(from, at - LONGEST_LOCAL - 1);
  let start = at;
  while (start > least && isLocal(text.charCodeAt(start - 1))) start--;
  if (at - start > LONGEST_LOCAL) return at;
  start = afterEscape(text, start);
  const doubleDot = text.slice(start, at).lastIndexOf('..');
  if (doubleDot !== -1) start += doubleDot + 2;
  while (start < at && EDGE.has(text.charCodeAt(start))) start++;
  return start;
}

function domainEnd(text: string, at: number): number {
  const most = Math.min(text.length, at + 2 + LONGEST_DOMAIN);
  let end = at + 1;
  while (end < most && isDomain(text.charCodeAt(end))) end++;
  if (end - at - 1 > LONGEST_DOMAIN) return at + 1;
  while (end > at + 1 && !characterClass.alphanumeric(text.charCodeAt(end - 1))) end--;
  return end;
}

function find(text: string): readonly Match[] {
  const matches: Match[] = [];
  let free = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const end = domainEnd(text, at);
    if (end - at < 5) continue;
    const start = localStart(text, free, at);
    if (start >= at || text.charCodeAt(at - 1) === 0x2e) continue;
    const domain = text.slice(at + 1, end).toLowerCase();
    const local = text.slice(start, at).toLowerCase();
    if (!isMailDomain(domain) || isUserinfo(text, start)) continue;
    // `git@github.com:team/project.git` is a repository.
    if (local === 'git' && (text[end] === ':' || text[end] === '/')) continue;
    matches.push({ start, end, value: `${local}@${domain}`, recognisedAs: 'pattern' });
    free = end;
  }
  return matches;
}

/**
 * E-mail addresses with an ASCII local part and a dotted domain, as people use them (a practical part of RFC 5321 and 5322: no
 * quoted local parts, no comments, no address literals, no internationalised local parts). Normal form: lower-case.
 * Not: retina asset names (`image@2x.png`), package versions (`@scope/pkg@1.2.3`), userinfo of URLs, `user@localhost`.
 */
export const email: Matcher = {
  name: 'email',
  description: 'an e-mail address',
  options: {},
  surest: 'pattern',
  nameless: true,
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
