import {
  checkClientCertificate,
  createClientFilter,
  createFaultTable,
  type FaultTable,
  loadOriginalDestination,
  type ProxyOptions,
  parseFaultRule,
  parseReverseTarget,
  upstreamFrom,
} from '../proxy/index.js';
import { type KeyLog, openKeyLog } from '../record/index.js';
import { createHostMatcher, type Ruleset, RulesetError } from '../rules/index.js';
import { asksForOperators } from './asks-for-operators.js';
import { asksForPointers } from './asks-for-pointers.js';
import { readHostOption } from './read-host-option.js';
import type { SessionOptions } from './session-types.js';

/**
 * Milliseconds after dialling until what a name is an alias of is taken for unknown. Resolvers answer while it is dialled, and nothing but
 * judging waits: long enough for a datagram to get lost.
 */
const aliasWait = 3_000;

/** What a session's options and ruleset mean for the proxy, with what must be released at its end. */
export interface ProxySettings {
  readonly proxy: Omit<ProxyOptions, 'events' | 'authority' | 'trustedRoots' | 'rootsBeyondNode' | 'localHosts' | 'ownPorts'>;
  readonly faults: FaultTable;
  readonly keyLog: KeyLog | undefined;
}

/** Reads them, so that what cannot be is told before anything listens. Throws the rooms' own errors. */
export async function proxySettings(options: SessionOptions, ruleset: Ruleset, onFault: (message: string) => void): Promise<ProxySettings> {
  const passthrough = readHostOption('--passthrough', options.passthrough ?? [], ruleset.hosts);
  const faults = createFaultTable();
  for (const text of options.failHosts ?? []) faults.add(parseFaultRule(text));
  const reverse = options.reverse === undefined ? undefined : parseReverseTarget(options.reverse);
  const originalDestination = options.redirected ? await loadOriginalDestination() : undefined;
  const clientCertificate = clientCertificates(ruleset);
  const clientAllowed = createClientFilter({ lan: options.lan ?? false, clients: options.clients ?? [] });
  const upstream = upstreamFrom(options.upstreamProxy, options.env);
  // Last, since it must be closed again where anything else cannot be.
  const keyLog = options.keyLog === undefined ? undefined : openKeyLog(options.keyLog, ({ message }) => onFault(message));
  return {
    faults,
    keyLog,
    proxy: {
      host: options.lan ? '0.0.0.0' : options.host,
      port: options.port,
      passthrough: createHostMatcher([...ruleset.passthrough, ...passthrough], ruleset.hosts),
      insecureOrigin: createHostMatcher(ruleset.insecureOrigins, ruleset.hosts),
      legacyTlsOrigin: createHostMatcher(ruleset.legacyTls, ruleset.hosts),
      clientCertificate,
      clientAllowed,
      upstream,
      faultFor: (target) => faults.faultFor(target),
      ...(reverse ? { reverse } : {}),
      ...(originalDestination ? { originalDestination } : {}),
      ...(options.socksCredentials ? { socksCredentials: options.socksCredentials } : {}),
      ...(keyLog ? { keyLog: (line) => keyLog.write(line) } : {}),
      ...(options.resolve ? { resolve: options.resolve } : {}),
      ...(options.nameServers ? { nameServers: options.nameServers } : {}),
      aliasWait: asksForOperators(ruleset) || asksForPointers(ruleset) ? aliasWait : 0,
      needsPointers: asksForPointers(ruleset),
      ...(options.idleLimit ? { idleLimit: options.idleLimit } : {}),
      ...(options.maxConnections ? { maxConnections: options.maxConnections } : {}),
    },
  };
}

/** The first entry that names the host counts. Each is tried before the run, not on the first connection that needs it. */
function clientCertificates(ruleset: Ruleset): NonNullable<ProxyOptions['clientCertificate']> {
  const entries = ruleset.clientCertificates.map(({ host, chain, key, passphrase, place }) => {
    const certificate = { chain, key, ...(passphrase === undefined ? {} : { passphrase }) };
    const problem = checkClientCertificate(certificate);
    if (problem !== undefined) throw new RulesetError([{ message: `the client certificate for ${host}: ${problem}`, place }]);
    return { matches: createHostMatcher([host], ruleset.hosts), certificate };
  });
  return (host) => entries.find(({ matches }) => matches(host))?.certificate;
}
