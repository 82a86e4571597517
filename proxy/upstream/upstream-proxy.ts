import type { Authority } from '../capture/parse-authority.js';

/**
 * A proxy that our own connections must go through. Only `host` and `port` of it are ever shown or recorded: the rest may hold a password.
 * - `http`: an HTTP proxy; `https`: the same, spoken to in TLS. `authorization` is the value of Proxy-Authorization.
 * - `socks5`: RFC 1928. `resolveAt` says who looks names up: we do (`here`, `socks5://`) or it does (`proxy`, `socks5h://`).
 */
export type UpstreamProxy = HttpUpstreamProxy | Socks5UpstreamProxy;

export interface HttpUpstreamProxy {
  readonly kind: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly authorization?: string;
}

export interface Socks5UpstreamProxy {
  readonly kind: 'socks5';
  readonly host: string;
  readonly port: number;
  readonly resolveAt: 'here' | 'proxy';
  /** At most 255 bytes each (RFC 1929). */
  readonly credentials?: { readonly username: string; readonly password: string };
}

/** Chooses the upstream proxy for a destination; `undefined` means directly. */
export type UpstreamChooser = (scheme: 'http' | 'https', target: Authority) => UpstreamProxy | undefined;

/** A setting that cannot be used. The message names the variable or flag and what would do; it never holds the setting, which may hold a password. */
export class UpstreamProxyError extends Error {
  override readonly name = 'UpstreamProxyError';
}
