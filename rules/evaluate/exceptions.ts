import type { ExceptionUse, Judgement, SuppressionUse } from '../../model/index.js';
import { compileGlob } from '../compile/glob.js';
import { createHostMatcher, isIpLiteral, normalHost } from '../compile/host-pattern.js';
import type { BlindSpot, Place, Ruleset, Suppression } from '../ruleset.js';
import { pathOf } from './message-hosts.js';

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
  const path = suppression.path === undefined ? undefined : compileGlob(suppression.path);
  const at = suppression.at === undefined ? undefined : compileGlob(suppression.at);
  return (judgement) => {
    if (!rule(judgement.ruleId)) return false;
    if (suppression.fingerprint !== undefined && suppression.fingerprint !== judgement.fingerprint) return false;
    if (suppression.field !== undefined && suppression.field !== judgement.fieldName) return false;
    if (suppression.step !== undefined && suppression.step !== judgement.step) return false;
    if (host !== undefined && !host(judgement.host)) return false;
    if (path !== undefined) {
      const actual = pathOf(judgement.message?.request);
      if (actual === undefined || !path(actual)) return false;
    }
    return at === undefined || (judgement.field !== undefined && at(judgement.field.path));
  };
}

/** Every name of the connection must be one that the blind spot names: a pinned host's name in front does not cover another behind it. */
function coveredByBlindSpot(spot: BlindSpot, lists: ReadonlyMap<string, readonly string[]>): Exception['covers'] {
  const host = createHostMatcher([spot.host], lists);
  const gaps = new Set(spot.gaps);
  return ({ kind, connection, openBecause, host: judged }, { uninspected }) => {
    if (!uninspected || kind !== 'open') return false;
    if (gaps.size > 0 && !gaps.has(connection.interception) && !(openBecause !== undefined && gaps.has(openBecause.gap))) return false;
    const known = [judged, connection.tls?.serverName, connection.connectTarget?.host]
      .filter((name): name is string => name !== undefined && name !== '')
      .map(normalHost);
    const names = known.filter((name) => !isIpLiteral(name));
    const relevant = names.length > 0 ? names : known;
    return relevant.length > 0 && relevant.every(host);
  };
}
