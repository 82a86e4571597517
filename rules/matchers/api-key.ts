import { apiKeyShapes, type KeyShape } from './api-key-shapes.js';
import { characterClass } from './character-class.js';
import { disjoint } from './disjoint.js';
import { findMarkedKeys } from './find-marked-keys.js';
import type { Match, Matcher } from './matcher.js';

const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g;
const ANY_PREFIX = apiKeyShapes.map(({ prefix }) => prefix.replaceAll('.', '\\.')).join('|');
/** At the boundary of a word first: that rules out most places at once. */
const PREFIXES = new RegExp(`\\b(?:${ANY_PREFIX})`, 'g');
/** Most texts stop here, at a tenth of the cost. */
const QUICK = new RegExp(`\\b(?:${ANY_PREFIX})`);
const BY_PREFIX = new Map(apiKeyShapes.map((shape) => [shape.prefix, shape]));

/** Before a key stands no character of a word, or the prefix is a chance within base64. */
function startsKey(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  return !(characterClass.alphanumeric(before) || before === 0x5f || before === 0x2d || before === 0x2b);
}

function keyEnd(text: string, start: number, { prefix, rest }: KeyShape): number {
  rest.lastIndex = start + prefix.length;
  return rest.test(text) ? rest.lastIndex : -1;
}

function findPrefixed(text: string, matches: Match[]): void {
  for (const found of text.matchAll(PREFIXES)) {
    const shape = BY_PREFIX.get(found[0]);
    if (shape === undefined || !startsKey(text, found.index)) continue;
    const end = keyEnd(text, found.index, shape);
    if (end !== -1) matches.push({ start: found.index, end, value: text.slice(found.index, end), recognisedAs: 'pattern' });
  }
}

function find(text: string): readonly Match[] {
  const matches: Match[] = [...findMarkedKeys(text)];
  if (QUICK.test(text)) findPrefixed(text, matches);
  if (text.includes('PRIVATE KEY')) {
    for (const { index, 0: value } of text.matchAll(PRIVATE_KEY)) {
      matches.push({ start: index, end: index + value.length, value, recognisedAs: 'pattern' });
    }
  }
  return matches.length < 2 ? matches : disjoint(matches);
}

/**
 * API keys and tokens with their issuer's fixed prefix and length (Stripe, AWS, GitHub, GitLab, Slack, Google, Twilio, Hugging Face …), those that something
 * in or around them gives away (bot tokens of Telegram and Discord, Firebase server keys, webhooks, Azure's signatures and account keys), and the first line
 * of a private key in PEM (RFC 7468). Normal form: the key as written; of a private key, its first line only.
 * Not: publishable or test keys (`pk_live_`, `sk_test_`), keys without a prefix or mark, device registration tokens, a prefix within a longer word or base64.
 */
export const apiKey: Matcher = {
  name: 'api-key',
  description: 'an API key or private key',
  options: {},
  surest: 'pattern',
  nameless: true,
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
