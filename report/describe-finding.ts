import type { Evidence, Finding, OpenReason, RecognisedAs } from '../model/index.js';
import { describeNames } from './describe-names.js';
import { printable } from './printable.js';

/** One labelled line of a finding's description, both printable. */
export interface DescriptionLine {
  readonly label:
    | 'what'
    | 'where'
    | 'to'
    | 'names'
    | 'offered'
    | 'sent'
    | 'country'
    | 'wire'
    | 'how'
    | 'when'
    | 'why'
    | 'settle'
    | 'silenced';
  readonly text: string;
}

/** A finding for people, line by line: what, where, to whom, in which country, how it was found, when; for open ones why, and what would settle it. */
export function describeFinding(finding: Finding): DescriptionLine[] {
  const { evidence, openBecause, suppression } = finding;
  const lines: [DescriptionLine['label'], string | null][] = [
    ['what', whatOf(evidence)],
    ['where', whereOf(evidence)],
    ['to', toOf(evidence)],
    ['names', describeNames(evidence)],
    ['offered', offeredOf(evidence)],
    ['sent', sentOf(evidence)],
    ['country', countryOf(evidence)],
    ['wire', wireOf(evidence)],
    ['how', howOf(evidence)],
    ['when', whenOf(evidence)],
    ['why', openBecause === undefined ? null : whyOf(openBecause)],
    ['settle', openBecause?.settledBy ?? null],
    [
      'silenced',
      suppression === undefined ? null : `${suppression.kind} at ${suppression.place}, until ${suppression.until}: ${suppression.reason}`,
    ],
  ];
  return lines.flatMap(([label, text]) => (text === null || text === '' ? [] : [{ label, text: printable(text) }]));
}

/** `api.example (203.0.113.5:443)`, or as much of it as is known. */
export function toOf({ host, serverAddress, serverPort, sni, connectTarget }: Evidence): string {
  const address = serverAddress === null ? null : addressWithPort(serverAddress, serverPort);
  const main =
    host === null || host === serverAddress
      ? (address ?? 'an address that was never dialled')
      : address === null
        ? host
        : `${host} (${address})`;
  // A name that disagrees is evidence in itself, so it is shown only then.
  const names = [
    sni !== null && sni !== host ? `SNI ${sni}` : null,
    connectTarget !== null && host !== null && !isTargetOf(connectTarget, host) ? `CONNECT ${connectTarget}` : null,
  ];
  return joined([main, ...names]);
}

/** `untrusted certificate CN=api.example, issued by …, valid …, SHA-256 …`: of a trust run. */
function offeredOf({ trust }: Evidence): string | null {
  if (trust === undefined) return null;
  const { kind, subject, issuer, validFrom, validTo, fingerprint256 } = trust.certificate;
  return joined([
    `${kind} certificate ${subject}`,
    `issued by ${issuer}`,
    `valid ${validFrom.slice(0, 10)} to ${validTo.slice(0, 10)}`,
    `SHA-256 ${fingerprint256}`,
  ]);
}

/** `187 bytes, http/1.1, POST to api.example`: what came under that certificate. */
function sentOf({ trust }: Evidence): string | null {
  if (trust === undefined) return null;
  if (trust.firstBytes === null) return 'nothing';
  const { length, protocol, method, host } = trust.firstBytes;
  return joined([
    `${length} bytes`,
    protocol === 'unknown' ? 'of an unknown protocol' : protocol,
    host === null ? method : `${method ?? 'a request'} to ${host}`,
  ]);
}

/** `CN, denied (geo-whois-asn-country, 2026-06-19), run by agora (cname edge.agora.io), AS45090 (Example Networks)`. */
export function countryOf({
  countryIsoCode,
  regionVerdict,
  regionSource,
  operator,
  operatorMatches,
  asn,
  asnOrganisation,
}: Evidence): string {
  const country = countryIsoCode ?? 'unknown';
  const source = regionSource === null ? '' : ` (${regionSource})`;
  const judged = regionVerdict === null ? country : `${country}, ${regionVerdict}`;
  const system = asn === null ? null : `AS${asn}${asnOrganisation === null ? '' : ` (${asnOrganisation})`}`;
  return joined([`${judged}${source}`, operator === null ? null : `run by ${runBy(operator, operatorMatches ?? [])}`, system]);
}

/** Each with what it is known by; findings of earlier versions do not say. */
function runBy(operator: string, matches: NonNullable<Evidence['operatorMatches']>): string {
  return matches.length === 0 ? operator : matches.map((each) => `${each.operator} (${each.by} ${each.name})`).join(', ');
}

/** `tls, TLSv1.3, h2, client-to-server`; what is not TCP says so. */
function wireOf({ wire, tls, transport, protocol, direction }: Evidence): string {
  return joined([wire, tls, transport === 'udp' ? 'UDP' : null, protocol, direction]);
}

/** `body $['user']['id']`, with the request it belongs to. */
export function whereOf({ method, url, status, location, path, byteRange }: Evidence): string {
  const request = [method, url, status === null ? null : `answered ${status}`].filter((part) => part !== null).join(' ');
  const place = [location, path].filter((part) => part !== null).join(' ');
  return joined([request, place, byteRange === null ? null : `bytes ${byteRange[0]}–${byteRange[1]}`]);
}

/** `user-id = u-7…d0 (12 characters)`, or null for a rule without fields. */
export function whatOf({ field, value }: Evidence): string | null {
  if (field === null) return value;
  return value === null ? field : `${field} = ${value}`;
}

function howOf({ recognisedAs, transforms, valueHash, issuedBy = null }: Evidence): string {
  return joined([
    recognisedAs === null ? null : recognition[recognisedAs],
    transforms.length === 0 ? null : `through ${transforms.join(' > ')}`,
    valueHash === null ? null : `keyed hash ${valueHash}`,
    issuedBy === null ? null : `issued by ${issuedBy}`,
  ]);
}

const recognition: Readonly<Record<RecognisedAs, string>> = {
  planted: 'a planted value',
  checksum: 'its check digits fit',
  pattern: 'its pattern fits',
  name: 'only its name says so',
};

function whenOf({ startedDateTime, step, injectedFault, earlierFault, connectionId, exchangeId, client }: Evidence): string {
  return joined([
    startedDateTime,
    step === null ? null : `step ${step}`,
    injectedFault === null ? null : `after an injected fault (${injectedFault})`,
    earlierFault ? `after ${earlierFault.host} was made to fail (${earlierFault.fault}, ${earlierFault.dateTime})` : null,
    client === null ? null : `client ${client}`,
    `connection ${connectionId}`,
    exchangeId === null ? null : `exchange ${exchangeId}`,
  ]);
}

/** `the device refused our certificate (unreadable: handshake-failed; also region-unknown)`. */
function whyOf({ missing, gap, detail, alsoMissing = [] }: OpenReason): string {
  const fact = missing === 'unreadable' ? `${missing}: ${gap}` : missing;
  return `${detail} (${[fact, ...(alsoMissing.length === 0 ? [] : [`also ${alsoMissing.join(', ')}`])].join('; ')})`;
}

function addressWithPort(address: string, port: number | null): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function isTargetOf(connectTarget: string, host: string): boolean {
  const target = connectTarget.toLowerCase();
  return target === host || target.startsWith(`${host}:`) || target.startsWith(`[${host}]`);
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(', ');
}
