import type { CountedGap, Coverage, Verdict } from '../../model/index.js';
import { counted } from '../counted.js';
import { decideVerdict } from '../decide-verdict.js';
import { type Changes, changesBetween } from './changes.js';
import { type Obstacle, obstaclesToFindings, obstaclesToValues, sameKey } from './comparability.js';
import { compareDestinations, type DestinationGroup } from './compare-destinations.js';
import { type ComparedFields, compareFields } from './compare-fields.js';
import { compareFindings, type FoundOnce, newViolations } from './compare-findings.js';
import { compareOperators, type OperatorContact } from './compare-operators.js';
import type { ComparedRun } from './compared-run.js';
import { equalCiphertexts } from './equal-ciphertexts.js';
import type { Suspect } from './suspect.js';

/** `worse`: something graver appeared; `undecided`: nothing did, and nobody can tell that nothing is there; `broken`: a run has no proper end. */
export type ComparisonOutcome = 'no-worse' | 'worse' | 'undecided' | 'broken';

/** How the second run differs from the first. `exitCode`: 0 no worse, 1 worse, 3 undecided, 4 broken. */
export interface Comparison {
  readonly outcome: ComparisonOutcome;
  readonly exitCode: 0 | 1 | 3 | 4;
  /** One sentence each, why; empty for `no-worse`. */
  readonly reasons: readonly string[];
  readonly runs: readonly [ComparedRun, ComparedRun];
  readonly verdicts: readonly [Verdict, Verdict];
  readonly obstacles: readonly Obstacle[];
  readonly destinations: Changes<DestinationGroup>;
  readonly operators: Changes<OperatorContact>;
  readonly fields: ComparedFields;
  readonly findings: Changes<FoundOnce>;
  readonly gaps: Changes<CountedGap>;
  readonly coverage: readonly [Coverage, Coverage];
  /** Absent where values cannot be compared; `obstacles` says why. */
  readonly suspects?: readonly Suspect[];
}

export interface CompareOptions {
  /** Count warnings, and what is suspected, as errors. */
  readonly strict?: boolean;
}

/**
 * Compares two runs of one test, the first being what the second is measured by. Not a verdict on either: what both violate is no difference. What
 * the second run could not see is never taken for an improvement: then the comparison is undecided.
 */
export function compareRuns(before: ComparedRun, after: ComparedRun, options: CompareOptions = {}): Comparison {
  const runs = [before, after] as const;
  const verdictOf = ({ record }: ComparedRun): Verdict => decideVerdict([record], { strict: options.strict === true });
  const verdicts = [verdictOf(before), verdictOf(after)] as const;
  const findings = compareFindings(...verdicts);
  const valueObstacles = obstaclesToValues(runs);
  const comparable = before.values !== undefined && after.values !== undefined && valueObstacles.every(({ kind }) => kind === 'limits');
  const suspects =
    comparable && before.values && after.values
      ? equalCiphertexts(before.values, after.values, options.strict ? 'error' : 'warning')
      : undefined;
  const obstacles = [...obstaclesToFindings(runs), ...valueObstacles];
  const decided = decide(verdicts, findings, obstacles, suspects ?? [], options.strict === true);
  return {
    ...decided,
    runs,
    verdicts,
    obstacles,
    destinations: compareDestinations(before.destinations, after.destinations),
    operators: compareOperators(before, after),
    fields: compareFields(before, after, sameKey(runs)),
    findings,
    gaps: changesBetween(gapsOf(verdicts[0]), gapsOf(verdicts[1]), () => []),
    coverage: [verdicts[0].coverage, verdicts[1].coverage],
    ...(suspects === undefined ? {} : { suspects }),
  };
}

/** The first that holds: a new violation counts, whatever else went wrong. */
function decide(
  [, after]: readonly [Verdict, Verdict],
  findings: Changes<FoundOnce>,
  obstacles: readonly Obstacle[],
  suspects: readonly Suspect[],
  strict: boolean,
): Pick<Comparison, 'outcome' | 'exitCode' | 'reasons'> {
  const violations = newViolations(findings);
  if (violations.length > 0) {
    const rules = [...new Set(violations.map(({ finding }) => finding.ruleId))];
    return {
      outcome: 'worse',
      exitCode: 1,
      reasons: [`${counted(violations.length, 'violation')} that the first run does not have: ${rules.join(', ')}`],
    };
  }
  const broken = obstacles.filter(({ kind }) => kind === 'no-end' || kind === 'faults').map(({ detail }) => detail);
  if (broken.length > 0) return { outcome: 'broken', exitCode: 4, reasons: broken };
  const open = after.findings.filter(
    ({ finding }) => finding.kind === 'open' && finding.level === 'error' && finding.suppression === undefined,
  );
  const undecided = [
    ...(open.length === 0
      ? []
      : [`the second run has ${counted(open.length, 'open finding')}: what could not be judged in it may be worse`]),
    ...after.doubts.map(({ detail }) => `the second run is in doubt: ${detail}`),
    ...obstacles.filter(({ kind }) => kind === 'other-rules').map(({ detail }) => detail),
    ...(strict && suspects.length > 0 ? [`${counted(suspects.length, 'suspect')}, with --strict`] : []),
  ];
  return undecided.length === 0
    ? { outcome: 'no-worse', exitCode: 0, reasons: [] }
    : { outcome: 'undecided', exitCode: 3, reasons: undecided };
}

function gapsOf({ gaps }: Verdict): ReadonlyMap<string, CountedGap> {
  return new Map(gaps.map((counted) => [JSON.stringify([counted.gap.reason, counted.gap.location, counted.gap.detail]), counted]));
}
