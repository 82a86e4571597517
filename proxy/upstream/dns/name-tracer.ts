import { getServers } from 'node:dns';
import type { ChainUnknownCause } from '../../../model/index.js';
import { askNameServer, type ServerReply } from './ask-name-server.js';
import { createDnsQuery, type DnsCodec } from './dns-query.js';
import { type NameServer, parseNameServer } from './name-server.js';
import type { NameTrace } from './name-trace.js';
import { pointerName } from './pointer-name.js';
import type { NameAnswer } from './read-answers.js';

export interface NameTracerOptions {
  /** As `dns.getServers()` writes them. Default: that, asked for again from time to time. */
  readonly servers?: readonly string[];
  /** Milliseconds for one question to one server. */
  readonly timeout?: number;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
  /** Told what should not have been: one name less is known for it. */
  readonly fault?: (error: unknown) => void;
}

/** Finds out by way of which aliases a name leads to its addresses. */
export interface NameTracer {
  /** Never rejects. The same name is asked for once at a time, and again only when its records have run out. */
  trace(name: string): Promise<NameTrace>;
  /** As {@link trace}, without what is remembered, unless that is younger than a second. */
  again(name: string): Promise<NameTrace>;
  /** The names that whoever holds an address gives it (PTR), at most eight; nothing where nobody says. Never rejects. */
  pointers(address: string): Promise<readonly string[] | undefined>;
  /** Ends what is under way; later names are not asked for. */
  close(): void;
}

const mostCached = 4_096;
const mostAsked = 64;
/** Seconds that an answer is kept at most, and milliseconds that a failure is. */
const longestKept = 3_600;
const failureKept = 5_000;
/** Milliseconds that the names of an address are kept: they say little, and change seldom. */
const pointersKept = 600_000;
/** Servers asked in turn for one name; where there is but one, it is asked twice. */
const mostServers = 3;
/** Names in a row that nobody answered, after which nobody is asked for a while, milliseconds: what cannot be reached slows no one. */
const silences = 3;
const quietFor = 30_000;
/** Milliseconds after which the system's list of servers is read again: laptops move. */
const serversKept = 10_000;

export function createNameTracer(options: NameTracerOptions = {}): NameTracer {
  return new CachingTracer(options);
}

interface Cached {
  readonly trace: NameTrace;
  readonly since: number;
  readonly until: number;
}

/** Milliseconds in which nobody is asked the same again. */
const fresh = 1_000;

class CachingTracer implements NameTracer {
  readonly #fixed: readonly NameServer[] | undefined;
  readonly #timeout: number;
  readonly #now: () => number;
  readonly #fault: (error: unknown) => void;
  readonly #cache = new Map<string, Cached>();
  readonly #asked = new Map<string, Promise<NameTrace>>();
  readonly #pointers = new Map<string, { readonly names: Promise<readonly string[] | undefined>; readonly until: number }>();
  readonly #closed = new AbortController();
  #servers: { readonly list: readonly NameServer[]; readonly until: number } | undefined;
  #codec: Promise<DnsCodec> | undefined;
  #askedPointers = 0;
  #silent = 0;
  #quietUntil = Number.NEGATIVE_INFINITY;

  constructor({ servers, timeout = 1_000, now = () => performance.now(), fault = () => undefined }: NameTracerOptions) {
    this.#fixed = servers?.flatMap((text) => parseNameServer(text) ?? []);
    this.#timeout = timeout;
    this.#now = now;
    this.#fault = fault;
  }

  trace(name: string): Promise<NameTrace> {
    return this.#find(name, ({ until }) => until);
  }

  again(name: string): Promise<NameTrace> {
    return this.#find(name, ({ since, until }) => Math.min(until, since + fresh));
  }

  pointers(address: string): Promise<readonly string[] | undefined> {
    const name = pointerName(address);
    const [server] = this.#serversNow();
    if (name === undefined || server === undefined || this.#closed.signal.aborted) return Promise.resolve(undefined);
    const now = this.#now();
    const cached = this.#pointers.get(name);
    if (cached !== undefined && now < cached.until) return cached.names;
    if (now < this.#quietUntil || this.#askedPointers >= mostAsked) return Promise.resolve(undefined);
    this.#askedPointers += 1;
    const names = this.#askPointers(name, server)
      .catch((error: unknown) => {
        this.#fault(error);
        return undefined;
      })
      .then((found) => {
        this.#askedPointers -= 1;
        if (found === undefined) this.#pointers.set(name, { names, until: this.#now() + failureKept });
        return found;
      });
    this.#pointers.delete(name);
    this.#pointers.set(name, { names, until: now + pointersKept });
    if (this.#pointers.size > mostCached) this.#pointers.delete(this.#pointers.keys().next().value ?? name);
    return names;
  }

  /** Once: many addresses have no names that anybody would answer for, and nothing that passes or fails hangs on most of them. */
  async #askPointers(name: string, server: NameServer): Promise<readonly string[] | undefined> {
    const query = createDnsQuery(name, 'PTR', await this.#codecNow());
    const reply = await askNameServer(server, query, { timeout: this.#timeout, signal: this.#closed.signal });
    if (reply.kind === 'answered') return (reply.answer.pointers ?? []).map((pointer) => pointer.name);
    return reply.kind === 'failed' && reply.cause === 'no-such-name' ? [] : undefined;
  }

  #codecNow(): Promise<DnsCodec> {
    this.#codec ??= import('dns-packet').then(({ default: codec }) => codec);
    return this.#codec;
  }

  #find(name: string, until: (cached: Cached) => number): Promise<NameTrace> {
    const key = name.toLowerCase().replace(/\.$/, '');
    if (isLocal(key)) return known('local-name');
    const cached = this.#cache.get(key);
    if (cached !== undefined && this.#now() < until(cached)) return Promise.resolve(cached.trace);
    const asked = this.#asked.get(key);
    if (asked !== undefined) return asked;
    if (this.#closed.signal.aborted || this.#asked.size >= mostAsked) return known('busy');
    if (this.#now() < this.#quietUntil) return known('no-answer');
    const servers = this.#serversNow();
    if (servers.length === 0) return known('no-resolver');
    const asking = this.#ask(key, servers)
      .then((trace) => {
        this.#remember(key, trace);
        return trace;
      })
      .catch((error: unknown): NameTrace => {
        this.#fault(error);
        return { kind: 'unknown', cause: 'malformed' };
      })
      .finally(() => this.#asked.delete(key));
    this.#asked.set(key, asking);
    return asking;
  }

  close(): void {
    this.#closed.abort();
  }

  async #ask(name: string, servers: readonly NameServer[]): Promise<NameTrace> {
    const codec = await this.#codecNow();
    const options = { timeout: this.#timeout, signal: this.#closed.signal };
    let cause: ChainUnknownCause = 'no-answer';
    const [only, ...others] = servers;
    // A datagram may get lost.
    const turns = only !== undefined && others.length === 0 ? [only, only] : servers.slice(0, mostServers);
    for (const server of turns) {
      const [four, six] = await Promise.all([
        askNameServer(server, createDnsQuery(name, 'A', codec), options),
        askNameServer(server, createDnsQuery(name, 'AAAA', codec), options),
      ]);
      if (four.kind !== 'no-answer' || six.kind !== 'no-answer') this.#silent = 0;
      const trace = traceOf(server.address, four, six);
      // Of a name that does not exist another server knows no more.
      if (trace.kind === 'answered' || trace.cause === 'no-such-name') return trace;
      if (trace.cause !== 'no-answer') cause = trace.cause;
    }
    if (cause === 'no-answer' && !this.#closed.signal.aborted) {
      this.#silent += 1;
      if (this.#silent >= silences) this.#quietUntil = this.#now() + quietFor;
    }
    return { kind: 'unknown', cause };
  }

  #remember(name: string, trace: NameTrace): void {
    const kept = trace.kind === 'answered' ? Math.min(longestKept, shortestLife(trace)) * 1_000 : failureKept;
    if (kept === 0) return;
    this.#cache.delete(name);
    const since = this.#now();
    this.#cache.set(name, { trace, since, until: since + kept });
    if (this.#cache.size > mostCached) this.#cache.delete(this.#cache.keys().next().value ?? name);
  }

  #serversNow(): readonly NameServer[] {
    if (this.#fixed !== undefined) return this.#fixed;
    if (this.#servers === undefined || this.#now() >= this.#servers.until) {
      this.#servers = { list: getServers().flatMap((text) => parseNameServer(text) ?? []), until: this.#now() + serversKept };
    }
    return this.#servers.list;
  }
}

function traceOf(resolver: string, four: ServerReply, six: ServerReply): NameTrace {
  if (four.kind === 'answered' || six.kind === 'answered') {
    return {
      kind: 'answered',
      resolver,
      ...(four.kind === 'answered' ? { four: four.answer } : {}),
      ...(six.kind === 'answered' ? { six: six.answer } : {}),
    };
  }
  const failed = [four, six].find((reply) => reply.kind === 'failed');
  return { kind: 'unknown', cause: failed?.kind === 'failed' ? failed.cause : 'no-answer' };
}

/** Seconds until the first of its records runs out; nothing is kept of an answer without any. */
function shortestLife({ four, six }: { readonly four?: NameAnswer; readonly six?: NameAnswer }): number {
  const lives = [four, six].flatMap((answer) => (answer === undefined ? [] : [...answer.chain, ...answer.addresses].map(({ ttl }) => ttl)));
  return lives.length === 0 ? 0 : Math.min(...lives);
}

/** Names that are answered by the machine or its own network, and whose asking elsewhere would tell nothing (RFC 6761, RFC 6762). */
function isLocal(name: string): boolean {
  return !name.includes('.') || name.endsWith('.localhost') || name.endsWith('.local') || !/^[a-z0-9_.-]+$/.test(name);
}

function known(cause: ChainUnknownCause): Promise<NameTrace> {
  return Promise.resolve({ kind: 'unknown', cause });
}
