import type { CountedFinding, RunRecord, Verdict } from '../../model/index.js';
import { counted } from '../counted.js';
import { describeBreakdown } from '../describe-coverage.js';
import { describeFinding } from '../describe-finding.js';
import { describeLimits } from '../describe-limits.js';
import { describeSteps } from '../describe-steps.js';
import { explainDoubt } from '../explain-outcome.js';
import { formatVerdictLine } from '../format-run-summary.js';
import { groupBy } from '../group-by.js';
import { isSilenced } from '../is-silenced.js';
import { isoTime } from '../iso-time.js';
import { notObserved } from '../not-observed.js';
import { type Paint, plainPaint } from '../paint.js';
import { printable } from '../printable.js';
import { describeDiagnosis, describeRefusal } from '../refusals/describe-refusal.js';
import type { ReportFormat } from '../report-format.js';
import { sentence } from '../sentence.js';
import { formatTrust } from '../trust/format-trust.js';

/** Different findings shown for each rule, and refusals for each advice; the rest is counted, and in the json report. */
const shownPerRule = 25;

/**
 * The verdict for people on a terminal: violations first, then open findings, doubts, steps, exceptions, changed levels, planted values
 * never seen, refused TLS, gaps and coverage; the last line is the verdict. Everything that came from the network is made printable.
 */
export const consoleFormat: ReportFormat = {
  name: 'console',
  description: 'text for people, grouped by rule',
  render(verdict, runs, options = {}) {
    const paint = options.paint ?? plainPaint;
    const standing = verdict.findings.filter(({ finding }) => !isSilenced(finding));
    const sections = [
      runs.map((run) => runLine(run, paint)),
      findingSection('Violations', of(standing, 'fail'), paint),
      findingSection('Open findings (a fact that the rule needs is unknown)', of(standing, 'open'), paint),
      listSection('Certificates that devices were offered', formatTrust(verdict.trust ?? []), paint),
      listSection('Doubts', verdict.doubts.map(explainDoubt), paint),
      listSection('Steps', describeSteps(runs), paint),
      listSection('Faults of Plainsight itself', verdict.faults.map(sentence), paint),
      listSection(
        'Findings silenced by exceptions',
        verdict.findings.filter(({ finding }) => isSilenced(finding)).map(silencedLine),
        paint,
      ),
      listSection('Exceptions', exceptionLines(verdict), paint),
      listSection('Changed levels', levelLines(verdict), paint),
      listSection('Warnings', [...new Set(runs.flatMap(({ start }) => start.warnings ?? []))], paint),
      listSection('Rules that were not exercised', verdict.unexercisedRules, paint),
      listSection('Planted values never seen', verdict.plantedNeverSeen, paint),
      listSection('Planted values not looked for (no rule could be violated by them in what came)', verdict.plantedNotLookedFor, paint),
      refusalSection(verdict, paint),
      listSection('Gaps (not inspected)', gapLines(verdict), paint),
      listSection('Coverage', coverageLines(verdict), paint),
      verdict.reasons.map((reason) => printable(reason)),
      [formatVerdictLine(verdict, paint)],
    ];
    return `${sections
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')}\n`;
  },
};

function of(findings: readonly CountedFinding[], kind: 'fail' | 'open'): CountedFinding[] {
  return findings.filter(({ finding }) => finding.kind === kind);
}

function runLine({ start, end }: RunRecord, paint: Paint): string {
  const label = start.label === undefined ? '' : ` ${JSON.stringify(start.label)}`;
  const until = end === undefined ? 'no end record' : isoTime(end.endedDateTime);
  const rulesets = start.rulesets.length === 0 ? 'no ruleset' : start.rulesets.join(', ');
  return `${paint.bold(printable(`run ${start.id}${label}`))}  ${printable(`${isoTime(start.startedDateTime)} to ${until}, Plainsight ${start.version}, ${rulesets}`)}`;
}

function findingSection(title: string, findings: readonly CountedFinding[], paint: Paint): string[] {
  if (findings.length === 0) return [];
  const times = findings.reduce((sum, { count }) => sum + count, 0);
  const lines = [paint.bold(`${title}: ${findings.length} different, ${counted(times, 'time')} in all`)];
  for (const [ruleId, group] of groupBy(findings, ({ finding }) => finding.ruleId)) {
    lines.push('', `  ${paint.bold(printable(ruleId))}`);
    for (const item of group.slice(0, shownPerRule)) lines.push(...findingLines(item, paint));
    const left = group.length - shownPerRule;
    if (left > 0) lines.push(`    … and ${left} more of this rule; the json report has them all`);
  }
  return lines;
}

function findingLines({ finding, count, runs = [] }: CountedFinding, paint: Paint): string[] {
  const colour = finding.kind === 'fail' && finding.level === 'error' ? paint.red : paint.yellow;
  const head = `    ${colour(finding.level)}  ${printable(finding.message)}  ${paint.dim(`×${count}`)}`;
  const of = runs.length === 0 ? [] : [{ label: runs.length === 1 ? 'run' : 'runs', text: printable(runs.join(', ')) }];
  return [head, ...[...describeFinding(finding), ...of].map(({ label, text }) => `      ${paint.dim(label.padEnd(8))} ${text}`)];
}

function silencedLine({ finding, count }: CountedFinding): string {
  const { suppression } = finding;
  const by =
    suppression === undefined ? '' : ` (${suppression.kind} at ${suppression.place}, until ${suppression.until}: ${suppression.reason})`;
  return `${finding.kind === 'fail' ? 'violation' : 'open finding'} of ${finding.ruleId} ×${count}: ${finding.message}${by}`;
}

function exceptionLines({ exceptions }: Verdict): string[] {
  return exceptions.map(({ kind, place, reason, until, used, state }) => {
    // An expired one silences nothing, so not being used says nothing of it.
    if (state === 'expired') return `${kind} at ${place}: EXPIRED on ${until}, no longer silences anything (${reason})`;
    const use = used === 0 ? 'unused: remove it' : `silenced ${counted(used, 'finding')}`;
    const states = { active: `until ${until}`, 'expires-soon': `EXPIRES SOON, on ${until}` };
    return `${kind} at ${place}: ${use}, ${states[state]} (${reason})`;
  });
}

function levelLines({ levelChanges }: Verdict): string[] {
  return levelChanges.map(
    ({ ruleId, from, to, place }) => `${ruleId}: ${to === 'off' ? `switched off (was ${from})` : `${from} → ${to}`}, at ${place}`,
  );
}

function refusalSection({ refusals }: Verdict, paint: Paint): string[] {
  if (refusals.length === 0) return [];
  const lines = [paint.bold('Refused TLS (hints, not proofs)')];
  for (const group of groupBy(refusals, ({ diagnosis, advice }) => `${diagnosis}\n${advice}`).values()) {
    const [first] = group;
    if (first === undefined) continue;
    lines.push(`  ${paint.yellow(describeDiagnosis(first.diagnosis))}: ${printable(first.advice)}`);
    lines.push(...group.slice(0, shownPerRule).map((refusal) => `    ${printable(describeRefusal(refusal))}`));
    if (group.length > shownPerRule) lines.push(`    … and ${group.length - shownPerRule} more; the json report has them all`);
  }
  return lines;
}

function gapLines({ gaps }: Verdict): string[] {
  return gaps.map(({ gap, count }) => `${gap.reason} ×${count}: ${gap.detail}`);
}

function coverageLines({ coverage }: Verdict): string[] {
  const { messages, bytes } = coverage;
  const kinds = Object.entries(coverage.connectionsByInterception).map(([name, count]) => `${count} ${name}`);
  return [
    `${counted(coverage.connections, 'connection')}${kinds.length === 0 ? '' : `: ${kinds.join(', ')}`}`,
    counted(coverage.exchanges, 'exchange'),
    `messages: ${messages.read} read (as far as rules could concern them), ${messages.scanned} scanned to the end, ${messages.unseen} unseen`,
    `bytes: ${bytes.read} read, ${bytes.scanned} scanned, ${bytes.unseen} unseen`,
    ...describeLimits(coverage),
    ...(coverage.breakdown === undefined ? [] : describeBreakdown(coverage.breakdown)),
    ...(coverage.pauses === 0
      ? []
      : [`the relay paused ${counted(coverage.pauses, 'time')} to let inspection catch up; nothing was dropped`]),
    notObserved,
  ];
}

function listSection(title: string, entries: readonly string[], paint: Paint): string[] {
  return entries.length === 0 ? [] : [paint.bold(title), ...entries.map((entry) => `  ${printable(entry)}`)];
}
