import { type Authority, parseAuthority } from './parse-authority.js';

/**
 * What a request sent to the proxy asks for.
 * - `absolute`: an `http://` URL to relay; `target` is what the origin gets (origin-form)
 * - `own`: origin-form, so meant for the proxy itself
 * - `unsupported`: another scheme, named
 * - `malformed`: says what is wrong
 */
export type RequestTarget =
  | { readonly kind: 'absolute'; readonly authority: Authority; readonly target: string }
  | { readonly kind: 'own'; readonly target: string }
  | { readonly kind: 'unsupported'; readonly scheme: string }
  | { readonly kind: 'malformed'; readonly problem: string };

/** Reads a request-target (RFC 9112, section 3.2) as it stood on the wire, without normalising path or query. */
export function parseRequestTarget(raw: string): RequestTarget {
  if (raw.startsWith('/')) return { kind: 'own', target: raw };
  if (raw === '*') return { kind: 'malformed', problem: 'the request-target * is not for a proxy' };
  const scheme = /^([a-z][a-z0-9+.-]{0,30}):\/\//i.exec(raw)?.[1]?.toLowerCase();
  if (scheme === undefined) return { kind: 'malformed', problem: 'expected an absolute URL such as http://host/path' };
  if (scheme !== 'http' && scheme !== 'ws') return { kind: 'unsupported', scheme };
  const afterScheme = raw.slice(scheme.length + 3);
  const end = afterScheme.search(/[/?#]/);
  let authorityText = end < 0 ? afterScheme : afterScheme.slice(0, end);
  const at = authorityText.lastIndexOf('@');
  if (at >= 0) authorityText = authorityText.slice(at + 1);
  const authority = parseAuthority(authorityText, 80);
  if (authority === undefined) return { kind: 'malformed', problem: 'the URL has no valid host and port' };
  let target = end < 0 ? '/' : afterScheme.slice(end);
  const fragment = target.indexOf('#');
  if (fragment >= 0) target = target.slice(0, fragment);
  if (!target.startsWith('/')) target = `/${target}`;
  return { kind: 'absolute', authority, target };
}
