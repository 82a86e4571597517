import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { RunRecord, Verdict } from '../model/index.js';
import type { ReportOption } from '../session.js';
import type { Terminal } from './terminal.js';

/** A report that was asked for could not be written: that is no pass, whatever the run found. */
export class ReportFileError extends Error {
  override readonly name = 'ReportFileError';
}

/** Writes each report to its file, folders made where missing, or to standard output. Throws {@link ReportFileError} once all others are written. */
export async function writeReports(
  reports: readonly ReportOption[],
  verdict: Verdict,
  runs: readonly RunRecord[],
  ruleIds: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const { createFolder } = await import('../session.js');
  const failed: string[] = [];
  for (const { format, file } of reports) {
    const text = format.render(verdict, runs, { rules: ruleIds, ...(file === undefined ? { paint: terminal.paint } : {}) });
    if (file === undefined) terminal.out(text.replace(/\n$/, ''));
    else {
      try {
        createFolder(dirname(resolve(file)), 0o777);
        writeFileSync(file, text);
      } catch (error) {
        failed.push(`${file} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
      }
    }
  }
  if (failed.length > 0) throw new ReportFileError(`the ${format(failed)} could not be written`);
}

function format(failed: readonly string[]): string {
  return failed.length === 1 ? `report ${failed[0]}` : `reports ${failed.join(', ')}`;
}
