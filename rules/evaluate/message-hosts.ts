import type { Connection, RequestHead } from '../../model/index.js';
import type { HostFacts } from '../compile/compile-set.js';
import { isIpLiteral, normalHost } from '../compile/host-pattern.js';

/** The host names that a request itself gives, as written and joined by a comma: Host, :authority, absolute-form target. Cheap; equal text means equal hosts. */
export function hostHeader(request: RequestHead | undefined): string {
  if (request === undefined) return '';
  const { headers, target } = request;
  let found = '';
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = headers[index]!;
    if ((name.length === 4 && name.toLowerCase() === 'host') || (name.length === 10 && name.toLowerCase() === ':authority')) {
      found = found === '' ? headers[index + 1]! : `${found},${headers[index + 1]!}`;
    }
  }
  if (target.charCodeAt(0) !== 47 && target.includes('://')) {
    const authority = authorityOf(target);
    if (authority !== '' && authority !== found) found = found === '' ? authority : `${authority},${found}`;
  }
  return found;
}

/** The host of `host:port`, `[v6]:port`, with or without user information; in normal form. */
export function hostOfAuthority(authority: string): string {
  const bare = authority.slice(authority.lastIndexOf('@') + 1).trim();
  if (bare.startsWith('[')) {
    const close = bare.indexOf(']');
    return normalHost(close < 0 ? bare.slice(1) : bare.slice(1, close));
  }
  const colon = bare.indexOf(':');
  return normalHost(colon < 0 || colon !== bare.lastIndexOf(':') ? bare : bare.slice(0, colon));
}

/**
 * What is known of a connection's hosts, with the names that a request gives. `inspected` false: no request could be read. Then a Host that
 * differs from every name seen outside (SNI, CONNECT target, dialled name) is not assumed; only where nothing but an address is known is it
 * unknown.
 */
export function hostFacts(connection: Connection, header: string, inspected: boolean): HostFacts {
  const names = new Set<string>();
  for (const part of header === '' ? [] : header.split(',')) names.add(hostOfAuthority(part));
  const { tls, server, upstreamProxy } = connection;
  const address = server?.address;
  // A device that asked for an address (SOCKS, a resolver of its own) reached who the certificate proves it to be: the address is no second name.
  const proven =
    tls?.serverName !== undefined && tls.certificate?.verified === true && address !== undefined && upstreamProxy === undefined;
  for (const name of [tls?.serverName, connection.connectTarget?.host, server?.host]) {
    if (name === undefined || name === '') continue;
    const normal = normalHost(name);
    if (!proven || !isIpLiteral(normal)) names.add(normal);
  }
  names.delete('');
  const list = [...names];
  return {
    names: list,
    ...(address !== undefined && upstreamProxy === undefined ? { address } : {}),
    complete: inspected || list.some((name) => !isIpLiteral(name)),
  };
}

/** Lower-case host that a message was for: Host, else SNI, else CONNECT target, else the dialled name or address; empty when nothing is known. */
export function judgedHost(connection: Connection, header: string): string {
  const first = header === '' ? '' : hostOfAuthority(header.split(',', 1)[0]!);
  if (first !== '') return first;
  const known = connection.tls?.serverName ?? connection.connectTarget?.host ?? connection.server?.host ?? connection.server?.address ?? '';
  return normalHost(known);
}

/** The path of a request-target, without query and fragment, as sent; `undefined` for `*` and the authority-form. */
export function pathOf(request: RequestHead | undefined): string | undefined {
  if (request === undefined) return undefined;
  let target = request.target;
  if (target.charCodeAt(0) !== 47) {
    const scheme = target.indexOf('://');
    if (scheme < 0) return undefined;
    const slash = target.slice(scheme + 3).search(/[/?#]/);
    if (slash < 0) return '/';
    target = target.slice(scheme + 3 + slash);
    if (target.charCodeAt(0) !== 47) return '/';
  }
  const end = target.search(/[?#]/);
  return end < 0 ? target : target.slice(0, end);
}

function authorityOf(target: string): string {
  const rest = target.slice(target.indexOf('://') + 3);
  const end = rest.search(/[/?#]/);
  return end < 0 ? rest : rest.slice(0, end);
}
