import type { RunRecord, StepFindings, StepResult } from '../model/index.js';
import { counted } from './counted.js';
import { isoTime } from './iso-time.js';

/** The steps of runs for people, a line each; of several runs each line says which. Steps of different runs are never added up. */
export function describeSteps(runs: readonly RunRecord[]): string[] {
  return runs.flatMap(({ start, end }) => {
    const steps = end?.steps ?? [];
    if (steps.length === 0) return [];
    const run = runs.length === 1 ? '' : `${start.label === undefined ? start.id : `${start.id} ${JSON.stringify(start.label)}`}: `;
    const lines = steps.map((step) => `${run}${step.name}: ${timesOf(step)}${findingsOf(step.findings)}`);
    return end?.outsideSteps === undefined ? lines : [...lines, `${run}outside any step${findingsOf(end.outsideSteps).replace(/^,/, ':')}`];
  });
}

function timesOf({ began, ended }: StepResult): string {
  if (ended === undefined) return `from ${isoTime(began)}, still open when the run ended`;
  return `from ${isoTime(began)} for ${((ended - began) / 1000).toFixed(3)} s`;
}

function findingsOf(findings: StepFindings | undefined): string {
  if (findings === undefined) return '';
  const { violations, open, silenced } = findings;
  const lesser = violations.warning + violations.note;
  const parts = [
    violations.error === 0 ? null : counted(violations.error, 'violation'),
    lesser === 0 ? null : counted(lesser, 'warning or note', 'warnings and notes'),
    open.error + open.warning + open.note === 0 ? null : counted(open.error + open.warning + open.note, 'open finding'),
    silenced === 0 ? null : `${silenced} silenced`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? ', nothing found' : `, ${parts.join(', ')}`;
}
