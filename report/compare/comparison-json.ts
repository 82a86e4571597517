import { isoTime } from '../iso-time.js';
import { unicodeEscape } from '../unicode-escape.js';
import type { AccountComparison } from './compare-accounts.js';
import type { Comparison } from './compare-runs.js';
import type { ComparedRun } from './compared-run.js';

/** Changes when a key is removed or changes its meaning; new keys may appear without. */
const shapeVersion = 1;

/**
 * A comparison for machines. Top-level keys, always present: `plainsightComparison` (version of this shape), `comparison` `{outcome, exitCode,
 * reasons[]}`, `runs[]` `{id, label, version, rulesets[], startedDateTime, endedDateTime, recordsValues, outcome}`, `obstacles[]` `{kind, detail}`,
 * `destinations`, `operators`, `fields`, `findings`, `gaps` (each `{appeared[], wentAway[], changed[] {before, after, what[]}, same}`), `coverage`
 * `[before, after]`, `suspects` (null where values could not be compared). Control characters are escaped.
 */
export function comparisonJson(comparison: Comparison): string {
  const { outcome, exitCode, reasons, runs, verdicts, suspects, obstacles, destinations, operators, fields, findings, gaps, coverage } =
    comparison;
  return safeJson({
    plainsightComparison: shapeVersion,
    comparison: { outcome, exitCode, reasons },
    runs: runs.map((run, index) => ({ ...runShape(run), outcome: verdicts[index]?.outcome ?? null })),
    obstacles,
    destinations,
    operators,
    fields,
    findings,
    gaps,
    coverage,
    suspects: suspects ?? null,
  });
}

/**
 * Differential runs for machines: `plainsightAccountComparison`, `comparison`, `accounts` (two lists of runs), `obstacles`, `positions`, `once`,
 * `suspects`.
 */
export function accountComparisonJson(comparison: AccountComparison): string {
  const { outcome, exitCode, reasons, accounts, obstacles, positions, once, suspects } = comparison;
  return safeJson({
    plainsightAccountComparison: shapeVersion,
    comparison: { outcome, exitCode, reasons },
    accounts: accounts.map((runs) => runs.map(runShape)),
    obstacles,
    positions,
    once,
    suspects,
  });
}

function runShape({ record: { start, end } }: ComparedRun): object {
  return {
    id: start.id,
    label: start.label ?? null,
    version: start.version,
    rulesets: start.rulesets,
    startedDateTime: isoTime(start.startedDateTime),
    endedDateTime: end === undefined ? null : isoTime(end.endedDateTime),
    recordsValues: start.recordsValues === true,
  };
}

/** These characters stand inside strings only (the line feeds are our own), so the escape is the same JSON value. */
function safeJson(shape: object): string {
  return `${JSON.stringify(shape, null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, unicodeEscape)}\n`;
}
