import { findReportFormat } from './find-report-format.js';
import type { ReportFormat } from './report-format.js';

/** One report to write. Without `file` it goes to standard output. */
export interface ReportOption {
  readonly format: ReportFormat;
  readonly file?: string;
}

export type ReportOptionFailure = 'unknown-format' | 'file-missing' | 'same-file-twice' | 'standard-output-twice';

export type ParsedReportOptions =
  | { readonly kind: 'parsed'; readonly reports: readonly ReportOption[] }
  | { readonly kind: 'failed'; readonly cause: ReportOptionFailure; readonly message: string };

/**
 * Reads the values of `--report`, one report each: `junit=FILE`, or a bare `json` for standard output. A file name may hold `=`
 * and is taken as written. Nothing is opened here, and two reports never share a place.
 */
export function parseReportOptions(values: readonly string[]): ParsedReportOptions {
  const reports: ReportOption[] = [];
  for (const value of values) {
    const equals = value.indexOf('=');
    const name = equals === -1 ? value : value.slice(0, equals);
    const file = equals === -1 ? undefined : value.slice(equals + 1);
    const found = findReportFormat(name);
    if (found.kind === 'unknown-format') return failed('unknown-format', found.message);
    if (file?.trim() === '') return failed('file-missing', `The report "${name}=" needs a file name, as in ${name}=report.${name}.`);
    if (reports.some((other) => other.file === file)) return sharedPlace(file);
    reports.push(file === undefined ? { format: found.format } : { format: found.format, file });
  }
  return { kind: 'parsed', reports };
}

function sharedPlace(file: string | undefined): ParsedReportOptions {
  if (file !== undefined) return failed('same-file-twice', `Two reports cannot be written to the same file ${JSON.stringify(file)}.`);
  return failed('standard-output-twice', 'Only one report can go to standard output: give the others a file, as in json=report.json.');
}

function failed(cause: ReportOptionFailure, message: string): ParsedReportOptions {
  return { kind: 'failed', cause, message };
}
