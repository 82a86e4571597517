import { describe, expect, it } from 'vitest';
import { parseReportOptions } from '../../report/parse-report-options.js';

const parsed = (values: readonly string[]) => {
  const result = parseReportOptions(values);
  return result.kind === 'parsed' ? result.reports.map(({ format, file }) => [format.name, file]) : result;
};

describe('parseReportOptions', () => {
  it('reads several, with and without a file', () => {
    expect(parsed(['junit=out/junit.xml', 'json=out/report.json', 'console'])).toEqual([
      ['junit', 'out/junit.xml'],
      ['json', 'out/report.json'],
      ['console', undefined],
    ]);
    expect(parsed([])).toEqual([]);
  });

  it('takes the file name as written, equals signs and all', () => {
    expect(parsed(['json=a=b c.json'])).toEqual([['json', 'a=b c.json']]);
  });

  it('refuses an unknown format with the nearest name and the list, never falling back', () => {
    expect(parsed(['junti=x.xml'])).toMatchObject({
      cause: 'unknown-format',
      message: 'There is no report format "junti". Did you mean "junit"? The formats are: console, json, junit.',
    });
    expect(parsed(['sarif=x'])).toMatchObject({ message: 'There is no report format "sarif". The formats are: console, json, junit.' });
    expect(parsed(['JSON=x'])).toMatchObject({ cause: 'unknown-format' });
    expect(parsed(['=x'])).toMatchObject({ cause: 'unknown-format' });
    expect(parsed(['__proto__=x'])).toMatchObject({ cause: 'unknown-format' });
  });

  it('refuses an empty file name, and two reports in one place', () => {
    expect(parsed(['junit='])).toMatchObject({ cause: 'file-missing' });
    expect(parsed(['junit= '])).toMatchObject({ cause: 'file-missing' });
    expect(parsed(['junit=a', 'json=a'])).toMatchObject({ cause: 'same-file-twice' });
    expect(parsed(['json', 'console'])).toMatchObject({ cause: 'standard-output-twice' });
  });
});
