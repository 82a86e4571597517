import type { Connection, ControlResult, TrustOutcome, WrongCertificate } from '../../model/index.js';
import { isSettled, judgeTally } from './judge-tally.js';
import { addOutcome, emptyTally, type Tally } from './tally.js';
import type { TryOutcome } from './try-outcome.js';

/** How often more than asked for a wrong certificate is offered at most, where the answers before settled nothing. */
const furtherTries = 2;

/** Ended controls by what became of them. */
type Controls = Record<Exclude<ControlResult, 'not-tried'>, number>;

/**
 * What one TLS library of one device has been offered for one host, and what is offered next: each wrong certificate once, in order; then the
 * good one; then those again whose answers settled nothing, or that are to be offered more often; from then on the good one, so that the app can go on. Deterministic by the order in
 * which connections come and end.
 */
export class PeerTrial {
  readonly #tallies: Map<WrongCertificate, Tally>;
  readonly #underWay = new Set<WrongCertificate>();
  readonly #liveControls = new Set<Connection>();
  readonly #controls: Controls = { accepted: 0, refused: 0, unanswered: 0, 'origin-failed': 0 };
  readonly #rounds: number;

  /** `rounds`: how often each is offered at least. */
  constructor(kinds: readonly WrongCertificate[], rounds = 1) {
    this.#rounds = rounds;
    this.#tallies = new Map(kinds.map((kind) => [kind, emptyTally]));
  }

  /** Which wrong certificate this connection is offered; none: the good one. Every connection is told of again, by {@link tried} or {@link closed}. */
  next(connection: Connection): WrongCertificate | undefined {
    const kind = this.#nextKind();
    if (kind === undefined) this.#liveControls.add(connection);
    else this.#underWay.add(kind);
    return kind;
  }

  tried(kind: WrongCertificate, outcome: TryOutcome): void {
    this.#underWay.delete(kind);
    this.#tallies.set(kind, addOutcome(this.#tallies.get(kind) ?? emptyTally, outcome));
  }

  /** A connection that was offered the good certificate has ended. */
  closed(connection: Connection): void {
    if (!this.#liveControls.delete(connection)) return;
    const result = controlOf(connection);
    if (result !== undefined) this.#controls[result] += 1;
  }

  get control(): ControlResult {
    const { accepted, refused, unanswered } = this.#controls;
    // Known as soon as the device speaks: such a connection may last as long as the run.
    if (accepted > 0 || [...this.#liveControls].some((connection) => controlOf(connection) === 'accepted')) return 'accepted';
    if (refused > 0) return 'refused';
    if (unanswered > 0) return 'unanswered';
    return this.#controls['origin-failed'] > 0 ? 'origin-failed' : 'not-tried';
  }

  /** Whether a further connection could prove something that is not proven. */
  get isUnfinished(): boolean {
    const { control } = this;
    if (control === 'not-tried') return true;
    return [...this.#tallies.values()].some((tally) => this.#isOpen(tally, control));
  }

  outcomes(): TrustOutcome[] {
    const { control } = this;
    return [...this.#tallies].map(([certificate, tally]) => ({
      certificate,
      tries: tally.tries,
      ...judgeTally(certificate, tally, control),
    }));
  }

  #nextKind(): WrongCertificate | undefined {
    const { control } = this;
    const open = [...this.#tallies].filter(([kind, tally]) => !this.#underWay.has(kind) && this.#isOpen(tally, control));
    const fewest = Math.min(...open.map(([, { tries }]) => tries));
    // What was tried before is tried again only once the good certificate had its turn: it may settle it.
    if (fewest > 0 && control === 'not-tried') return undefined;
    return open.find(([, { tries }]) => tries === fewest)?.[0];
  }

  #isOpen(tally: Tally, control: ControlResult): boolean {
    if (tally.tries < this.#rounds) return true;
    return tally.tries < this.#rounds + furtherTries && !isSettled(tally, control);
  }
}

/** What a connection with the good certificate shows, if anything. */
function controlOf({ interception, bytesFromClient }: Connection): keyof Controls | undefined {
  switch (interception) {
    case 'intercepted':
      return bytesFromClient > 0 ? 'accepted' : 'unanswered';
    case 'client-rejected':
      return 'refused';
    case 'origin-failed':
      return bytesFromClient > 0 ? 'accepted' : 'origin-failed';
    default:
      // Given up by the device while the origin was still being asked: it was shown nothing.
      return undefined;
  }
}
