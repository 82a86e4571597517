import type { Evidence, Finding } from '../model/index.js';
import { counted } from './counted.js';
import { toOf, whatOf } from './describe-finding.js';
import { type Paint, plainPaint } from './paint.js';
import { printable } from './printable.js';

/**
 * A violation on one line, as it happens: time, rule, what, where, to whom, country. Also takes open findings, so marked. Whatever
 * came from the network is printable in it; it has no line feed.
 */
export function formatLiveViolation(finding: Finding, paint: Paint = plainPaint): string {
  const { evidence } = finding;
  const place = [evidence.location, evidence.path].filter((part) => part !== null).join(' ');
  const request = [evidence.method, evidence.url].filter((part) => part !== null).join(' ');
  const parts = [
    whatOf(evidence),
    trustOf(evidence),
    place === '' ? null : `in ${place}`,
    bytesOf(finding),
    request === '' ? null : `of ${request}`,
    wireOf(finding),
    `to ${toOf(evidence)}${placeOf(evidence)}${evidence.operator === null ? '' : `, run by ${evidence.operator}`}`,
  ];
  const words = parts.filter((part) => part !== null).join(' ');
  return [
    paint.dim(clock(evidence.startedDateTime)),
    mark(finding, paint),
    paint.bold(printable(finding.ruleId)),
    printable(words, 600),
  ].join('  ');
}

/** ` in CN, AS37963`; of anycast, that there is no saying where. */
function placeOf({ countryIsoCode, regionSource, asn }: Evidence): string {
  const anycast = regionSource?.startsWith('anycast') ? ' by anycast, country unknown' : '';
  return `${countryIsoCode === null ? anycast : ` in ${countryIsoCode}`}${asn === null ? '' : `, AS${asn}`}`;
}

function mark({ kind, level }: Finding, paint: Paint): string {
  if (kind === 'open') return paint.yellow('OPEN');
  return level === 'error' ? paint.red('VIOLATION') : paint.yellow(level.toUpperCase());
}

/** `187 bytes sent under a wrong certificate (expired)`, of a trust run. */
function trustOf({ trust }: Evidence): string | null {
  if (trust === undefined) return null;
  return `${trust.firstBytes === null ? 'nothing' : counted(trust.firstBytes.length, 'byte')} sent under a wrong certificate (${trust.certificate.kind})`;
}

/** Where in a stream or datagram, which has no other places, and in what form: `at bytes 2–6 as u32le`. */
function bytesOf({ evidence: { location, byteRange, transforms } }: Finding): string | null {
  if (location !== 'stream' || byteRange === null) return null;
  return `at bytes ${byteRange[0]}–${byteRange[1]}${transforms.length === 0 ? '' : ` as ${[...transforms].reverse().join(' inside ')}`}`;
}

function wireOf({ evidence }: Finding): string | null {
  if (evidence.wire === null) return null;
  const udp = evidence.transport === 'udp' ? ' over UDP' : '';
  return evidence.wire === 'cleartext' ? `in cleartext${udp}` : `over ${evidence.tls ?? 'TLS'}${udp}`;
}

/** `12:03:04` of an RFC 3339 time; what is not one stays as it is. */
function clock(time: string): string {
  return /T(\d\d:\d\d:\d\d)/.exec(time.slice(0, 40))?.[1] ?? printable(time, 40);
}
