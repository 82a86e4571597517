import { bodyLocation, type Connection, type Gap, type Judgement, type Message } from '../../model/index.js';
import type { CompiledRuleset } from '../compile/compile-ruleset.js';
import { both } from '../compile/truth.js';
import { type ConnectionState, interceptionKey, mostWaiting } from './connection-state.js';
import type { FindingCollector } from './finding-collector.js';
import type { Learner } from './learner.js';
import { hostFacts, hostHeader } from './message-hosts.js';
import { possibleConditions } from './met-conditions.js';
import { makePlan } from './plan.js';
import { requestFacts, requestTruth, type Scene, type SceneContext, whenTruth } from './scene.js';
import type { Sightings } from './sightings.js';
import { connectionSubject, type Subject, stepOf } from './subject.js';
import { uninspectedGap } from './uninspected-gap.js';

/** Abandoned handshakes that may wait for the end of the run; more are judged at once. */
const mostAbandoned = 10_000;

/** Judges what could not be inspected: gaps of messages and connections, as they are reported and as connections and the run end. */
export class GapJudge {
  readonly #compiled: CompiledRuleset;
  readonly #context: SceneContext;
  readonly #collector: FindingCollector;
  readonly #sightings: Sightings;
  readonly #learner: Pick<Learner, 'uninspected'>;
  readonly #now: () => number;
  /** Connections that have not closed but hold something that only their end decides. */
  readonly #pending = new Map<Connection, ConnectionState>();
  readonly #abandoned: { readonly connection: Connection; readonly state: ConnectionState; readonly gap: Gap; readonly closed: number }[] =
    [];
  readonly #intercepted = new Set<string>();

  constructor(
    compiled: CompiledRuleset,
    context: SceneContext,
    collector: FindingCollector,
    sightings: Sightings,
    learner: Pick<Learner, 'uninspected'>,
    now: () => number,
  ) {
    this.#compiled = compiled;
    this.#context = context;
    this.#collector = collector;
    this.#sightings = sightings;
    this.#learner = learner;
    this.#now = now;
  }

  /** The gaps of a message: of its decoding, those that came before it, and a cut that nobody reported. That a body was cancelled is none. */
  of(state: ConnectionState, message: Message, gaps: readonly Gap[]): readonly Gap[] {
    const all = [...gaps];
    for (let index = state.waiting.length - 1; index >= 0; index -= 1) {
      if (state.waiting[index]!.messageId === message.id) all.push(...state.waiting.splice(index, 1));
    }
    if (message.body.truncated && message.window === undefined && !all.some(({ reason }) => reason === 'truncated')) {
      const location = bodyLocation(message.kind);
      all.push({
        reason: 'truncated',
        connectionId: message.connectionId,
        messageId: message.id,
        location,
        detail: 'not all of it was observed',
      });
    }
    return message.cancelled ? all.filter(({ reason }) => reason !== 'truncated') : all;
  }

  /** A gap reported by an observer. */
  reported(connection: Connection, state: ConnectionState, gap: Gap): Judgement[] {
    this.#sightings.traffic = true;
    if (gap.messageId === undefined || gap.reason === 'ambiguous-framing') this.unseenExchanges(connection, gap);
    if (gap.messageId === undefined) {
      // It hides what is still to come, too: judged again when the connection closes.
      if (!state.lasting.has(gap.reason)) state.lasting.set(gap.reason, gap);
      if (!state.closed) this.#pending.set(connection, state);
      return this.#uninspected(connection, state, gap, this.#now());
    }
    const known = state.notes.get(gap.messageId);
    if (known === undefined) {
      if (state.closed || state.waiting.length >= mostWaiting) return this.#uninspected(connection, state, gap, this.#now());
      state.waiting.push(gap);
      this.#pending.set(connection, state);
      return [];
    }
    const header = hostHeader(known.request);
    const { direction, wire, startedDateTime } = known;
    const scene: Scene = {
      connection,
      direction,
      hosts: hostFacts(connection, header, true),
      wire,
      span: { from: startedDateTime, to: startedDateTime },
      header,
    };
    const found: Judgement[] = [];
    const subject: Subject = { connection, header, direction, wire, startedDateTime, ...stepOf(this.#context.clock, startedDateTime) };
    const { live } = makePlan(scene, this.#compiled, this.#context);
    this.#collector.hidden(live, gap, requestFacts(known), subject, state, found, known.kind);
    return found;
  }

  /** Exchanges that conditions wait for may pass on this connection, and nobody sees them. */
  unseenExchanges(connection: Connection, gap?: Gap): void {
    // Who refuses the handshake is sent no answer.
    if (gap?.reason === 'handshake-failed') return;
    for (const index of possibleConditions(this.#compiled.conditions, connection))
      this.#context.clock.maySucceed(index, connection.startedDateTime);
  }

  /** Judges what could not be looked at, knowing no more than the connection itself. */
  #uninspected(connection: Connection, state: ConnectionState, gap: Gap, until: number): Judgement[] {
    const scene: Scene = {
      connection,
      direction: 'unknown',
      hosts: hostFacts(connection, '', false),
      wire: connection.wire ?? 'unknown',
      span: { from: connection.startedDateTime, to: Math.max(connection.startedDateTime, until) },
      unread: true,
    };
    const { live, connectionRules } = makePlan(scene, this.#compiled, this.#context);
    const found: Judgement[] = [];
    const subject = connectionSubject(connection, this.#context.clock);
    if (gap.messageId === undefined) {
      for (const rule of connectionRules) this.#collector.connectionRule(rule, state, 'unknown', subject, found, gap);
    }
    this.#collector.hidden(live, gap, 'unknown', subject, state, found);
    const issuing = this.#compiled.learns.filter(({ host }) => host(scene.hosts) === true);
    if (issuing.length > 0) this.#learner.uninspected(issuing, gap);
    // A rule that is clear of it all the same could be judged; one that is open there was not, which its finding says, unless that is silenced.
    const standing = new Set(found.filter(({ suppression }) => suppression === undefined).map(({ ruleId }) => ruleId));
    const hiding = live.filter((rule) => this.#collector.mayHide(rule, gap, 'unknown', connection, undefined));
    const open = new Set([...hiding, ...connectionRules].map(({ rule }) => rule.index));
    for (const rule of this.#compiled.rules) {
      if (!rule.own || (open.has(rule.index) && !standing.has(rule.id))) continue;
      if (both(whenTruth(rule, scene, this.#context.clock), requestTruth(rule, 'unknown')) === true)
        this.#sightings.exercised.add(rule.index);
    }
    return found;
  }

  /** A message of a connection was read: what the same client and name left elsewhere is explained. */
  intercepted(connection: Connection): void {
    const key = interceptionKey(connection);
    if (key !== undefined) this.#intercepted.add(key);
  }

  /** What only the end of the run decides. */
  finish(now: number, guard: (connection: Connection, judge: () => Judgement[]) => readonly Judgement[]): readonly Judgement[] {
    const judgements: Judgement[] = [];
    for (const [connection, state] of [...this.#pending]) judgements.push(...guard(connection, () => this.flush(connection, state, now)));
    for (const { connection, state, gap, closed } of this.#abandoned.splice(0)) {
      const key = interceptionKey(connection);
      if (key !== undefined && this.#intercepted.has(key)) continue;
      judgements.push(...guard(connection, () => this.#uninspected(connection, state, gap, closed)));
    }
    return judgements;
  }

  /** What the end of a connection decides. */
  flush(connection: Connection, state: ConnectionState, now: number): Judgement[] {
    state.closed = true;
    this.#pending.delete(connection);
    const found: Judgement[] = [];
    for (const gap of state.waiting.splice(0)) found.push(...this.#uninspected(connection, state, gap, now));
    for (const gap of state.lasting.values()) found.push(...this.#uninspected(connection, state, gap, now));
    const rest = uninspectedGap(connection, state.sawMessage || state.lasting.size > 0);
    if (rest === undefined) return found;
    this.#sightings.traffic = true;
    this.unseenExchanges(connection, rest.gap);
    if (rest.abandoned && this.#abandoned.length < mostAbandoned) this.#abandoned.push({ connection, state, gap: rest.gap, closed: now });
    else found.push(...this.#uninspected(connection, state, rest.gap, now));
    return found;
  }
}
