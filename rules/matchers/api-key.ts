import { characterClass } from './character-class.js';
import type { Match, Matcher } from './matcher.js';

interface KeyShape {
  readonly issuer: string;
  readonly prefix: string;
  /** What follows the prefix. */
  readonly rest: RegExp;
}

/** Fixed prefixes that issuers chose so that leaks can be found. Sources: the issuers' documentation of their key formats. */
const SHAPES: readonly KeyShape[] = [
  { issuer: 'Stripe', prefix: 'sk_live_', rest: /[0-9A-Za-z]{16,255}(?![0-9A-Za-z_])/y },
  { issuer: 'Stripe', prefix: 'rk_live_', rest: /[0-9A-Za-z]{16,255}(?![0-9A-Za-z_])/y },
  { issuer: 'Stripe', prefix: 'whsec_', rest: /[0-9A-Za-z+/]{24,64}={0,2}(?![0-9A-Za-z_])/y },
  { issuer: 'AWS', prefix: 'AKIA', rest: /[A-Z2-7]{16}(?![0-9A-Za-z_])/y },
  { issuer: 'AWS', prefix: 'ASIA', rest: /[A-Z2-7]{16}(?![0-9A-Za-z_])/y },
  { issuer: 'GitHub', prefix: 'ghp_', rest: /[0-9A-Za-z]{36,251}(?![0-9A-Za-z_])/y },
  { issuer: 'GitHub', prefix: 'gho_', rest: /[0-9A-Za-z]{36,251}(?![0-9A-Za-z_])/y },
  { issuer: 'GitHub', prefix: 'ghu_', rest: /[0-9A-Za-z]{36,251}(?![0-9A-Za-z_])/y },
  { issuer: 'GitHub', prefix: 'ghs_', rest: /[0-9A-Za-z]{36,251}(?![0-9A-Za-z_])/y },
  { issuer: 'GitHub', prefix: 'ghr_', rest: /[0-9A-Za-z]{36,251}(?![0-9A-Za-z_])/y },
  { issuer: 'GitHub', prefix: 'github_pat_', rest: /[0-9A-Za-z_]{36,244}(?![0-9A-Za-z_])/y },
  { issuer: 'GitLab', prefix: 'glpat-', rest: /[0-9A-Za-z_-]{20,300}(?![0-9A-Za-z_])/y },
  { issuer: 'Slack', prefix: 'xoxa-', rest: /[0-9A-Za-z-]{10,250}(?![0-9A-Za-z_])/y },
  { issuer: 'Slack', prefix: 'xoxb-', rest: /[0-9A-Za-z-]{10,250}(?![0-9A-Za-z_])/y },
  { issuer: 'Slack', prefix: 'xoxp-', rest: /[0-9A-Za-z-]{10,250}(?![0-9A-Za-z_])/y },
  { issuer: 'Slack', prefix: 'xoxr-', rest: /[0-9A-Za-z-]{10,250}(?![0-9A-Za-z_])/y },
  { issuer: 'Google', prefix: 'AIza', rest: /[0-9A-Za-z_-]{35}(?![0-9A-Za-z_])/y },
  { issuer: 'Google', prefix: 'GOCSPX-', rest: /[0-9A-Za-z_-]{28}(?![0-9A-Za-z_])/y },
  { issuer: 'npm', prefix: 'npm_', rest: /[0-9A-Za-z]{36}(?![0-9A-Za-z_])/y },
  { issuer: 'SendGrid', prefix: 'SG.', rest: /[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43}(?![0-9A-Za-z_])/y },
  { issuer: 'Shopify', prefix: 'shpat_', rest: /[0-9a-fA-F]{32}(?![0-9A-Za-z_])/y },
  { issuer: 'DigitalOcean', prefix: 'dop_v1_', rest: /[0-9a-f]{64}(?![0-9A-Za-z_])/y },
  { issuer: 'OpenAI', prefix: 'sk-proj-', rest: /[0-9A-Za-z_-]{40,300}(?![0-9A-Za-z_])/y },
  { issuer: 'Anthropic', prefix: 'sk-ant-', rest: /[0-9A-Za-z_-]{40,300}(?![0-9A-Za-z_])/y },
];

const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g;
const ANY_PREFIX = SHAPES.map(({ prefix }) => prefix.replaceAll('.', '\\.')).join('|');
const PREFIXES = new RegExp(ANY_PREFIX, 'g');
/** Most texts stop here, at a tenth of the cost. */
const QUICK = new RegExp(ANY_PREFIX);
const BY_PREFIX = new Map(SHAPES.map((shape) => [shape.prefix, shape]));

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
  const matches: Match[] = [];
  if (QUICK.test(text)) findPrefixed(text, matches);
  if (!text.includes('PRIVATE KEY')) return matches;
  for (const { index, 0: value } of text.matchAll(PRIVATE_KEY)) {
    matches.push({ start: index, end: index + value.length, value, recognisedAs: 'pattern' });
  }
  return matches.sort((a, b) => a.start - b.start);
}

/**
 * API keys and tokens with their issuer's fixed prefix and length (Stripe, AWS, GitHub, Slack, Google …), and the first line of
 * a private key in PEM (RFC 7468). Normal form: the key as written; of a private key, its first line only.
 * Not: publishable or test keys (`pk_live_`, `sk_test_`), keys without a prefix, a prefix within a longer word or base64.
 */
export const apiKey: Matcher = {
  name: 'api-key',
  description: 'an API key or private key',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
