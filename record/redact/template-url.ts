import { looksLikeId } from './looks-like-id.js';
import { percentDecode } from './percent-decode.js';
import { placeholder } from './scrubber.js';

const maxSegments = 64;
const maxQueryNames = 50;
const maxTarget = 32_768;
const absolute = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/**
 * The path and query of a request-target with everything that could be a value taken out: path segments that look like IDs or hold a
 * secret become `{}`; of the query only the names stay. `/rooms/4711?user_id=u-7&t=1#x` becomes `/rooms/{}?user_id&t`.
 * `isSecret` is asked for each segment and name, as sent and decoded. An absolute-form target loses its scheme and authority.
 */
export function templateUrl(target: string, isSecret: (text: string) => boolean): string {
  if (target === '*') return '';
  const local = target.slice(0, maxTarget).replace(absolute, '').split('#', 1)[0] ?? '';
  const question = local.indexOf('?');
  const path = question === -1 ? local : local.slice(0, question);
  const segments = path.split('/');
  const templated = segments.slice(0, maxSegments).map((segment) => (isValue(segment, isSecret) ? placeholder : segment));
  if (segments.length > maxSegments) templated.push('…');
  const text = templated.join('/');
  return `${text === '' || text.startsWith('/') ? text : `/${text}`}${question === -1 ? '' : queryNames(local.slice(question + 1), isSecret)}`;
}

function queryNames(query: string, isSecret: (text: string) => boolean): string {
  const parts = query.split('&').filter((part) => part !== '');
  const names = parts.slice(0, maxQueryNames).map((part) => {
    const name = part.split('=', 1)[0] ?? '';
    return isValue(name, isSecret) ? placeholder : name;
  });
  if (parts.length > maxQueryNames) names.push('…');
  return names.length === 0 ? '' : `?${names.join('&')}`;
}

function isValue(text: string, isSecret: (text: string) => boolean): boolean {
  if (text === '') return false;
  if (looksLikeId(text) || isSecret(text)) return true;
  if (!text.includes('%')) return false;
  const decoded = percentDecode(text);
  return looksLikeId(decoded) || isSecret(decoded);
}
