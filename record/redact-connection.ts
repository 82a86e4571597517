import type { Connection, FailureCause } from '../model/index.js';
import type { ConnectionRecord } from './connection-record.js';
import { countryOf } from './redact/country-of.js';
import { hostAndPort } from './redact/host-and-port.js';
import { redactResolution } from './redact/redact-resolution.js';
import { createScrubber } from './redact/scrubber.js';
import { weakerTlsVersion } from './redact/weaker-tls-version.js';

/** Kept of a certificate's subject or issuer, in UTF-16 units: they come from the network, and a common name holds 64. */
const longestName = 200;

/** What the relay knows of a connection beside the connection itself. `endedDateTime` is epoch milliseconds, absent while it lives. */
export interface ConnectionCounts {
  readonly endedDateTime?: number;
  readonly exchanges: number;
  /** Default: false. */
  readonly outOfScope?: boolean;
}

/**
 * Makes the function that turns a connection into the record that is stored. Planted values are taken out of the names (they may stand
 * in a DNS label); addresses, counts and fingerprints stay. Never throws.
 */
export function createConnectionRedactor(options: {
  readonly plantedValues: () => readonly string[];
}): (connection: Connection, counts: ConnectionCounts) => ConnectionRecord {
  const scrubber = createScrubber(options.plantedValues);
  return (connection, counts) => {
    const scrub = scrubber([]);
    const { server, connectTarget, tls, dialTarget } = connection;
    const host = connectTarget?.host ?? tls?.serverName ?? server?.host ?? dialTarget?.host ?? server?.address;
    const name = (text: string | undefined): string | null => (text === undefined ? null : scrub.text(text));
    const { origin, device, hello, chain } = tls ?? {};
    return {
      id: connection.id,
      startedDateTime: connection.startedDateTime,
      endedDateTime: counts.endedDateTime ?? null,
      client: name(connection.client.address),
      host: name(host),
      sni: name(tls?.serverName),
      connectTarget: connectTarget === undefined ? null : scrub.text(hostAndPort(connectTarget.host, connectTarget.port)),
      serverAddress: name(server?.address),
      serverPort: server?.port ?? null,
      countryIsoCode: countryOf(server?.region),
      wire: connection.wire ?? null,
      interception: connection.interception,
      failureCause: connection.failureCause === undefined ? null : failureText(connection.failureCause),
      alpn: name(origin?.alpn),
      tls: weakerTlsVersion(tls),
      certificateFingerprint: tls?.certificate?.fingerprint256 ?? null,
      bytesFromClient: connection.bytesFromClient,
      bytesFromServer: connection.bytesFromServer,
      exchanges: counts.exchanges,
      capture: connection.capture,
      transport: connection.transport ?? 'tcp',
      clientPort: connection.client.port,
      protocol: name(connection.protocol),
      asn: server?.autonomousSystem?.asn ?? null,
      injectedFault: connection.injectedFault ?? null,
      ja4: hello?.ja4 ?? null,
      encryptedClientHello: hello?.encryptedClientHello ?? null,
      originTls: origin?.protocolVersion ?? null,
      originCipher: origin?.cipher ?? null,
      deviceTls: device?.protocolVersion ?? null,
      deviceCipher: device?.cipher ?? null,
      chain:
        chain?.map((link) => ({ ...link, subject: scrub.text(link.subject, longestName), issuer: scrub.text(link.issuer, longestName) })) ??
        null,
      clientCertificate: tls?.clientCertificate ?? null,
      resolution: connection.resolution === undefined ? null : redactResolution(connection.resolution, scrub),
      outOfScope: counts.outOfScope ?? false,
    };
  };
}

/** `alert 48` for a TLS alert, else the cause's name. */
function failureText(cause: FailureCause): string {
  return typeof cause === 'string' ? cause : `alert ${cause.alert}`;
}
