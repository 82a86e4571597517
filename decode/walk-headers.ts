import { isPlainKey } from './is-plain-key.js';
import { eachPair } from './pairs.js';
import { Place } from './place.js';
import { Source, textOfLatin1 } from './source.js';
import type { Walk } from './walk.js';

/** Headers whose values seldom hide anything: fields like others, but nothing is undone in them unless it shows. */
const boring = new Set(
  `accept accept-charset accept-encoding accept-language accept-patch accept-ranges access-control-allow-credentials
  access-control-allow-headers access-control-allow-methods access-control-allow-origin access-control-expose-headers
  access-control-max-age access-control-request-headers access-control-request-method age allow alt-svc cache-control connection
  content-encoding content-language content-length content-range content-security-policy content-security-policy-report-only
  content-type cross-origin-opener-policy cross-origin-embedder-policy cross-origin-resource-policy date dnt expect expires host
  if-modified-since if-unmodified-since keep-alive last-modified max-forwards origin permissions-policy pragma priority proxy-connection
  range referrer-policy retry-after sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform sec-fetch-dest sec-fetch-mode sec-fetch-site
  sec-fetch-user sec-websocket-accept sec-websocket-extensions sec-websocket-key sec-websocket-version server
  strict-transport-security te timing-allow-origin trailer transfer-encoding upgrade upgrade-insecure-requests user-agent vary
  via x-content-type-options x-frame-options x-powered-by x-xss-protection`.split(/\s+/),
);

/** An escape, or a token that is longer than the words of these headers and no media type. */
const hidden = /%[\dA-Fa-f]{2}|(?<![\w+/])(?=[a-z/+_-]{0,64}[A-Z\d])[\w+/]{16,}/;

/** Attributes of Set-Cookie that hold no values. */
const boringAttributes = new Set(['expires', 'max-age', 'samesite', 'secure', 'httponly', 'partitioned', 'priority']);

/**
 * A flat list of headers or trailers as fields, by lower-case name. Of headers, cookies are split, by cookie name, and
 * Authorization is a field as a whole and again as its credential. Ranges are those in the header's value.
 */
export function walkHeaders(walk: Walk, headers: readonly string[], location: 'header' | 'trailer'): void {
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = headers[index]!.toLowerCase();
    const raw = headers[index + 1]!;
    const place = Place.root.child(name);
    let goOn: boolean;
    if (location === 'trailer') goOn = walk.value(location, place, textOfLatin1(raw), 0, raw.length);
    else if ((boring.has(name) || name.charCodeAt(0) === 58) && !hidden.test(raw)) {
      goOn = walk.plain(location, place, textOfLatin1(raw), 0, raw.length);
    } else if (name === 'cookie') goOn = cookies(walk, raw);
    else if (name === 'set-cookie') goOn = setCookie(walk, raw);
    else if (name === 'authorization' || name === 'proxy-authorization') goOn = credential(walk, place, raw);
    else goOn = walk.value(location, place, textOfLatin1(raw), 0, raw.length);
    if (!goOn) return;
  }
}

/** RFC 6265, section 4.2. */
function cookies(walk: Walk, raw: string): boolean {
  return eachPair(raw, 0, raw.length, (start, equals, end) => cookie(walk, raw, start, equals, end) !== undefined, ';');
}

/** RFC 6265, section 4.1: the cookie first, then its attributes, which stand below it. */
function setCookie(walk: Walk, raw: string): boolean {
  let place: Place | undefined;
  const onPair = (start: number, equals: number, end: number): boolean => {
    if (place === undefined) {
      place = cookie(walk, raw, start, equals, end);
      return place !== undefined;
    }
    const attribute = raw.slice(start, equals).trim().toLowerCase();
    if (boringAttributes.has(attribute)) return true;
    return walk.plain('cookie', place.child(attribute), textOfLatin1(raw.slice(equals + 1, end).trim()), equals + 1, end);
  };
  return eachPair(raw, 0, raw.length, onPair, ';');
}

/** The cookie's place, or undefined when the budget is used up. */
function cookie(walk: Walk, raw: string, start: number, equals: number, end: number): Place | undefined {
  const name = textOfLatin1(raw.slice(start, equals).trim());
  const place = Place.root.child(name);
  const ways = isPlainKey(name) ? (name.length > 5 ? 'plain' : undefined) : 'value';
  if (ways !== undefined && !walk[ways]('cookie', place, name, start, equals, ['key'])) return undefined;
  let [from, to] = [Math.min(equals + 1, end), end];
  while (from < to && raw[from] === ' ') from += 1;
  while (to > from && raw[to - 1] === ' ') to -= 1;
  if (to - from >= 2 && raw[from] === '"' && raw[to - 1] === '"') {
    from += 1;
    to -= 1;
  }
  return walk.value('cookie', place, textOfLatin1(raw.slice(from, to)), from, to) ? place : undefined;
}

/** `scheme credential` (RFC 9110, section 11.4); that of Basic (RFC 7617) is base64 by declaration. */
function credential(walk: Walk, place: Place, raw: string): boolean {
  const space = raw.indexOf(' ');
  const start = space < 0 ? 0 : space + 1;
  const value = raw.slice(start).trim();
  // The scheme says what the credential is, so the header stands as a whole too.
  if (start > 0 && !walk.plain('header', place, textOfLatin1(raw), 0, raw.length)) return false;
  const basic = raw.slice(0, start).trim().toLowerCase() === 'basic';
  if (!basic) return walk.value('header', place, textOfLatin1(value), start, raw.length);
  if (!walk.plain('header', place, value, start, raw.length)) return false;
  const piece = {
    location: 'header',
    place,
    transforms: [],
    source: Source.ofText(value),
    start,
    end: raw.length,
    exact: false,
    outer: undefined,
  } as const;
  return walk.body(piece, { codings: ['base64'] });
}
