import type { ReportOption } from '../session.js';
import { UsageError } from './usage-error.js';

/** The values of `--report`, checked before anything starts. Throws {@link UsageError}. */
export async function parseReports(values: readonly string[]): Promise<readonly ReportOption[]> {
  const { parseReportOptions } = await import('../session.js');
  const parsed = parseReportOptions(values);
  if (parsed.kind === 'failed') throw new UsageError(parsed.message);
  return parsed.reports;
}
