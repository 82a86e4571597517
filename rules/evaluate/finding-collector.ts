import type { Connection, Gap, Judgement, MessageKind } from '../../model/index.js';
import { type CompiledField, compareSureness } from '../compile/compile-field.js';
import { allLocations } from '../compile/compile-rule.js';
import type { CompiledRuleset } from '../compile/compile-ruleset.js';
import { both, type Truth } from '../compile/truth.js';
import { type ConnectionState, isFirstOf, noteOpened, wasOpened } from './connection-state.js';
import type { Exceptions } from './exceptions.js';
import { gapLocations, mayCarryNames } from './gap-locations.js';
import { makeJudgement } from './make-judgement.js';
import type { FieldMatch } from './match-fields.js';
import { judgedHost } from './message-hosts.js';
import { mostSpecific } from './most-specific.js';
import { type DescribeRegion, reasonOfFacts, reasonOfGap } from './open-reason.js';
import { type LiveRule, neverTruth, type RequestFacts, requestTruth, speaksOfMessages } from './scene.js';
import type { Subject } from './subject.js';

/** Violations of one rule shown of one message; the last one says how many more there were. */
const mostPerRule = 100;

/** Brings live rules together with what was found, or could not be looked at, and collects what they say, exceptions applied. */
export class FindingCollector {
  readonly #compiled: CompiledRuleset;
  readonly #exceptions: Exceptions;
  readonly #describe: DescribeRegion;
  readonly #now: () => number;

  constructor(compiled: CompiledRuleset, exceptions: Exceptions, describe: DescribeRegion, now: () => number) {
    this.#compiled = compiled;
    this.#exceptions = exceptions;
    this.#describe = describe;
    this.#now = now;
  }

  /** A rule with fields, and what its fields match in a message. */
  matched(
    live: LiveRule,
    matchesOf: (definition: CompiledField) => readonly FieldMatch[],
    facts: RequestFacts,
    subject: Subject,
    found: Judgement[],
  ): void {
    const when = both(live.when, requestTruth(live.rule, facts));
    if (when === false) return;
    const candidates = live.rule.fields.flatMap((definition) =>
      ([true, 'unknown'] as const).flatMap((truth) => {
        const here = matchesOf(definition).filter(({ field, hashed }) => both(when, neverTruth(live, [field.location], !hashed)) === truth);
        return mostSpecific(here).map((match) => ({ fieldName: definition.name, match, truth }));
      }),
    );
    // The surest first, so that a bound never hides a violation behind a warning.
    candidates.sort((left, right) => weight(live, right) - weight(live, left));
    const shown: Judgement[] = [];
    const silenced: Judgement[] = [];
    let more = 0;
    for (const candidate of candidates) {
      // Those silenced by an exception do not count, or they would hide one that is not.
      if (shown.length === mostPerRule) {
        more += 1;
        continue;
      }
      const reason = candidate.truth === true ? undefined : reasonOfFacts(live, subject.connection, facts, hostOf(subject), this.#describe);
      const judgement = this.#exceptions.apply(makeJudgement(live, subject, candidate, reason), { uninspected: false }, this.#now());
      if (judgement.suppression === undefined) shown.push(judgement);
      else if (silenced.length < mostPerRule) silenced.push(judgement);
    }
    const last = shown.at(-1);
    if (more > 0 && last !== undefined) {
      shown[shown.length - 1] = { ...last, description: `${last.description} (and ${more} more in this message)` };
    }
    found.push(...shown, ...silenced);
  }

  /** Whether what a gap hides may violate a rule with fields. */
  mayHide(live: LiveRule, gap: Gap, facts: RequestFacts, connection: Connection, kind: MessageKind | undefined): boolean {
    const mayHold = (field: CompiledField): boolean => !this.#compiled.isEmpty(field) && (gap.lacks === undefined || field.placed);
    if (!live.rule.fields.some(mayHold)) return false;
    const possible = gapLocations(gap, kind, mayCarryNames(connection));
    return both(both(live.when, requestTruth(live.rule, facts)), neverTruth(live, possible, true)) !== false;
  }

  /** Rules that something unseen may violate. */
  hidden(
    rules: readonly LiveRule[],
    gap: Gap,
    facts: RequestFacts,
    subject: Subject,
    state: ConnectionState,
    found: Judgement[],
    kind = subject.message?.kind,
  ): void {
    for (const live of rules) {
      if (!this.mayHide(live, gap, facts, subject.connection, kind) || wasOpened(state, live.rule.index, gap.messageId)) continue;
      const judgement = makeJudgement(live, subject, undefined, reasonOfGap(gap, live));
      const excepted = this.#exceptions.apply(judgement, { uninspected: true }, this.#now());
      // One that an exception covers must not hide the next, which it may not cover.
      if (excepted.suppression === undefined) noteOpened(state, live.rule.index, gap.messageId);
      else if (!isFirstOf(state, excepted, gap.messageId)) continue;
      found.push(excepted);
    }
  }

  /**
   * A rule without fields: once for a connection, and once more if an open finding becomes a violation. One whose `when` asks for what only
   * messages have: once for each fingerprint, so that an exception for one path does not hide another.
   */
  connectionRule(live: LiveRule, state: ConnectionState, facts: RequestFacts, subject: Subject, found: Judgement[], gap?: Gap): void {
    const truth = connectionTruth(live, facts);
    const ofMessage = subject.message !== undefined && speaksOfMessages(live.rule);
    const known = ofMessage ? undefined : state.reported.get(live.rule.index);
    if (truth === false || known === 'fail' || (truth === 'unknown' && known === 'open')) return;
    // Where it went is not known, which looking would not change.
    const placeUnknown = live.never.some(
      ({ region, operator }) => region?.truth === 'unknown' || operator?.lacks === 'asn' || operator?.lacks === 'aliases',
    );
    const reason =
      truth === true
        ? undefined
        : gap !== undefined && !placeUnknown
          ? reasonOfGap(gap, live)
          : reasonOfFacts(live, subject.connection, facts, hostOf(subject), this.#describe);
    const judgement = makeJudgement(live, subject, undefined, reason);
    const excepted = this.#exceptions.apply(judgement, { uninspected: gap !== undefined && !placeUnknown }, this.#now());
    // An exception may cover what is judged now (this gap, this message, this step, these names) and not what comes.
    const passing = excepted.suppression !== undefined;
    if ((ofMessage || passing) && !isFirstOf(state, excepted, undefined)) return;
    if (!ofMessage && !passing) state.reported.set(live.rule.index, truth === true ? 'fail' : 'open');
    found.push(excepted);
  }
}

/** A rule without fields on a connection or, as far as `when` asks for one, a request. */
export function connectionTruth(live: LiveRule, facts: RequestFacts): Truth {
  return both(both(live.when, requestTruth(live.rule, facts)), neverTruth(live, allLocations, true));
}

/** The name that led to the server, for people. */
function hostOf({ connection, header }: Subject): string | undefined {
  const host = judgedHost(connection, header);
  return host === '' || host === connection.server?.address ? undefined : host;
}

/** Errors before warnings, violations before open findings. */
function weight({ rule }: LiveRule, { match, truth }: { readonly match: FieldMatch; readonly truth: Truth }): number {
  const sure = compareSureness(match.recognisedAs, rule.failFrom) >= 0;
  return (sure ? 2 : 0) + (truth === true ? 1 : 0);
}
