import { describe, expect, it } from 'vitest';
import { findReportFormat } from '../../report/find-report-format.js';
import { reportFormats } from '../../report/formats/index.js';

describe('findReportFormat', () => {
  it('finds every listed format by its name, each name once', () => {
    for (const format of reportFormats) expect(findReportFormat(format.name)).toEqual({ kind: 'found', format });
    expect(new Set(reportFormats.map(({ name }) => name)).size).toBe(reportFormats.length);
  });

  it('is an error that lists the names otherwise', () => {
    expect(findReportFormat('xml')).toMatchObject({ kind: 'unknown-format', message: expect.stringContaining('console, json, junit') });
  });
});
