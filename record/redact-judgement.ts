import { assertNever, type Connection, type Evidence, type Finding, type Judgement } from '../model/index.js';
import { byteRangeOf } from './redact/byte-range-of.js';
import { countryOf } from './redact/country-of.js';
import { describeJudgement } from './redact/describe-judgement.js';
import { hashValue } from './redact/hash-value.js';
import { hostAndPort } from './redact/host-and-port.js';
import { nameEvidenceOf } from './redact/name-evidence-of.js';
import { redactPath } from './redact/redact-path.js';
import { redactTrust } from './redact/redact-trust.js';
import { redactValue } from './redact/redact-value.js';
import { regionSourceText } from './redact/region-source-text.js';
import { createScrubber, maxTextLength, type Scrub } from './redact/scrubber.js';
import { templateUrl } from './redact/template-url.js';
import { weakerTlsVersion } from './redact/weaker-tls-version.js';

/** `plantedValues` are those of the run at this moment, with their canonical forms where these differ. */
export interface RedactorOptions {
  readonly hashKey: Buffer;
  readonly plantedValues: () => readonly string[];
}

const defaultPorts = { cleartext: 80, tls: 443 } as const;
const maxTransforms = 32;

/**
 * Makes the function that turns a judgement, which refers to raw traffic, into a finding, the only form that is stored, logged, shown or
 * reported. No string of the finding holds the matched value, the field that held it, or a planted value of four characters or more, in
 * any of the forms of `secretForms`; machine-made IDs, hashes, times, and the names of rule and field are left as they are.
 * Strings are printable and at most 2,000 characters long. Never throws.
 */
export function createRedactor(options: RedactorOptions): (judgement: Judgement) => Finding {
  const scrubber = createScrubber(options.plantedValues);
  return (judgement) => {
    const raw = judgement.value?.reveal();
    const scrub = scrubber(raw === undefined ? [] : [raw], wholeFieldOf(judgement, raw));
    const evidence = evidenceOf(judgement, raw, scrub, options.hashKey);
    const openBecause = judgement.openBecause && {
      ...judgement.openBecause,
      detail: scrub.text(judgement.openBecause.detail),
      settledBy: scrub.text(judgement.openBecause.settledBy),
    };
    const { suppression } = judgement;
    return {
      ruleId: judgement.ruleId,
      kind: judgement.kind,
      level: judgement.level,
      message: bound(describeJudgement(judgement, evidence, openBecause?.detail ?? null)),
      evidence,
      ...(openBecause && { openBecause }),
      partialFingerprints: { 'plainsight/v1': judgement.fingerprint },
      ...(suppression && { suppression: { ...suppression, reason: scrub.text(suppression.reason), place: scrub.text(suppression.place) } }),
    };
  };
}

/** The field that held the value. One that *is* the name of the server (SNI, Host) is no secret as a whole: without it nobody could tell where the value went. */
function wholeFieldOf(judgement: Judgement, raw: string | undefined): string[] {
  const whole = judgement.field?.value;
  if (whole === undefined || whole === raw || whole.length > maxTextLength || judgement.field?.location === 'name') return [];
  const host = whole.toLowerCase().replace(/:\d{1,5}$/, '');
  const { connectTarget, tls } = judgement.connection;
  const names = [judgement.host, connectTarget?.host, tls?.serverName].map((name) => name?.toLowerCase());
  return names.includes(host) ? [] : [whole];
}

function evidenceOf(judgement: Judgement, raw: string | undefined, scrub: Scrub, hashKey: Buffer): Evidence {
  const { connection, message, field } = judgement;
  const { server, connectTarget } = connection;
  const clean = (text: string | undefined): string | null => (text === undefined ? null : scrub.text(text));
  // A connection's names outside TLS can be read by anyone on the path, whatever its wire; those in a message travel as it does.
  const wire = message === undefined && field?.location === 'name' ? 'cleartext' : (message?.wire ?? connection.wire ?? null);
  return {
    field: judgement.fieldName ?? null,
    recognisedAs: judgement.recognisedAs ?? null,
    value: raw === undefined ? null : scrub.text(redactValue(raw)),
    valueHash: raw === undefined ? null : hashValue(hashKey, raw),
    issuedBy: clean(judgement.issuedBy),
    location: field?.location ?? null,
    path: field === undefined ? null : scrub.text(redactPath(field.segments, scrub, secretTest(scrub, raw))),
    transforms: [...(field?.transforms ?? []), ...judgement.valueTransforms].slice(0, maxTransforms).map((name) => scrub.text(name)),
    byteRange: byteRangeOf(field, raw),
    direction: message?.direction ?? null,
    wire,
    tls: wire === 'cleartext' ? null : clean(weakerTlsVersion(connection.tls) ?? undefined),
    method: clean(message?.request?.method),
    url: urlOf(judgement, raw, scrub),
    status: message?.response?.status ?? null,
    host: clean(judgement.host),
    sni: clean(connection.tls?.serverName),
    connectTarget: connectTarget === undefined ? null : scrub.text(hostAndPort(connectTarget.host, connectTarget.port)),
    serverAddress: clean(server?.address),
    serverPort: server?.port ?? null,
    countryIsoCode: countryOf(server?.region),
    regionVerdict: judgement.regionVerdict ?? null,
    regionSource: server?.region === undefined ? null : scrub.text(regionSourceText(server.region)),
    asn: server?.autonomousSystem?.asn ?? null,
    asnOrganisation: clean(server?.autonomousSystem?.organisation),
    operator: clean(judgement.operator),
    operatorMatches: (judgement.operatorMatches ?? []).map(({ operator, by, name }) => ({ operator, by, name: scrub.text(name) })),
    nameResolution: nameEvidenceOf(connection, scrub),
    nameDisagreement: clean(judgement.nameDisagreement),
    client: clean(connection.client.address),
    clientPort: connection.client.port,
    transport: connection.transport ?? 'tcp',
    protocol: clean(protocolOf(judgement)),
    injectedFault: connection.injectedFault ?? null,
    earlierFault: earlierFaultOf(connection, scrub),
    step: clean(judgement.step),
    startedDateTime: timestamp(judgement.startedDateTime),
    connectionId: connection.id,
    exchangeId: message?.exchangeId ?? null,
    messageId: message?.id ?? field?.messageId ?? null,
    ...(judgement.trust === undefined ? {} : { trust: redactTrust(judgement.trust, scrub) }),
  };
}

function earlierFaultOf({ earlierFault }: Connection, scrub: Scrub): Evidence['earlierFault'] {
  if (earlierFault === undefined) return null;
  const { host, fault, time } = earlierFault;
  return { host: scrub.text(host), fault, dateTime: timestamp(time) };
}

function urlOf(judgement: Judgement, raw: string | undefined, scrub: Scrub): string | null {
  const { connection, message } = judgement;
  if (message?.request === undefined) return null;
  const port = connection.connectTarget?.port ?? (connection.upstreamProxy === undefined ? connection.server?.port : undefined);
  const authority = hostAndPort(judgement.host, port === defaultPorts[message.wire] ? undefined : port);
  const scheme = message.wire === 'tls' ? 'https' : 'http';
  return scrub.text(`${scheme}://${authority}${templateUrl(message.request.target, secretTest(scrub, raw))}`);
}

/** What the message was spoken in; for HTTP its version. */
function protocolOf({ connection, message }: Judgement): string | undefined {
  switch (message?.kind) {
    case 'http-request':
    case 'http-response':
      return (message.response ?? message.request)?.version.toLowerCase() ?? connection.protocol;
    case 'websocket':
    case 'grpc':
    case 'mqtt':
    case 'dns':
      return message.kind;
    case 'datagram':
    case 'opaque':
    case undefined:
      return connection.protocol ?? connection.tls?.origin?.alpn;
    default:
      return assertNever(message as never);
  }
}

/** A matched value too short to be searched for in running text still counts where it is all of a segment. */
function secretTest(scrub: Scrub, raw: string | undefined): (text: string) => boolean {
  return (text) => text === raw || scrub.holds(text);
}

function bound(text: string): string {
  return text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength - 1)}…`;
}

const latestTime = 8.64e15;

/** RFC 3339, UTC; the epoch for a time no date can hold. */
function timestamp(epochMs: number): string {
  return new Date(Math.abs(epochMs) <= latestTime ? epochMs : 0).toISOString();
}
