import type { Interception, Refusal } from '../../model/index.js';
import { bySize } from './by-size.js';
import { diagnoseRefusal } from './diagnose-refusal.js';
import { mergeRefusals } from './merge-refusals.js';
import { type RefusalManner, refusalManner } from './refusal-manner.js';

/** What is read of a closed connection. The record of connections has it all, redacted. */
export interface ClosedConnection {
  readonly client: string | null;
  readonly host: string | null;
  readonly sni: string | null;
  readonly interception: Interception;
  readonly failureCause: string | null;
  readonly ja4: string | null;
  readonly bytesFromClient: number;
}

interface Refused {
  readonly client: string;
  readonly host: string;
  readonly stack: string | null;
  readonly causes: Map<string, number>;
}

/** Device, host and TLS stack together, remembered of each kind. */
export const mostRefusalPairs = 10_000;

/**
 * Follows which devices accepted our certificate where, and which refused it and how, to tell at the end why. Bounded: refusals beyond
 * ten thousand different ones are counted together, and told as such.
 */
export class RefusalCounter {
  readonly #refused = new Map<string, Refused>();
  readonly #clients = new Set<string>();
  readonly #stacks = new Set<string>();
  readonly #hosts = new Set<string>();
  readonly #pairs = new Set<string>();
  #forgotten = false;
  #overflow = 0;

  connection({ client, host, sni, interception, failureCause, ja4, bytesFromClient }: ClosedConnection): void {
    const name = sni ?? host;
    if (client === null || name === null) return;
    // A device that said nothing inside may not have accepted it, whatever its handshake looked like.
    if (interception === 'intercepted' && bytesFromClient > 0) this.#accept(client, name, ja4);
    else if (interception === 'client-rejected') this.#refuse(client, name, ja4, failureCause ?? 'unknown');
  }

  result(): readonly Refusal[] {
    const found = [...this.#refused.values()].flatMap((refused) => this.#diagnose(refused));
    return [...mergeRefusals(found), ...(this.#overflow > 0 ? [overflowed(this.#overflow)] : [])];
  }

  #accept(client: string, host: string, stack: string | null): void {
    this.#remember(this.#clients, client);
    this.#remember(this.#pairs, keyOf(client, host));
    if (stack === null) return;
    this.#remember(this.#stacks, keyOf(client, stack));
    this.#remember(this.#hosts, keyOf(client, host, stack));
  }

  #remember(set: Set<string>, key: string): void {
    if (set.size < mostRefusalPairs) set.add(key);
    else if (!set.has(key)) this.#forgotten = true;
  }

  #refuse(client: string, host: string, stack: string | null, cause: string): void {
    const key = keyOf(client, host, stack ?? '');
    let refused = this.#refused.get(key);
    if (refused === undefined) {
      if (this.#refused.size >= mostRefusalPairs) {
        this.#overflow += 1;
        return;
      }
      refused = { client, host, stack, causes: new Map() };
      this.#refused.set(key, refused);
    }
    refused.causes.set(cause, (refused.causes.get(cause) ?? 0) + 1);
  }

  #diagnose({ client, host, stack, causes }: Refused): Refusal[] {
    const accepted = this.#pairs.has(keyOf(client, host));
    // Given up without a word where the same device went through elsewhere in the run: a connection ahead of need, and no refusal.
    const counting = [...causes].filter(([cause]) => !(accepted && refusalManner(cause) === 'silent'));
    const hostIntercepted = stack !== null && this.#hosts.has(keyOf(client, host, stack)) ? 'yes' : this.#forgotten ? 'unknown' : 'no';
    const context = {
      clientIntercepted: this.#clients.has(client),
      stackKnown: stack !== null,
      stackIntercepted: stack !== null && this.#stacks.has(keyOf(client, stack)),
      hostIntercepted,
      refused: counting.reduce((sum, [cause, count]) => sum + (isOverTrust(refusalManner(cause)) ? count : 0), 0),
    } as const;
    return counting.sort(bySize).map(([cause, count]) => ({
      client,
      host,
      ...diagnoseRefusal(refusalManner(cause), context),
      count,
      cause,
    }));
  }
}

function isOverTrust(manner: RefusalManner): boolean {
  return manner !== 'protocol' && manner !== 'unclear';
}

/** No address, name or fingerprint holds a line feed: names are made printable by the redaction. */
function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}

function overflowed(count: number): Refusal {
  return {
    client: 'various',
    host: 'various',
    diagnosis: 'unexplained',
    count,
    cause: 'various',
    advice: `more than ${mostRefusalPairs} different devices and hosts were refused: these are only counted`,
  };
}
