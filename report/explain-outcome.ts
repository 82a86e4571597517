import { assertNever, type CountedFinding, type Doubt, type Outcome } from '../model/index.js';
import { counted } from './counted.js';
import { groupBy } from './group-by.js';
import { isSilenced } from './is-silenced.js';
import type { MergedRuns } from './merge-runs.js';
import { sentence } from './sentence.js';

/** Why the outcome is what it is, a sentence each; empty for a pass. A fail names faults too: more may have been missed. */
export function explainOutcome(outcome: Outcome, merged: MergedRuns): string[] {
  switch (outcome) {
    case 'fail':
      return [...explainFindings(merged, 'fail'), ...explainFaults(merged)];
    case 'error':
      return explainFaults(merged);
    case 'inconclusive':
      return [...explainFindings(merged, 'open'), ...merged.doubts.map(explainDoubt)];
    case 'pass':
      return [];
    default:
      return assertNever(outcome);
  }
}

/** One doubt as a sentence. */
export function explainDoubt(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'unmet-expectation':
      return sentence(`The expectation ${doubt.id} was not met: ${doubt.detail}`);
    case 'unexercised-rule':
      return sentence(`The rule ${doubt.ruleId} met nothing that it could judge: ${doubt.detail}`);
    case 'rule-without-fields':
      return sentence(`The rule ${doubt.ruleId} was left without any field to look for: ${doubt.detail}`);
    case 'not-learnt':
      return sentence(`What was issued for the field ${doubt.field} is not all looked for: ${doubt.detail}`);
    case 'nothing-inspected':
      return sentence(`Nothing was inspected: ${doubt.detail}`);
    case 'no-rules':
      return sentence(`There was no rule to judge by: ${doubt.detail}`);
    case 'certificates-untested': {
      const whose = doubt.host === undefined ? 'No certificate was tested' : `Which certificates are taken for ${doubt.host} is not known`;
      return sentence(`${whose}: ${doubt.detail}`);
    }
    case 'no-traffic':
      return sentence(`There was no traffic: ${doubt.detail}`);
    default:
      return assertNever(doubt);
  }
}

function explainFaults({ faults }: MergedRuns): string[] {
  return faults.map((fault) => sentence(`Plainsight itself failed: ${fault}`));
}

function explainFindings({ findings }: MergedRuns, kind: 'fail' | 'open'): string[] {
  const counting = findings.filter(({ finding }) => finding.kind === kind && finding.level === 'error' && !isSilenced(finding));
  return [...groupBy(counting, ({ finding }) => finding.ruleId)].map(([ruleId, group]) =>
    kind === 'fail' ? explainViolations(ruleId, group) : explainOpen(ruleId, group),
  );
}

function explainViolations(ruleId: string, group: readonly CountedFinding[]): string {
  const different = group.length === 1 ? '' : ` (${group.length} different violations)`;
  return `The rule ${ruleId} was violated ${counted(total(group), 'time')}${different}.`;
}

function explainOpen(ruleId: string, group: readonly CountedFinding[]): string {
  const [first] = group;
  const because = first?.finding.openBecause?.detail ?? first?.finding.message ?? 'a fact that it needs is unknown';
  const others = group.length === 1 ? '' : ` (and ${group.length - 1} more)`;
  const settledBy = first?.finding.openBecause?.settledBy;
  const why = `The rule ${ruleId} could not be judged ${counted(total(group), 'time')}: ${because.trim().replace(/[.]$/, '')}${others}`;
  return settledBy === undefined ? sentence(why) : `${sentence(why)} ${sentence(`To settle it: ${settledBy}`)}`;
}

function total(group: readonly CountedFinding[]): number {
  return group.reduce((sum, { count }) => sum + count, 0);
}
