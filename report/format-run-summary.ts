import type { Outcome, Verdict } from '../model/index.js';
import { counted } from './counted.js';
import { isSilenced } from './is-silenced.js';
import { type Paint, plainPaint } from './paint.js';

/** The run in one line: what was found, and what was looked at. The verdict line follows it; see {@link formatVerdictLine}. */
export function formatRunSummary(verdict: Verdict, paint: Paint = plainPaint): string {
  const standing = verdict.findings.filter(({ finding }) => !isSilenced(finding)).map(({ finding }) => finding);
  const violations = standing.filter(({ kind, level }) => kind === 'fail' && level === 'error').length;
  const warnings = standing.filter(({ kind, level }) => kind === 'fail' && level !== 'error').length;
  const open = standing.filter(({ kind }) => kind === 'open').length;
  const { coverage } = verdict;
  const outside = coverage.outOfScope;
  const parts = [
    violations === 0 ? 'no violation' : paint.red(counted(violations, 'violation')),
    warnings === 0 ? null : paint.yellow(counted(warnings, 'warning or note', 'warnings and notes')),
    open === 0 ? null : paint.yellow(counted(open, 'open finding')),
    counted(verdict.findings.length - standing.length, 'finding silenced', 'findings silenced'),
    counted(coverage.connections, 'connection'),
    counted(coverage.exchanges, 'exchange'),
    `${coverage.messages.read} read, ${coverage.messages.scanned} scanned, ${coverage.messages.unseen} unseen`,
    outside === undefined ? null : `${counted(outside.connections, 'connection')} and ${counted(outside.messages, 'message')} out of scope`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** `verdict: FAIL (exit 1)`: the last line of every report for people. */
export function formatVerdictLine({ outcome, exitCode }: Verdict, paint: Paint = plainPaint): string {
  return colourOf(outcome, paint)(`verdict: ${outcome.toUpperCase()} (exit ${exitCode})`);
}

function colourOf(outcome: Outcome, paint: Paint): (text: string) => string {
  const colours: Record<Outcome, (text: string) => string> = {
    pass: paint.green,
    fail: paint.red,
    error: paint.red,
    inconclusive: paint.yellow,
  };
  return colours[outcome];
}
