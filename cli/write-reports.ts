import { writeFileSync } from 'node:fs';
import type { RunRecord, Verdict } from '../model/index.js';
import type { ReportOption } from '../session.js';
import type { Terminal } from './terminal.js';

/** Writes each report to its file, or to standard output. Throws what the file system throws: a report that was asked for and is not there is a fault. */
export function writeReports(
  reports: readonly ReportOption[],
  verdict: Verdict,
  runs: readonly RunRecord[],
  ruleIds: readonly string[],
  terminal: Terminal,
): void {
  for (const { format, file } of reports) {
    const text = format.render(verdict, runs, { rules: ruleIds, ...(file === undefined ? { paint: terminal.paint } : {}) });
    if (file === undefined) terminal.out(text.replace(/\n$/, ''));
    else writeFileSync(file, text);
  }
}
