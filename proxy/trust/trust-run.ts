import { constants } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { type CertificateAuthority, createWrongLeaves, type WrongLeaf } from '../../certs/index.js';
import type { Connection, OfferedCertificate, TrustCheck, TrustSummary, WrongCertificate } from '../../model/index.js';
import type { ProxyEvents } from '../proxy-options.js';
import type { ClientHello } from '../tls/client-hello.js';
import { legacyTls } from '../tls/legacy-tls.js';
import { PeerTrial } from './peer-trial.js';
import { stackOf } from './stack-of.js';
import type { TryOutcome } from './try-outcome.js';

export interface TrustRunOptions {
  readonly authority: CertificateAuthority;
  /** Which wrong certificates are offered; each at most once in the list. */
  readonly kinds: readonly WrongCertificate[];
  /** Whether a connection is under test, by the names that it has; all others get the good certificate, as in any run. */
  readonly applies: (connection: Connection, names: OfferNames) => boolean;
  /** How often each wrong certificate is offered at least: once by default. More finds apps that take one only at times. */
  readonly rounds?: number;
  /** How long a device that finished the handshake may say nothing, milliseconds. */
  readonly quietLimit?: number;
  /** Most hosts, each of one TLS library of one device, that are kept apart; further ones are not tested, and counted. */
  readonly mostPeers?: number;
  /** Told of every connection that was offered a wrong certificate, before it is told as closed. */
  readonly tried: (connection: Connection, outcome: TryOutcome) => void;
}

/** `shown`: whose certificate the device expects; `target`: the host that it asked for. */
export interface OfferNames {
  readonly shown: string;
  readonly target: string;
}

/** A wrong certificate for one connection. */
export interface WrongOffer {
  readonly certificate: OfferedCertificate;
  readonly secureContext: SecureContext;
  readonly quietLimit: number;
  /** To be called once, with what the device did. */
  readonly settle: (outcome: TryOutcome) => void;
}

interface Peer {
  readonly host: string;
  readonly client: string;
  readonly stack: string;
  readonly trial: PeerTrial;
}

const defaultQuietLimit = 5_000;
const defaultMostPeers = 500;

/** Starts a trust run, see {@link TrustRun}. Takes as long as an RSA key takes to make. */
export async function createTrustRun(options: TrustRunOptions): Promise<TrustRun> {
  return new TrustRun(options, await createWrongLeaves(options.authority));
}

/**
 * Which certificate each device is offered for each host, and what it made of them. Each TLS library of each device has its turns to itself: what
 * one of them refuses says nothing of another that speaks to the same host. Host names in {@link summary} are as they came, not redacted.
 */
export class TrustRun {
  readonly #options: TrustRunOptions;
  readonly #leafFor: (kind: WrongCertificate, name: string) => WrongLeaf;
  readonly #peers = new Map<string, Peer>();
  readonly #controls = new WeakMap<Connection, PeerTrial>();
  #untracked = 0;

  constructor(options: TrustRunOptions, leafFor: (kind: WrongCertificate, name: string) => WrongLeaf) {
    this.#options = options;
    this.#leafFor = leafFor;
  }

  /**
   * The wrong certificate that this connection is to be offered; none where it is the good one's turn, or the host is not under test.
   */
  offerFor(
    connection: Connection,
    names: OfferNames,
    hello: ClientHello,
    { legacy }: { readonly legacy: boolean },
  ): WrongOffer | undefined {
    const { applies, quietLimit = defaultQuietLimit, tried } = this.#options;
    if (!applies(connection, names)) return undefined;
    const trial = this.#trialOf(names.shown, connection, stackOf(hello));
    if (trial === undefined) return undefined;
    const kind = trial.next(connection);
    if (kind === undefined) {
      this.#controls.set(connection, trial);
      return undefined;
    }
    const { certificatePem, keyPem, offered } = this.#leafFor(kind, names.shown);
    return {
      certificate: offered,
      quietLimit,
      secureContext: createSecureContext({ cert: certificatePem, key: keyPem, ca: [], ...withoutTickets(legacy) }),
      settle: (outcome) => {
        trial.tried(kind, outcome);
        tried(connection, outcome);
      },
    };
  }

  /** The same events, by way of us: how connections with the good certificate end is half of what a refusal proves. */
  watching(events: ProxyEvents): ProxyEvents {
    return {
      opened: (connection) => events.opened(connection),
      closed: (connection) => {
        this.#controls.get(connection)?.closed(connection);
        events.closed(connection);
      },
      sink: (connection) => events.sink(connection),
    };
  }

  /** Hosts for which a further connection could prove something that is not proven, with none listed twice. */
  get unfinished(): readonly string[] {
    return [...new Set([...this.#peers.values()].filter(({ trial }) => trial.isUnfinished).map(({ host }) => host))];
  }

  summary(): TrustSummary {
    const checks = [...this.#peers.values()].map(
      ({ host, client, stack, trial }): TrustCheck => ({ host, client, stack, control: trial.control, certificates: trial.outcomes() }),
    );
    return { kinds: this.#options.kinds, checks, untracked: this.#untracked };
  }

  #trialOf(host: string, connection: Connection, stack: string): PeerTrial | undefined {
    const client = connection.client.address;
    const key = JSON.stringify([host, client, stack]);
    let peer = this.#peers.get(key);
    if (peer === undefined) {
      if (this.#peers.size >= (this.#options.mostPeers ?? defaultMostPeers)) {
        this.#untracked += 1;
        return undefined;
      }
      peer = { host, client, stack, trial: new PeerTrial(this.#options.kinds, this.#options.rounds) };
      this.#peers.set(key, peer);
    }
    return peer.trial;
  }
}

/** A session that is resumed shows no certificate (RFC 8446, section 2.2): none is to be had under a wrong one. */
function withoutTickets(legacy: boolean) {
  const base = legacy ? legacyTls : { secureOptions: 0 };
  return { ...base, secureOptions: base.secureOptions | constants.SSL_OP_NO_TICKET };
}
