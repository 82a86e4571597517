import { ProxyStartError, type ReverseTarget } from '../proxy-options.js';
import { parseAuthority } from './parse-authority.js';

const defaultPorts = { http: 80, https: 443 } as const;

/** Reads the URL of `--reverse`: scheme, host, and a port where it is not the scheme's own. Throws `ProxyStartError` for anything else. */
export function parseReverseTarget(text: string): ReverseTarget {
  const [, scheme, authorityText] = /^(https?):\/\/([^/?#]+)\/?$/i.exec(text) ?? [];
  const known = scheme?.toLowerCase();
  const authority =
    (known === 'http' || known === 'https') && authorityText !== undefined ? parseAuthority(authorityText, defaultPorts[known]) : undefined;
  if (authority === undefined || (known !== 'http' && known !== 'https')) {
    throw new ProxyStartError(
      `${JSON.stringify(text)} is no origin to stand in for: expected https://host or http://host, with a port where it has another, and no path`,
      'other',
    );
  }
  return { scheme: known, authority };
}
