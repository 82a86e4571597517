import type { ExceptionUse, Judgement, SuppressionUse } from '../../model/index.js';
import { compileGlob } from '../compile/glob.js';
import { createHostMatcher, isIpLiteral } from '../compile/host-pattern.js';
import { normalGlob, normalPath } from '../compile/normal-path.js';
import type { BlindSpot, Place, Ruleset, Suppression } from '../ruleset.js';
import { hostFacts, hostHeader, pathOf } from './message-hosts.js';
import { pathForms } from './path-forms.js';

/** What an exception needs to know of a judgement beside itself. */
export interface Occasion {
  /** Nobody could look: then, and only then, blind spots count. */
  readonly uninspected: boolean;
}

/** The suppressions, baseline entries and blind spots of a ruleset, with what they silenced so far. */
export interface Exceptions {
  /** The judgement, with the first exception that covers it and has not expired. */
  apply(judgement: Judgement, occasion: Occasion, now: number): Judgement;
  uses(now: number): readonly ExceptionUse[];
}

interface Exception {
  readonly kind: ExceptionUse['kind'];
  readonly place: string;
  readonly reason: string;
  readonly until: string;
  readonly covers: (judgement: Judgement, occasion: Occasion) => boolean;
  used: number;
}

const day = 24 * 60 * 60 * 1000;
/** Days ahead of its end in which an exception is warned of. */
const warningDays = 14;

export function createExceptions(ruleset: Ruleset): Exceptions {
  const exceptions: Exception[] = [
    ...ruleset.suppressions.map((suppression): Exception => {
      const kind = suppression.baseline ? 'baseline' : 'suppression';
      return { ...common(suppression), kind, covers: coveredBySuppression(suppression, ruleset.hosts) };
    }),
    ...ruleset.blindSpots.map(
      (spot): Exception => ({ ...common(spot), kind: 'blind-spot', covers: coveredByBlindSpot(spot, ruleset.hosts) }),
    ),
  ];
  return {
    apply: (judgement, occasion, now) => {
      for (const exception of exceptions) {
        if (stateOf(exception.until, now) === 'expired' || !exception.covers(judgement, occasion)) continue;
        exception.used += 1;
        const { kind, reason, until, place } = exception;
        const suppression: SuppressionUse = { kind, reason, until, place };
        return { ...judgement, suppression };
      }
      return judgement;
    },
    uses: (now) =>
      exceptions.map(({ kind, place, reason, until, used }) => ({ kind, place, reason, until, used, state: stateOf(until, now) })),
  };
}

function common({
  place,
  reason,
  until,
}: {
  place: Place;
  reason: string;
  until: string;
}): Pick<Exception, 'place' | 'reason' | 'until' | 'used'> {
  return { place: `${place.file}:${place.line}`, reason, until, used: 0 };
}

/** `until` is the last valid day, UTC. A date that cannot be read has expired: an exception must not last for ever by mistake. */
export function stateOf(until: string, now: number): ExceptionUse['state'] {
  const end = Date.parse(`${until}T00:00:00Z`) + day;
  if (!(now < end)) return 'expired';
  return end - now <= warningDays * day ? 'expires-soon' : 'active';
}

function coveredBySuppression(suppression: Suppression, lists: ReadonlyMap<string, readonly string[]>): Exception['covers'] {
  const rule = compileGlob(suppression.rule);
  const host = suppression.host === undefined ? undefined : createHostMatcher([suppression.host], lists);
  const path = suppression.path === undefined ? undefined : coversPath(suppression.path);
  const at = suppression.at === undefined ? undefined : compileGlob(suppression.at);
  return (judgement) => {
    if (!rule(judgement.ruleId)) return false;
    if (suppression.fingerprint !== undefined && suppression.fingerprint !== judgement.fingerprint) return false;
    if (suppression.field !== undefined && suppression.field !== judgement.fieldName) return false;
    if (suppression.step !== undefined && suppression.step !== judgement.step) return false;
    if (host !== undefined && !coversEveryName(judgement, host)) return false;
    if (path !== undefined) {
      const actual = pathOf(judgement.message?.request);
      if (actual === undefined || !path(actual)) return false;
    }
    return at === undefined || (judgement.field !== undefined && at(judgement.field.path));
  };
}

/** As sent, decoded and in normal form: `/v1/../admin` is not below `/v1/`, nor is what only looks like it once it was made normal. */
function coversPath(pattern: string): (path: string) => boolean {
  const sent = compileGlob(pattern);
  const normal = compileGlob(normalGlob(pattern));
  return (path) => sent(path) && pathForms(path).every((form) => normal(normalPath(form)));
}

function coveredByBlindSpot(spot: BlindSpot, lists: ReadonlyMap<string, readonly string[]>): Exception['covers'] {
  const host = createHostMatcher([spot.host], lists);
  const gaps = new Set(spot.gaps);
  return (judgement, { uninspected }) => {
    const { kind, connection, openBecause } = judgement;
    if (!uninspected || kind !== 'open') return false;
    if (gaps.size > 0 && !gaps.has(connection.interception) && !(openBecause !== undefined && gaps.has(openBecause.gap))) return false;
    return coversEveryName(judgement, host);
  };
}

/**
 * Every name that led to the server must be one that the exception names: one in front does not cover another behind it, and a Host header
 * is no more than the device's word. Addresses count where no name is known but the header's.
 */
function coversEveryName({ connection, message, host }: Judgement, covers: (host: string) => boolean): boolean {
  const { names: outside } = hostFacts(connection, '', true);
  const { names: inside } = hostFacts(connection, hostHeader(message?.request), true);
  // A name that the server could not prove to have is the device's word, too.
  const proven = connection.tls?.certificate?.verified !== false;
  const named = proven ? outside.filter((name) => !isIpLiteral(name)) : [];
  const all = new Set([...(named.length > 0 ? named : outside), ...inside.filter((name) => !outside.includes(name))]);
  if (host !== '' && (all.size === 0 || !isIpLiteral(host))) all.add(host);
  return all.size > 0 && [...all].every(covers);
}
