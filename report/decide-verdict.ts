import { assertNever, type CountedFinding, type Outcome, type RunRecord, type Verdict } from '../model/index.js';
import { explainOutcome } from './explain-outcome.js';
import { isSilenced } from './is-silenced.js';
import { type MergedRuns, mergeRuns } from './merge-runs.js';

export interface VerdictOptions {
  /** Exit with 0 where it would be 1 or 3, and say so. The outcome stays what it is; an `error` keeps its 4. */
  readonly reportOnly?: boolean;
  /** Judge findings at warning level as if they were at error level. The verdict shows them as such. Notes stay notes. */
  readonly strict?: boolean;
  /** How many runs there must be; fewer are an `error`: a worker that never began leaves nothing that could be missed. */
  readonly expectedRuns?: number;
}

/**
 * The verdict of one or several runs (RULES, "Judging is three-valued"); of what holds, the first:
 *
 * 1. `fail` (1): a violation at error level that no suppression or baseline silences, in any run;
 * 2. `error` (4): store, relay or process failed, or a run has no end record (or there is no run);
 * 3. `inconclusive` (3): an open finding at error level that nothing silences; an expectation unmet, an own rule unexercised, a
 *    rule left without fields, or no traffic, in all attempts (see {@link mergeRuns});
 * 4. `pass` (0).
 *
 * The baseline has been applied before: its findings carry `suppression.kind: 'baseline'`. Exit code 2 (wrong usage or ruleset) is
 * not a verdict. Not a statement about what Plainsight never saw: the reports say what that is.
 */
export function decideVerdict(runs: readonly RunRecord[], options: VerdictOptions = {}): Verdict {
  const merged = mergeRuns(options.strict === true ? runs.map(raiseWarnings) : runs, options.expectedRuns);
  const outcome = outcomeOf(merged);
  const exitCode = exitCodeOf(outcome);
  const reasons = [...explainOutcome(outcome, merged), ...(options.strict === true ? raisedIn(outcome, runs) : [])];
  if (options.reportOnly === true && (exitCode === 1 || exitCode === 3)) {
    const overruled = `Only reporting was asked for (--report-only): the exit code is 0 instead of ${exitCode}.`;
    return { outcome, exitCode: 0, reasons: [...reasons, overruled], ...merged };
  }
  return { outcome, exitCode, reasons, ...merged };
}

function outcomeOf({ findings, faults, doubts }: MergedRuns): Outcome {
  const counting = findings.map(({ finding }) => finding).filter((finding) => finding.level === 'error' && !isSilenced(finding));
  if (counting.some((finding) => finding.kind === 'fail')) return 'fail';
  if (faults.length > 0) return 'error';
  if (doubts.length > 0 || counting.some((finding) => finding.kind === 'open')) return 'inconclusive';
  return 'pass';
}

function exitCodeOf(outcome: Outcome): Verdict['exitCode'] {
  switch (outcome) {
    case 'pass':
      return 0;
    case 'fail':
      return 1;
    case 'inconclusive':
      return 3;
    case 'error':
      return 4;
    default:
      return assertNever(outcome);
  }
}

/** That the outcome owes something to `--strict`: the findings themselves are shown as errors. */
function raisedIn(outcome: Outcome, runs: readonly RunRecord[]): string[] {
  if (outcome !== 'fail' && outcome !== 'inconclusive') return [];
  const findings = runs.flatMap((run) => run.findings.map(({ finding }) => finding));
  const raised = findings.filter((finding) => finding.level === 'warning' && finding.kind !== 'pass' && !isSilenced(finding));
  const rules = [...new Set(raised.map(({ ruleId }) => ruleId))];
  return rules.length === 0 ? [] : [`Warnings were asked to count as errors (--strict): those of ${rules.join(', ')} do.`];
}

function raiseWarnings(run: RunRecord): RunRecord {
  const raise = ({ finding, count }: CountedFinding): CountedFinding => ({
    finding: finding.level === 'warning' ? { ...finding, level: 'error' } : finding,
    count,
  });
  return { ...run, findings: run.findings.map(raise) };
}
