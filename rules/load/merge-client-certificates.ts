import type { ClientCertificate } from '../ruleset.js';
import type { CollectedLayers } from './collect-layers.js';
import { flattenHosts } from './flatten-hosts.js';
import type { HostList } from './layer.js';
import { type Merged, mergeByName } from './merge-by-name.js';
import type { Problems } from './problems.js';

/**
 * All client certificates, one for each host pattern, lists resolved, the most specific first: exact names and addresses, then names with all
 * below them (the longer first), then networks (the narrower first). Two of one file for the same host are a tie; otherwise the outer file wins.
 */
export function mergeClientCertificates(
  { roots, inOrder }: CollectedLayers,
  lists: ReadonlyMap<string, Merged<HostList>>,
  problems: Problems,
): readonly ClientCertificate[] {
  const tie = ({ host, place }: ClientCertificate, first: ClientCertificate): void =>
    problems.add(place, `\`${host}\` has a client certificate already, at ${first.place.file}:${first.place.line}: keep one`);
  for (const { content } of inOrder) {
    const seen = new Map<string, ClientCertificate>();
    for (const certificate of content.clientCertificates) {
      const first = seen.get(certificate.host);
      if (first === undefined) seen.set(certificate.host, certificate);
      else tie(certificate, first);
    }
  }
  const merged = mergeByName(
    roots,
    ({ content }) => new Map(content.clientCertificates.map((value) => [value.host, { value, place: value.place }])),
    (a, b) => a.chain === b.chain && a.key === b.key && a.passphrase === b.passphrase,
    (host) => `the client certificate for \`${host}\``,
    problems,
  );
  const byPattern = new Map<string, ClientCertificate>();
  const entries = [...merged.values()].map(({ value }) => value);
  // What names a host itself goes before a list that holds it.
  for (const certificate of entries) if (!lists.has(certificate.host)) byPattern.set(certificate.host, certificate);
  const fromLists = new Map<string, ClientCertificate>();
  for (const certificate of entries) {
    if (!lists.has(certificate.host)) continue;
    const place = certificate.place;
    for (const host of flattenHosts([{ kind: 'text', text: certificate.host, plain: true, place }], lists, problems)) {
      const first = fromLists.get(host);
      if (first !== undefined && (first.chain !== certificate.chain || first.key !== certificate.key)) tie({ ...certificate, host }, first);
      else if (!byPattern.has(host)) fromLists.set(host, { ...certificate, host });
    }
  }
  return [...byPattern.values(), ...fromLists.values()].sort((a, b) => weight(b.host) - weight(a.host));
}

/** Names have at most 253 characters, and networks at most 128 bits. */
function weight(host: string): number {
  const slash = host.indexOf('/');
  if (slash >= 0) return Number(host.slice(slash + 1)) - 1000;
  return host.startsWith('*.') ? host.length : 1000;
}
