import type { AutonomousSystem, Connection, Exchange, Field, Gap, Judgement, Message, Region, RequestHead } from '../../model/index.js';
import type { CompiledField } from '../compile/compile-field.js';
import { type CompiledRuleset, compileRuleset } from '../compile/compile-ruleset.js';
import type { Judge, JudgeSummary, Need, Outline, PlantedLater } from '../judge.js';
import { matchers } from '../matchers/index.js';
import { describeUnknownRegion } from '../regions/describe-unknown-region.js';
import { judgeRegion } from '../regions/judge-region.js';
import type { Ruleset } from '../ruleset.js';
import { bundledAutonomousSystems, type FindAutonomousSystem } from './bundled-autonomous-systems.js';
import { bundledLocator } from './bundled-locator.js';
import { createCleanTargets } from './clean-targets.js';
import { type ConnectionState, createConnectionState, note } from './connection-state.js';
import { createExceptions, type Exceptions } from './exceptions.js';
import { createExpectations, type Expectations } from './expectations.js';
import { faultJudgements } from './fault-judgements.js';
import { findPlanted } from './find-planted.js';
import { FindingCollector } from './finding-collector.js';
import { GapJudge } from './gap-judge.js';
import { inFieldOrder } from './in-field-order.js';
import type { JudgeOptions, Locate } from './judge-options.js';
import { createLearner, type Learner } from './learner.js';
import { type FieldMatch, matchFields } from './match-fields.js';
import { judgedHost } from './message-hosts.js';
import { messageMayHold } from './message-may-hold.js';
import { metConditions } from './met-conditions.js';
import { openingScene } from './opening-scene.js';
import { outlineOf, type RunKnowledge } from './outline-of.js';
import { outsideNames } from './outside-names.js';
import { makePlan, type Plan, planFor } from './plan.js';
import { liveIn, type RequestFacts, requestFacts, requestTruth, type SceneContext, speaksOfMessages, whenTruth } from './scene.js';
import { createScopeGuard, type ScopeGuard } from './scope-guard.js';
import { createSightings } from './sightings.js';
import { createRunClock, type RunClock } from './step-clock.js';
import { connectionSubject, messageSubject, type Subject } from './subject.js';
import { summarise } from './summarise.js';

/** Makes the judge of one run. Throws on a ruleset that names what does not exist, which loading has ruled out. */
export function createJudge(ruleset: Ruleset, options: JudgeOptions): Judge {
  return new RunJudge(ruleset, options);
}

class RunJudge implements Judge {
  readonly steps: RunClock = createRunClock();
  readonly #ruleset: Ruleset;
  readonly #now: () => number;
  readonly #locate: Locate;
  readonly #autonomousSystem: FindAutonomousSystem;
  readonly #collector: FindingCollector;
  readonly #gaps: GapJudge;
  readonly #compiled: CompiledRuleset;
  readonly #context: SceneContext;
  readonly #exceptions: Exceptions;
  readonly #expectations: Expectations;
  readonly #states = new WeakMap<Connection, ConnectionState>();
  readonly #learner: Learner;
  readonly #sightings = createSightings();
  readonly #followed = new WeakSet<Plan>();
  readonly #cleanTargets = createCleanTargets();
  readonly #known: RunKnowledge;
  readonly #scope: ScopeGuard;
  #finished = false;

  constructor(ruleset: Ruleset, options: JudgeOptions) {
    this.#ruleset = ruleset;
    this.#now = options.now;
    this.#locate = options.locate ?? bundledLocator(ruleset);
    this.#compiled = compileRuleset(ruleset, options.matchers ?? matchers);
    const asks = this.#compiled.rules.some(({ never }) => never.some(({ operator }) => operator?.asksAsn === true));
    this.#autonomousSystem = options.autonomousSystem ?? bundledAutonomousSystems(asks);
    this.#context = {
      clock: this.steps,
      judgeRegion: options.judgeRegion ?? judgeRegion,
      groups: ruleset.groups,
      autonomousSystem: this.#autonomousSystem,
      nameOperators: this.#compiled.nameOperators,
    };
    this.#scope = createScopeGuard(ruleset.scope);
    this.#exceptions = createExceptions(ruleset);
    this.#collector = new FindingCollector(this.#compiled, this.#exceptions, options.describeRegion ?? describeUnknownRegion, options.now);
    this.#expectations = createExpectations(ruleset, (name) => this.#compiled.field(name));
    this.#learner = createLearner(this.#compiled);
    this.#gaps = new GapJudge(this.#compiled, this.#context, this.#collector, this.#sightings, this.#learner, options.now);
    this.#known = { compiled: this.#compiled, expectations: this.#expectations, learner: this.#learner, cleanTargets: this.#cleanTargets };
  }

  inScope(connection: Connection, part?: { readonly request?: RequestHead | undefined }): boolean {
    return this.#scope.covers(connection, part);
  }

  need(connection: Connection, message: Message): Need {
    if (this.#isNothing(connection, message)) return 'nothing';
    try {
      const state = this.#stateOf(connection);
      const outline = outlineOf(message, state, this.#arrived(connection, state, message), this.#known);
      if (outline !== 'scan') return outline;
      return messageMayHold(message, this.#compiled.prefilter) ? 'fields' : 'nothing';
    } catch {
      // The same fault will come up, and be reported, when the message is judged.
      return 'fields';
    }
  }

  outline(connection: Connection, message: Message): Outline {
    if (this.#isNothing(connection, message)) return { kind: 'nothing' };
    let plan: Plan | undefined;
    let kind: Outline['kind'] = 'fields';
    try {
      const state = this.#stateOf(connection);
      plan = this.#arrived(connection, state, message);
      kind = outlineOf(message, state, plan, this.#known);
    } catch {
      // The same fault will come up, and be reported, when the message is judged.
    }
    if (kind === 'nothing') return { kind };
    const definitions = plan === undefined ? this.#compiled.fields : new Set([...plan.fields, ...this.#expectations.wanted]);
    return { kind, definitions: [...definitions].map(({ index }) => index), teaches: this.#learner.wants(plan?.learns ?? [], message) };
  }

  message(connection: Connection, message: Message, fields: readonly Field[], gaps: readonly Gap[]): readonly Judgement[] {
    if (this.#isNothing(connection, message)) return [];
    return this.#guarded(connection, message, () => this.#message(connection, message, fields, gaps));
  }

  gap(connection: Connection, gap: Gap): readonly Judgement[] {
    if (this.#isNothing(connection)) return [];
    return this.#guarded(connection, undefined, () => this.#gaps.reported(connection, this.#stateOf(connection), gap));
  }

  opened(connection: Connection): readonly Judgement[] {
    if (this.#isNothing(connection)) return [];
    return this.#guarded(connection, undefined, () => this.#opened(connection));
  }

  closed(connection: Connection): readonly Judgement[] {
    if (this.#isNothing(connection)) return [];
    return this.#guarded(connection, undefined, () => this.#closed(connection));
  }

  exchange(connection: Connection, exchange: Exchange): void {
    if (this.#isNothing(connection, exchange)) return;
    this.#sightings.traffic = true;
    this.#expectations.exchange(connection, exchange);
    const { met, possible } = metConditions(this.#compiled.conditions, connection, exchange);
    for (const index of met) this.steps.succeeded(index, exchange.endedDateTime);
    for (const index of possible) this.steps.maySucceed(index, exchange.endedDateTime);
  }

  plant(field: string, value: string): void {
    this.#compiled.plant(field, value);
    this.#cleanTargets.clear();
  }

  get plantedLater(): readonly PlantedLater[] {
    return this.#compiled.plantedLater;
  }

  plantedValues(): readonly string[] {
    return this.#compiled.plantedTexts;
  }

  excepted(judgement: Judgement): Judgement {
    return this.#exceptions.apply(judgement, { uninspected: false }, this.#now());
  }

  locate(address: string, hosts: readonly string[]): Region {
    return this.#locate(address, hosts);
  }

  autonomousSystem(address: string): AutonomousSystem | undefined {
    return this.#autonomousSystem(address);
  }

  finish(now: number): readonly Judgement[] {
    this.#finished = true;
    const guard = (connection: Connection, judge: () => Judgement[]): readonly Judgement[] => this.#guarded(connection, undefined, judge);
    return this.#gaps.finish(now, guard);
  }

  summary(now: number): JudgeSummary {
    if (!this.#finished) throw new Error('finish() comes before summary(): it decides what the whole run decides');
    return summarise(this.#ruleset, this.#compiled, {
      ...this.#sightings,
      expectations: this.#expectations,
      exceptions: this.#exceptions,
      learner: this.#learner,
      now,
    });
  }

  /** Ours, or nothing that the run is about. */
  #isNothing(connection: Connection, part?: { readonly request?: RequestHead | undefined }): boolean {
    return connection.internal === true || !this.#scope.covers(connection, part);
  }

  /** What every message does, whether it is read or not. */
  #arrived(connection: Connection, state: ConnectionState, message: Message): Plan {
    this.#sightings.traffic = true;
    if (!state.sawMessage && message.wire === 'tls') this.#gaps.intercepted(connection);
    note(state, message);
    const plan = planFor(state.slots, connection, message, this.#compiled, this.#context);
    this.#looksFor(plan);
    if (plan.exercisable.length > 0) {
      const facts = requestFacts(message);
      plan.exercisable = plan.exercisable.filter((rule) => {
        if (this.#sightings.exercised.has(rule.index)) return false;
        // What is not known to meet it exercises nothing.
        if (requestTruth(rule, facts) !== true) return true;
        this.#sightings.exercised.add(rule.index);
        return false;
      });
    }
    return plan;
  }

  /** Each plan once: most messages share one. */
  #looksFor(plan: Plan): void {
    if (this.#followed.has(plan)) return;
    this.#followed.add(plan);
    for (const { index } of plan.fields) this.#sightings.lookedFor.add(index);
    for (const { index } of this.#expectations.wanted) this.#sightings.lookedFor.add(index);
  }

  #message(connection: Connection, message: Message, fields: readonly Field[], gaps: readonly Gap[]): Judgement[] {
    const state = this.#stateOf(connection);
    const plan = this.#arrived(connection, state, message);
    const facts = requestFacts(message);
    const subject = messageSubject(connection, message, this.steps);
    const found: Judgement[] = [];
    for (const live of plan.connectionRules) this.#collector.connectionRule(live, state, facts, subject, found);
    this.#fields(plan, fields, gaps.length === 0, facts, subject, found);
    const all = this.#gaps.of(state, message, gaps);
    for (const gap of all) this.#collector.hidden(plan.live, gap, facts, subject, state, found);
    if (this.#learner.take(plan.learns, message, fields, judgedHost(connection, subject.header))) this.#cleanTargets.clear();
    if (all.length > 0) this.#learner.unread(plan.learns, message, all);
    return found;
  }

  /** `complete`: nothing was left out of the fields. */
  #fields(plan: Plan, fields: readonly Field[], complete: boolean, facts: RequestFacts, subject: Subject, found: Judgement[]): void {
    const planted = inFieldOrder(findPlanted(this.#compiled, fields, this.#sightings), fields);
    const hits = this.#learner.withoutIssued(planted, subject.message);
    const matches = new Map<CompiledField, readonly FieldMatch[]>();
    const matchesOf = (definition: CompiledField): readonly FieldMatch[] => {
      let known = matches.get(definition);
      if (known === undefined) {
        known = matchFields(definition, fields, hits, subject.direction);
        matches.set(definition, known);
      }
      return known;
    };
    for (const field of this.#expectations.wanted) {
      if (matchesOf(field).length > 0) this.#expectations.seen(field, subject.connection, subject.message);
    }
    for (const live of plan.live) this.#collector.matched(live, matchesOf, facts, subject, found);
    const target = subject.message?.request?.target;
    const first = (subject.message?.window?.index ?? 0) === 0;
    // Later windows of a body have no fields of the target.
    if (complete && first && target !== undefined && subject.message?.kind === 'http-request')
      this.#cleanTargets.learn(plan, target, matchesOf);
  }

  #opened(connection: Connection): Judgement[] {
    const state = this.#stateOf(connection);
    if (state.opened) return [];
    state.opened = true;
    // What follows on others is judged before this one ends.
    if (connection.interception === 'passthrough') this.#gaps.unseenExchanges(connection);
    const found: Judgement[] = [];
    const scene = openingScene(connection);
    const subject = connectionSubject(connection, this.steps);
    for (const rule of this.#compiled.rules) {
      // What needs a message waits for one, or for the end of a connection without any.
      if (rule.fields.length > 0 || speaksOfMessages(rule)) continue;
      if (rule.own && connection.interception !== 'pending' && whenTruth(rule, scene, this.steps) === true)
        this.#sightings.exercised.add(rule.index);
      const live = liveIn(rule, scene, this.#context);
      if (live !== undefined) this.#collector.connectionRule(live, state, 'none', subject, found);
    }
    this.#names(connection, state, found);
    return found;
  }

  /** Names that travel outside TLS: cleartext, whatever the wire. Each once: some show only after the opening (in QUIC). */
  #names(connection: Connection, state: ConnectionState, found: Judgement[]): void {
    const fields = outsideNames(connection).filter(({ path, value }) => !state.names.has(`${path} ${value}`));
    if (fields.length === 0) return;
    for (const { path, value } of fields) state.names.add(`${path} ${value}`);
    const direction = 'client-to-server';
    const subject = connectionSubject(connection, this.steps);
    const plan = makePlan({ ...openingScene(connection), wire: 'cleartext', direction }, this.#compiled, this.#context);
    this.#looksFor(plan);
    const hits = findPlanted(this.#compiled, fields, this.#sightings);
    for (const live of plan.live) {
      const matchesOf = (definition: CompiledField): readonly FieldMatch[] => matchFields(definition, fields, hits, direction);
      this.#collector.matched(live, matchesOf, 'none', { ...subject, direction, wire: 'cleartext' }, found);
    }
  }

  #closed(connection: Connection): Judgement[] {
    const state = this.#stateOf(connection);
    if (state.closed) return [];
    const found = this.#opened(connection);
    this.#names(connection, state, found);
    found.push(...this.#gaps.flush(connection, state, this.#now()));
    return found;
  }

  #stateOf(connection: Connection): ConnectionState {
    let state = this.#states.get(connection);
    if (state === undefined) {
      state = createConnectionState();
      this.#states.set(connection, state);
    }
    return state;
  }

  /** Who announces the address is part of the evidence. Not of an upstream proxy's: that is not the server. */
  #tellSystem({ server, upstreamProxy }: Connection): void {
    if (server === undefined || upstreamProxy !== undefined || server.autonomousSystem !== undefined) return;
    const system = this.#autonomousSystem(server.address);
    if (system !== undefined) server.autonomousSystem = system;
  }

  /** A fault of ours must not become a pass: every rule is open then. */
  #guarded(connection: Connection, message: Message | undefined, judge: () => Judgement[]): readonly Judgement[] {
    try {
      const judged = judge();
      if (judged.length > 0) this.#tellSystem(connection);
      // What is violated was met, also where no message could exercise it: by a name outside TLS.
      for (const { kind, ruleId } of judged) {
        if (kind === 'fail') this.#sightings.exercised.add(this.#compiled.rules.findIndex(({ id }) => id === ruleId));
      }
      return judged;
    } catch (error) {
      return faultJudgements(this.#compiled.rules, connection, message, error);
    }
  }
}
