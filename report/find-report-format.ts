import { reportFormats } from './formats/index.js';
import { nearestName } from './nearest-name.js';
import type { ReportFormat } from './report-format.js';

export type FoundReportFormat =
  | { readonly kind: 'found'; readonly format: ReportFormat }
  | { readonly kind: 'unknown-format'; readonly message: string };

/** The report format of that exact name. An unknown name is an error that lists the names, never a fallback. */
export function findReportFormat(name: string): FoundReportFormat {
  const format = reportFormats.find((candidate) => candidate.name === name);
  if (format !== undefined) return { kind: 'found', format };
  const names = reportFormats.map((candidate) => candidate.name);
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  return {
    kind: 'unknown-format',
    message: `There is no report format ${JSON.stringify(name)}.${hint} The formats are: ${names.join(', ')}.`,
  };
}
