import { Buffer } from 'node:buffer';
import { characterClass } from './character-class.js';
import type { Match } from './matcher.js';

/** A key that something in its middle or around it gives away. */
interface MarkedKey {
  /** What a text must contain for the pattern to be tried. */
  readonly mark: string;
  /** Group 1 is the key, where only a part of the match is. Bounded, so the search is linear. */
  readonly pattern: RegExp;
  readonly accepts?: (key: string, text: string) => boolean;
}

/** The first part of a Discord token is the bot's ID in base64: decimal digits. */
function beginsWithDigits(key: string): boolean {
  return /^\d{17,20}$/.test(Buffer.from(key.slice(0, key.indexOf('.')), 'base64url').toString('latin1'));
}

/** A signature of Azure stands beside its version and what it permits. */
function isSharedAccess(_: string, text: string): boolean {
  return /[?&;]sv=20\d\d-\d\d-\d\d/.test(text) || text.includes('SharedAccessSignature');
}

/** Sources: the issuers' documentation. */
const MARKED: readonly MarkedKey[] = [
  // Telegram: the bot's ID, a colon, 35 characters.
  { mark: ':AA', pattern: /\b\d{8,10}:AA[0-9A-Za-z_-]{33}(?![0-9A-Za-z_-])/g },
  // Firebase: a server key, not the registration token of a device, which has 22 characters before the colon.
  { mark: ':APA91b', pattern: /\bAAAA[0-9A-Za-z_-]{7}:APA91b[0-9A-Za-z_-]{134}(?![0-9A-Za-z_-])/g },
  {
    mark: '.',
    pattern: /\b[MNO][0-9A-Za-z_-]{22,27}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,38}(?![0-9A-Za-z_.-])/g,
    accepts: beginsWithDigits,
  },
  { mark: 'api/webhooks/', pattern: /api\/webhooks\/\d{17,20}\/([0-9A-Za-z_-]{60,80})(?![0-9A-Za-z_-])/g },
  { mark: 'hooks.slack.com/', pattern: /hooks\.slack\.com\/services\/(T[0-9A-Z]{8,12}\/B[0-9A-Z]{8,12}\/[0-9A-Za-z]{24})(?![0-9A-Za-z])/g },
  { mark: 'sig=', pattern: /\bsig=([0-9A-Za-z+/]{43}=|[0-9A-Za-z%]{43,128}%3[Dd])/g, accepts: isSharedAccess },
  { mark: 'AccountKey=', pattern: /AccountKey=([0-9A-Za-z+/]{86}==)/g },
  { mark: 'SharedAccessKey=', pattern: /SharedAccessKey=([0-9A-Za-z+/]{43}=)/g },
];

/** Keys without a prefix of their own; in no order, and they do not overlap. */
export function findMarkedKeys(text: string): readonly Match[] {
  const matches: Match[] = [];
  for (const { mark, pattern, accepts } of MARKED) {
    if (!text.includes(mark)) continue;
    for (const { index, 0: whole, 1: part } of text.matchAll(pattern)) {
      const value = part ?? whole;
      const end = index + whole.length;
      if (text[index - 1] === '-' || characterClass.alphanumeric(text.charCodeAt(end)) || (accepts !== undefined && !accepts(value, text)))
        continue;
      matches.push({ start: end - value.length, end, value, recognisedAs: 'pattern' });
    }
  }
  return matches;
}
