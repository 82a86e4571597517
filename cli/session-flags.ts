import { homedir } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import type { SessionEvents, SessionOptions } from '../session.js';
import { lanAddresses } from './lan-addresses.js';
import { refuseStrangeResolvers } from './refuse-strange-resolvers.js';
import { UsageError } from './usage-error.js';
import { packageVersion } from './version.js';

/** Flags that `start` and `run` share, as commander delivers them. */
export interface SessionFlags {
  readonly port?: number;
  readonly host: string;
  readonly lan?: true;
  readonly client?: readonly string[];
  readonly rules?: readonly string[];
  readonly baseline?: string;
  readonly geoDatabase?: readonly string[];
  readonly originCa?: readonly string[];
  readonly caCert?: string;
  readonly caKey?: string;
  readonly passthrough?: readonly string[];
  readonly upstreamProxy?: string;
  readonly resolver?: readonly string[];
  readonly failHost?: readonly string[];
  readonly reverse?: string;
  readonly redirected?: true;
  readonly socksAuth?: { readonly username: string; readonly password: string };
  readonly keyLog?: string;
  readonly data: string;
  readonly label?: string;
  readonly recordValues?: true;
  readonly quiet?: true;
  readonly report?: readonly string[];
  readonly reportOnly?: true;
  readonly strict?: true;
}

export const defaultData = '.plainsight';

/** Adds the shared flags to a command. */
export function addSessionFlags(command: Command): Command {
  return command
    .option('--port <n>', 'port to listen on', parsePort)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--lan', 'serve devices on the local network too (private addresses only)')
    .option('--client <ip>', 'device that may use the proxy, IP or CIDR; may be repeated', collect)
    .option(
      '--rules <file>',
      'ruleset file, or a pack as plainsight:NAME; may be repeated (default: ./plainsight.yaml, else plainsight:baseline)',
      collect,
    )
    .option('--baseline <file>', 'findings to tolerate, as written by plainsight baseline')
    .option(
      '--geo-database <file>',
      'further database of countries or networks (.mmdb), beside the one that ships; may be repeated',
      collect,
    )
    .option('--origin-ca <file>', 'PEM file with a CA that origins may be signed by; may be repeated', collect)
    .option('--ca-cert <file>', 'CA certificate to use instead of our own')
    .option('--ca-key <file>', 'its key')
    .option('--passthrough <host>', 'host whose TLS is relayed unread; may be repeated', collect)
    .option('--reverse <url>', 'stand in for this origin: what speaks to the port itself is sent there')
    .option('--redirected', 'take connections that the firewall redirects to the port, to where they were meant to go (Linux)')
    .option('--socks-auth <user:password>', 'what SOCKS5 clients must give', parseCredentials)
    .option('--key-log <file>', 'append the TLS secrets of both legs to this file, for Wireshark (default: $SSLKEYLOGFILE)')
    .option('--upstream-proxy <url>', 'proxy to go through: http, https, socks5 or socks5h URL, or none (default: as the environment says)')
    .option(
      '--resolver <address[:port]>',
      'resolver to ask what names are aliases of (default: those of the system); may be repeated',
      collect,
    )
    .option('--fail-host <pattern[:fault]>', 'host to make fail: refuse (default), reset, timeout or tls; may be repeated', collect)
    .option('--data <dir>', 'where runs are recorded', defaultData)
    .option('--run-label, --label <text>', 'a name for this run, the same for all workers of one suite')
    .option('--record-values', 'keep keyed hashes of what is sent and where, for plainsight compare; every message is read then')
    .option('--report <format[=file]>', 'write a report at the end: console, json, junit; may be repeated', collect)
    .option('--report-only', 'exit 0 instead of 1 or 3, and say so')
    .option('--strict', 'count warnings as errors')
    .option('--quiet', 'print only the verdict');
}

/** The session's options from the flags. Throws {@link UsageError} on what cannot be. */
export async function sessionOptions(
  flags: SessionFlags,
  defaults: { readonly port: number; readonly drainMs: number },
  on: SessionEvents,
): Promise<SessionOptions> {
  const { homeFolder, findRuleset, parseNameServer } = await import('../session.js');
  if (flags.lan && flags.host !== '127.0.0.1') throw new UsageError('--lan listens on every address: leave --host out');
  const onlyHere = !flags.lan && /^(?:127\.|::1$|localhost$)/.test(flags.host);
  if (onlyHere && flags.client?.some((client) => /^[\d.:a-f/]+$/i.test(client) && !client.startsWith('127.'))) {
    throw new UsageError(`no device of the network reaches ${flags.host}: give --lan or --host ADDRESS beside --client`);
  }
  refuseStrangeResolvers(flags.resolver, parseNameServer);
  const keyLog = flags.keyLog ?? process.env['SSLKEYLOGFILE'];
  const rules = flags.rules ?? [findRuleset(process.cwd()) ?? 'plainsight:baseline'];
  return {
    home: homeFolder(process.env, homedir()),
    version: packageVersion(),
    dataFolder: flags.data,
    rules,
    host: flags.host,
    port: flags.port ?? defaults.port,
    env: process.env,
    ownProcess: true,
    finish: { drainMs: defaults.drainMs, reportOnly: flags.reportOnly === true, strict: flags.strict === true },
    on,
    ...(flags.lan ? { lan: true, proxyAddresses: (port: number) => lanAddresses().map(({ address }) => `${address}:${port}`) } : {}),
    ...(flags.client ? { clients: flags.client } : {}),
    ...(flags.baseline ? { baseline: flags.baseline } : {}),
    ...(flags.geoDatabase ? { geoDatabases: flags.geoDatabase } : {}),
    ...(flags.originCa ? { originCa: flags.originCa } : {}),
    ...(flags.caCert ? { caCertificate: flags.caCert } : {}),
    ...(flags.caKey ? { caKey: flags.caKey } : {}),
    ...(flags.passthrough ? { passthrough: flags.passthrough } : {}),
    ...(flags.reverse ? { reverse: flags.reverse } : {}),
    ...(flags.redirected ? { redirected: true } : {}),
    ...(flags.socksAuth ? { socksCredentials: flags.socksAuth } : {}),
    ...(keyLog ? { keyLog } : {}),
    ...(flags.upstreamProxy === undefined ? {} : { upstreamProxy: flags.upstreamProxy }),
    ...(flags.resolver ? { nameServers: flags.resolver } : {}),
    ...(flags.failHost ? { failHosts: flags.failHost } : {}),
    ...(flags.label ? { label: flags.label } : {}),
    ...(flags.recordValues ? { recordValues: true } : {}),
  };
}

/** Commander's way of repeating an option. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** RFC 1929: neither part is empty or longer than 255 bytes; a colon may stand in the password. */
function parseCredentials(text: string): { username: string; password: string } {
  const colon = text.indexOf(':');
  const [username, password] = [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)];
  if ([username, password].some((part) => part === '' || Buffer.byteLength(part) > 255)) {
    throw new InvalidArgumentError('expected user:password, neither of them empty or longer than 255 bytes.');
  }
  return { username, password };
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) throw new InvalidArgumentError('expected a port from 0 to 65535.');
  return port;
}
