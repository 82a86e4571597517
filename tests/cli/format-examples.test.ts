import { XMLParser, XMLValidator } from 'fast-xml-parser';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { type ExampleResults, formatExamples } from '../../cli/format-examples.js';
import fc from '../harness/fast-check.js';

const paint = picocolors.createColors(false);
const result = (ruleId: string, file: string, line: number, why = ''): ExampleResults[number] => ({
  ruleId,
  place: { file, line, column: 9 },
  expect: why === '' ? 'complies' : 'violates',
  outcome: why === '' ? 'ok' : 'failed',
  why,
});
const results = [result('a', 'one.yaml', 3), result('b', 'plainsight:p', 7, 'not found'), result('a', 'one.yaml', 4, 'found <x> & "y"')];

describe('formatExamples', () => {
  it('prints lines as a test runner does', () => {
    expect(formatExamples(results, 'console', paint).split('\n')).toEqual([
      'ok  a  complies  one.yaml:3',
      'FAILED  b  violates  plainsight:p:7  not found',
      'FAILED  a  violates  one.yaml:4  found <x> & "y"',
      '1 passed, 2 failed',
    ]);
  });

  it('gives JSON', () => {
    expect(JSON.parse(formatExamples(results, 'json', paint))).toEqual(results);
  });

  it('gives JUnit XML, a suite a file and a case an example', () => {
    const xml = formatExamples(results, 'junit', paint);
    expect(XMLValidator.validate(xml)).toBe(true);
    const parsed: unknown = new XMLParser({
      ignoreAttributes: false,
      isArray: (name) => name === 'testsuite' || name === 'testcase',
    }).parse(xml);
    expect(parsed).toMatchObject({
      testsuites: {
        '@_tests': '3',
        '@_failures': '2',
        '@_errors': '0',
        testsuite: [
          {
            '@_name': 'one.yaml',
            '@_tests': '2',
            '@_failures': '1',
            testcase: [
              { '@_classname': 'a', '@_name': 'complies, line 3' },
              { '@_name': 'violates, line 4', failure: { '@_message': 'found <x> & "y"', '#text': 'one.yaml:4:9: found <x> & "y"' } },
            ],
          },
          { '@_name': 'plainsight:p', testcase: [{ '@_classname': 'b', failure: { '@_type': 'example' } }] },
        ],
      },
    });
    expect(xml).not.toContain('<skipped');
  });

  it('is well-formed whatever rules and files are called', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(text, text, text, (ruleId, file, why) => {
        const xml = formatExamples([result(ruleId, file, 1, `${why}!`), result(ruleId, file, 2)], 'junit', paint);
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(xml).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
      }),
      { numRuns: 200 },
    );
  });
});
