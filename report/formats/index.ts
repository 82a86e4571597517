import type { ReportFormat } from '../report-format.js';
import { consoleFormat } from './console.js';
import { jsonFormat } from './json.js';
import { junitFormat } from './junit.js';

/** Every report format, one line each. */
export const reportFormats: readonly ReportFormat[] = [
  consoleFormat, //
  jsonFormat,
  junitFormat,
];
