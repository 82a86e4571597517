import type { CertificateAuthority } from '../certs/index.js';
import type { Finding, RunRecord, RunStart, Verdict } from '../model/index.js';
import type { ConnectionRecord } from '../record/index.js';
import type { Ruleset } from '../rules/index.js';
import type { TrustOptions } from './trust/trust-options.js';

export interface SessionOptions {
  /** Plainsight's own folder (CA, hash key). */
  readonly home: string;
  /** Where the run is recorded. */
  readonly dataFolder: string;
  /** Ruleset files, or packs as `plainsight:NAME`. */
  readonly rules: readonly string[];
  readonly baseline?: string;
  /** Databases of countries or autonomous systems (`.mmdb`), beside those of the ruleset, those installed in `home` and the one that ships. */
  readonly geoDatabases?: readonly string[];
  readonly caCertificate?: string;
  readonly caKey?: string;
  /** PEM files with further CAs that origins may be signed by. */
  readonly originCa?: readonly string[];
  /** The process is the session's own, so that nobody has changed what Node trusts since it started: its store of roots may then be shared. */
  readonly ownProcess?: boolean;
  readonly host: string;
  readonly port: number;
  /** Also serve devices with private addresses on the network. */
  readonly lan?: boolean;
  /** Only these device addresses (IPs or CIDRs), beside loopback. */
  readonly clients?: readonly string[];
  readonly passthrough?: readonly string[];
  /** Proxy for our own connections, as an `http`, `https`, `socks5` or `socks5h` URL, or `none`. Absent: as the environment says. */
  readonly upstreamProxy?: string;
  /** Hosts to make fail from the start, as `PATTERN[:refuse|reset|timeout|tls]`. */
  readonly failHosts?: readonly string[];
  /** An origin (`https://host[:port]`) that whoever speaks to the port itself is sent to. */
  readonly reverse?: string;
  /** Ask the kernel where connections that the firewall redirected to the port were meant to go (Linux). */
  readonly redirected?: boolean;
  /** What SOCKS5 clients must give; without it nothing is asked for. */
  readonly socksCredentials?: { readonly username: string; readonly password: string };
  /** File that the TLS secrets of both legs are appended to, for Wireshark. */
  readonly keyLog?: string;
  readonly label?: string;
  /** Keep keyed hashes of what was sent, and where fields were seen, for comparisons with other runs: every message is read then. */
  readonly recordValues?: boolean;
  /** Offer devices wrong certificates, to find out who takes them. Then `rules` may be empty. */
  readonly trust?: TrustOptions;
  /** Plainsight's own version, for the record. */
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Proxy addresses (`host:port`) shown on the onboarding pages, once the port is known. */
  readonly proxyAddresses?: (port: number) => readonly string[];
  /** Replaces the system's name resolution (demo, tests). */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Resolvers to ask what names are aliases of (`192.0.2.1`, `[2001:db8::1]:53`). Absent: the system's, unless `resolve` stands in for it. */
  readonly nameServers?: readonly string[];
  readonly idleLimit?: number;
  readonly maxConnections?: number;
  /** How the run is to end, whoever ends it; what {@link Session.finish} is given goes first. */
  readonly finish?: FinishOptions;
  readonly on?: SessionEvents;
}

/** How a run ends. `drainMs`: how long open connections may go on, milliseconds. The others as in `decideVerdict`. */
export interface FinishOptions {
  readonly drainMs?: number;
  readonly reportOnly?: boolean;
  readonly strict?: boolean;
}

/** What happens while a run goes on, for people. Findings come only after they were committed. */
export interface SessionEvents {
  finding?(finding: Finding): void;
  deviceSeen?(address: string): void;
  /** A device refused our certificate. Redacted, as the record has it: host names may hold planted values. */
  rejected?(connection: ConnectionRecord): void;
  /** An origin's certificate did not verify; `error` is Node's code for why. Redacted, too. */
  originRefused?(connection: ConnectionRecord, error: string | undefined): void;
  fault?(message: string): void;
  /** Somebody asked for the end through the control endpoint. */
  stopRequested?(): void;
}

/** The end of a run: its record as read back from the store, and what it adds up to. */
export interface SessionResult {
  readonly verdict: Verdict;
  readonly record: RunRecord;
}

/** A running session: the proxy, a run being recorded, and the control endpoint. */
export interface Session {
  readonly run: RunStart;
  readonly ruleset: Ruleset;
  /** What is worth saying before anything happens: exceptions that end soon, groups and databases that are out of date. */
  readonly warnings: readonly string[];
  readonly authority: CertificateAuthority;
  readonly proxy: { readonly host: string; readonly port: number; readonly url: string };
  readonly control: { readonly url: string; readonly token: string };
  readonly connections: number;
  /** Of a trust run: hosts, redacted, of which a further connection could tell more. */
  readonly untested: readonly string[];
  step(action: 'begin' | 'end', name: string, settleMs?: number): Promise<void>;
  plant(field: string, value: string): void;
  /**
   * Ends the run in order: no new connections, open exchanges get `drainMs` to finish, everything is flushed and committed, and the
   * verdict is decided from what the store holds. Safe to call more than once.
   */
  finish(options?: FinishOptions): Promise<SessionResult>;
}
