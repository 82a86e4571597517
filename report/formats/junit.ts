import { assertNever, type CountedFinding, type Doubt, type RunRecord, trustRuleId, type Verdict } from '../../model/index.js';
import { describeBreakdown } from '../describe-coverage.js';
import { describeFinding } from '../describe-finding.js';
import { describeLimits } from '../describe-limits.js';
import { describeSteps } from '../describe-steps.js';
import { escapeXml } from '../escape-xml.js';
import { explainDoubt } from '../explain-outcome.js';
import { groupBy } from '../group-by.js';
import { isSilenced } from '../is-silenced.js';
import { isoTime } from '../iso-time.js';
import { notObserved } from '../not-observed.js';
import { printable } from '../printable.js';
import { describeDiagnosis, describeRefusal } from '../refusals/describe-refusal.js';
import type { ReportFormat } from '../report-format.js';

type Problem = { readonly element: 'failure' | 'error'; readonly type: string; readonly message: string; readonly body: readonly string[] };

interface TestCase {
  readonly name: string;
  readonly problem?: Problem;
  /** What does not change the outcome: warnings, notes, silenced findings. */
  readonly remarks: readonly string[];
}

/**
 * JUnit XML as Jenkins, GitLab and GitHub actions read it: one testcase a rule (those that found nothing too: the runs'
 * own, and those that the caller gives), an expectation, and `plainsight` for its own faults. Violations at error level are `failure`, faults `error`, and what is
 * inconclusive is an `error` of type `inconclusive`. Never `skipped`: a build would take that for a pass.
 */
export const junitFormat: ReportFormat = {
  name: 'junit',
  description: 'JUnit XML for build servers, one testcase a rule',
  render(verdict, runs, options = {}) {
    const cases = testCases(verdict, [...new Set([...(options.rules ?? []), ...runs.flatMap(({ end }) => end?.rules ?? [])])]);
    const failures = cases.filter(({ problem }) => problem?.element === 'failure').length;
    const errors = cases.filter(({ problem }) => problem?.element === 'error').length;
    const counts = `tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="0"`;
    const lines = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="plainsight" ${counts}>`,
      `  <testsuite name="plainsight" ${counts}${timesOf(runs)}>`,
      '    <properties>',
      `      <property name="outcome" value="${verdict.outcome}"/>`,
      `      <property name="exitCode" value="${verdict.exitCode}"/>`,
      ...runs.map(({ start }) => `      <property name="run" value="${escapeXml(start.id)}"/>`),
      '    </properties>',
      ...cases.flatMap(caseLines),
      `    <system-out>${text(logLines(verdict, runs))}</system-out>`,
      '  </testsuite>',
      '</testsuites>',
    ];
    return `${lines.join('\n')}\n`;
  },
};

function testCases(verdict: Verdict, rules: readonly string[]): TestCase[] {
  const findings = groupBy(verdict.findings, ({ finding }) => finding.ruleId);
  const ruleDoubts = groupBy(
    verdict.doubts.filter((doubt) => ruleOf(doubt) !== undefined),
    (doubt) => ruleOf(doubt) ?? '',
  );
  const ruleIds = new Set([...rules, ...findings.keys(), ...ruleDoubts.keys()]);
  const others = verdict.doubts.filter((doubt) => ruleOf(doubt) === undefined);
  return [
    faultCase(verdict),
    ...[...ruleIds].map((ruleId) => ruleCase(ruleId, findings.get(ruleId) ?? [], ruleDoubts.get(ruleId) ?? [])),
    ...others.map((doubt) => ({ name: nameOf(doubt), problem: inconclusive([explainDoubt(doubt)]), remarks: [] })),
  ];
}

function faultCase({ faults }: Verdict): TestCase {
  const name = 'plainsight: no faults of its own';
  const [first] = faults;
  if (first === undefined) return { name, remarks: [] };
  return { name, problem: { element: 'error', type: 'fault', message: first, body: faults }, remarks: [] };
}

function ruleCase(ruleId: string, findings: readonly CountedFinding[], doubts: readonly Doubt[]): TestCase {
  const counting = findings.filter(({ finding }) => finding.level === 'error' && !isSilenced(finding));
  const violations = counting.filter(({ finding }) => finding.kind === 'fail');
  const open = counting.filter(({ finding }) => finding.kind === 'open');
  const remarks = findings.filter((item) => !counting.includes(item)).flatMap(describe);
  const [first] = violations;
  if (first !== undefined) {
    const body = [...violations, ...open].flatMap(describe);
    return { name: ruleId, problem: { element: 'failure', type: 'violation', message: first.finding.message, body }, remarks };
  }
  const unsure = [...doubts.map(explainDoubt), ...open.flatMap(describe)];
  return unsure.length === 0 ? { name: ruleId, remarks } : { name: ruleId, problem: inconclusive(unsure), remarks };
}

function inconclusive(body: readonly string[]): Problem {
  return { element: 'error', type: 'inconclusive', message: body[0] ?? 'inconclusive', body };
}

function describe({ finding, count }: CountedFinding): string[] {
  const kind = finding.kind === 'fail' ? 'violation' : finding.kind;
  return [
    `${finding.level} ${kind} ×${count}: ${finding.message}`,
    ...describeFinding(finding).map(({ label, text }) => `  ${label}: ${text}`),
  ];
}

function ruleOf(doubt: Doubt): string | undefined {
  if (doubt.kind === 'certificates-untested') return trustRuleId;
  return doubt.kind === 'unexercised-rule' || doubt.kind === 'rule-without-fields' ? doubt.ruleId : undefined;
}

function nameOf(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'unmet-expectation':
      return `expect ${doubt.id}`;
    case 'unexercised-rule':
    case 'rule-without-fields':
      return doubt.ruleId;
    case 'not-learnt':
      return `learn ${doubt.field}`;
    case 'nothing-inspected':
      return 'expect inspected traffic';
    case 'no-rules':
      return 'expect rules';
    case 'certificates-untested':
      return trustRuleId;
    case 'no-traffic':
      return 'expect traffic';
    default:
      return assertNever(doubt);
  }
}

/** What is not a test case: why the outcome is what it is, steps, coverage. */
function logLines(verdict: Verdict, runs: readonly RunRecord[]): string[] {
  const { breakdown } = verdict.coverage;
  return [
    ...verdict.reasons,
    ...describeSteps(runs).map((line) => `step ${line}`),
    ...describeLimits(verdict.coverage).map((line) => `coverage: ${line}`),
    ...(breakdown === undefined ? [] : describeBreakdown(breakdown).map((line) => `coverage: ${line}`)),
    ...refusalLines(verdict),
    notObserved,
  ];
}

/** Lines of refused TLS in the log of the build; the json report has them all. */
const shownRefusals = 25;

function refusalLines({ refusals }: Verdict): string[] {
  const lines = refusals
    .slice(0, shownRefusals)
    .map((refusal) => `refused TLS: ${describeRefusal(refusal)}: ${describeDiagnosis(refusal.diagnosis)}`);
  return refusals.length > shownRefusals ? [...lines, `… and ${refusals.length - shownRefusals} more refusals`] : lines;
}

function caseLines({ name, problem, remarks }: TestCase): string[] {
  const open = `    <testcase classname="plainsight" name="${escapeXml(printable(name))}"`;
  if (problem === undefined && remarks.length === 0) return [`${open}/>`];
  const lines = [`${open}>`];
  if (problem !== undefined) {
    const { element, type, message, body } = problem;
    lines.push(`      <${element} type="${type}" message="${escapeXml(printable(message))}">${text(body)}</${element}>`);
  }
  if (remarks.length > 0) lines.push(`      <system-out>${text(remarks)}</system-out>`);
  return [...lines, '    </testcase>'];
}

function text(lines: readonly string[]): string {
  return escapeXml(lines.map((line) => printable(line)).join('\n'));
}

/** Start of the first run and the seconds all of them took. */
function timesOf(runs: readonly RunRecord[]): string {
  const [first] = runs;
  if (first === undefined) return '';
  const ms = runs.reduce(
    (sum, { start, end }) => sum + Math.max(0, (end?.endedDateTime ?? start.startedDateTime) - start.startedDateTime),
    0,
  );
  return ` timestamp="${isoTime(first.start.startedDateTime)}" time="${(ms / 1000).toFixed(3)}"`;
}
