import { type Connection, type Judgement, type Level, type OpenReason, Sensitive } from '../../model/index.js';
import { compareSureness } from '../compile/compile-field.js';
import type { CompiledRule } from '../compile/compile-rule.js';
import { isIpLiteral } from '../compile/host-pattern.js';
import { fingerprint } from './fingerprint.js';
import type { FieldMatch } from './match-fields.js';
import { hostFacts, judgedHost, pathOf } from './message-hosts.js';
import { describeDisagreement, nameDisagreement } from './name-disagreement.js';
import { effectiveRegion, type LiveRule } from './scene.js';
import type { Subject } from './subject.js';

/** A violation, or with `openBecause` an open finding, of a rule: by a match, or by the subject as a whole. */
export function makeJudgement(
  live: Pick<LiveRule, 'rule' | 'regionVerdict' | 'operators'>,
  subject: Subject,
  found: { readonly fieldName: string; readonly match: FieldMatch } | undefined,
  openBecause: OpenReason | undefined,
): Judgement {
  const { rule, regionVerdict, operators } = live;
  const { connection, message, header, step, startedDateTime } = subject;
  const host = judgedHost(connection, header);
  const match = found?.match;
  const kind = openBecause === undefined ? 'fail' : 'open';
  const disagreement = nameDisagreement(connection, header);
  // Whatever the level, so that raising it later does not make two findings one.
  const lowered = match !== undefined && compareSureness(match.recognisedAs, rule.failFrom) < 0;
  return {
    ruleId: rule.id,
    description: rule.description,
    kind,
    level: lowered ? levelBelow(rule) : rule.level,
    ...(found === undefined || match === undefined
      ? {}
      : {
          fieldName: found.fieldName,
          recognisedAs: match.recognisedAs,
          value: new Sensitive(match.value),
          field: match.field,
          ...(match.issuedBy === undefined ? {} : { issuedBy: match.issuedBy }),
        }),
    valueTransforms: match?.transforms ?? [],
    connection,
    ...(message === undefined ? {} : { message }),
    host,
    ...(regionVerdict === undefined ? {} : { regionVerdict }),
    ...(typeof operators === 'object' && operators.length > 0
      ? { operator: operators.map(({ operator }) => operator).join(', '), operatorMatches: operators }
      : {}),
    ...(disagreement === undefined ? {} : { nameDisagreement: describeDisagreement(disagreement) }),
    ...(step === undefined ? {} : { step }),
    startedDateTime,
    ...(openBecause === undefined ? {} : { openBecause }),
    fingerprint: fingerprint({
      rule: rule.id,
      kind,
      lowered,
      field: found?.fieldName ?? null,
      host: disagreement === undefined ? host : hostOfFingerprint(connection, host),
      method: message?.request?.method ?? null,
      path: pathOf(message?.request) ?? null,
      location: match?.field.location ?? null,
      segments: match?.field.segments ?? [],
      direction: subject.direction ?? null,
      wire: subject.wire ?? null,
      country: rule.testsRegion ? countryOf(connection) : null,
      operator: rule.testsOperator ? operatorKey(operators) : null,
      value: match?.value ?? null,
    }),
  };
}

/**
 * A host that only the device says, by a Host header, is another than that of the same name which was dialled. Not where HTTP/2 serves several
 * hosts over one connection: over which one a request goes is chance.
 */
function hostOfFingerprint(connection: Connection, host: string): string {
  const outside = hostFacts(connection, '', true).names.filter((name) => !isIpLiteral(name));
  return outside.length === 0 || outside.includes(host) ? host : `${host} at ${[...outside].sort().join(' ')}`;
}

function operatorKey(operators: LiveRule['operators']): string {
  if (operators === undefined || operators === 'unknown') return 'unknown';
  return operators.length === 0 ? 'none' : operators.map(({ operator }) => operator).join('|');
}

/** A match less sure than `failFrom` is a warning at most. */
function levelBelow({ level }: CompiledRule): Level {
  return level === 'error' ? 'warning' : level;
}

function countryOf(connection: Connection): string {
  const candidates = effectiveRegion(connection)?.candidates;
  if (candidates === undefined) return 'none';
  return candidates === 'unknown' ? 'unknown' : [...candidates].sort().join('|');
}
