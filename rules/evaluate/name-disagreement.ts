import type { Connection } from '../../model/index.js';
import { isIpLiteral, normalHost } from '../compile/host-pattern.js';
import { hostOfAuthority } from './message-hosts.js';

/** Where a name of a server comes from. `target`: CONNECT, SOCKS, or the URL of a request in absolute form. */
export type NameSource = 'target' | 'sni' | 'host' | 'certificate';

/** Two names of one server that should be the same, in normal form. Of a certificate: whose it is, as far as it says. */
export interface NameDisagreement {
  readonly between: readonly [first: NameSource, second: NameSource];
  readonly names: readonly [first: string, second: string];
}

/**
 * The first pair of names that disagree: the SNI and the target; the certificate and the name that was asked for; Host or :authority and
 * either. `header` is what `hostHeader` gives of a request; empty for a connection alone.
 *
 * No disagreement: case, port and final dot; an address in place of the name, or the very address that was dialled in Host; in HTTP/2 a host
 * that the verified certificate names, too, since one connection may serve both (RFC 9113, section 9.1.1). HTTP/1.1 knows no such thing: there
 * another Host is domain fronting, whatever the certificate. Not a claim that anything reached somebody else: that the names differ is all.
 */
export function nameDisagreement(connection: Connection, header: string): NameDisagreement | undefined {
  const { tls, capture, connectTarget, server } = connection;
  const sni = named(tls?.serverName);
  // Who speaks to a reverse proxy names the proxy, which stands in for the origin.
  const asked = capture === 'reverse' ? undefined : (connectTarget?.host ?? (capture === 'absolute-form' ? server?.host : undefined));
  const target = named(asked);
  if (sni !== undefined && target !== undefined && sni !== target) return between('sni', sni, 'target', target);
  const outer = sni ?? target;
  const presented = certificateDisagreement(connection, asked);
  if (presented !== undefined) return presented;
  if (header === '') return undefined;
  const hosts = [...new Set(header.split(',').map(hostOfAuthority))].filter((host) => host !== '');
  const [first] = hosts;
  for (const host of hosts) {
    if (host === outer || isServed(host, connection)) continue;
    if (outer !== undefined) return between('host', host, sni === undefined ? 'target' : 'sni', outer);
    if (host !== first && first !== undefined) return between('host', host, 'host', first);
  }
  return undefined;
}

/** A disagreement for people: `Host b.example against SNI a.example`. */
export function describeDisagreement({ between: [first, second], names: [left, right] }: NameDisagreement): string {
  return `${words[first]} ${left} against ${words[second]} ${right}`;
}

const words: Readonly<Record<NameSource, string>> = { target: 'target', sni: 'SNI', host: 'Host', certificate: 'certificate of' };

function between(first: NameSource, left: string, second: NameSource, right: string): NameDisagreement {
  return { between: [first, second], names: [left, right] };
}

/** A name in normal form; nothing for an address, which no name contradicts. */
function named(host: string | undefined): string | undefined {
  if (host === undefined || host === '') return undefined;
  const normal = normalHost(host);
  return normal === '' || isIpLiteral(normal) ? undefined : normal;
}

/** A certificate for somebody else. Also where its chain does not verify, so that Node has not come to look at its names. */
function certificateDisagreement({ tls, capture }: Connection, asked: string | undefined): NameDisagreement | undefined {
  const certificate = tls?.certificate;
  if (certificate === undefined || certificate.verified) return undefined;
  const name = named(tls?.serverName) ?? (asked === undefined ? undefined : normalHost(asked));
  const { names, error, subject } = certificate;
  const wrong =
    error === 'ERR_TLS_CERT_ALTNAME_INVALID' ||
    (capture !== 'reverse' && name !== undefined && names !== undefined && names.length > 0 && !covers(names, name));
  return wrong ? between('certificate', names?.[0] ?? subject, tls?.serverName === undefined ? 'target' : 'sni', name ?? '') : undefined;
}

/** Whether the connection may serve a host that is not the one it was made for. */
function isServed(host: string, { tls, server, connectTarget }: Connection): boolean {
  if (isIpLiteral(host))
    return [server?.address, connectTarget?.host].some((address) => address !== undefined && normalHost(address) === host);
  const { certificate, origin } = tls ?? {};
  return origin?.alpn === 'h2' && certificate?.verified === true && covers(certificate.names ?? [], host);
}

/** A wildcard stands for one label, the first (RFC 9525, section 6.3). */
function covers(names: readonly string[], host: string): boolean {
  const dot = host.indexOf('.');
  const parent = dot <= 0 ? undefined : host.slice(dot);
  return names.some((name) => {
    if (!name.startsWith('*.')) return normalHost(name) === host;
    return parent !== undefined && parent.length > 1 && normalHost(name.slice(2)) === parent.slice(1);
  });
}
