import { assertNever } from '../model/index.js';
import type { testExamples } from '../session.js';
import type { Terminal } from './terminal.js';

export type ExampleResults = ReturnType<typeof testExamples>;
export type ExamplesFormat = 'console' | 'json' | 'junit';
export const examplesFormats: readonly ExamplesFormat[] = ['console', 'json', 'junit'];

/** What the examples of rulesets came to: lines as a test runner prints them, a list in JSON, or JUnit XML with a suite a file. */
export function formatExamples(results: ExampleResults, format: ExamplesFormat, paint: Terminal['paint']): string {
  switch (format) {
    case 'console':
      return toLines(results, paint).join('\n');
    case 'json':
      return JSON.stringify(results);
    case 'junit':
      return toJunit(results).join('\n');
    default:
      return assertNever(format);
  }
}

function toLines(results: ExampleResults, paint: Terminal['paint']): readonly string[] {
  const failed = failedOf(results);
  return [
    ...results.map(({ ruleId, expect, place, outcome, why }) => {
      const mark = outcome === 'ok' ? paint.green('ok') : paint.red('FAILED');
      return `${mark}  ${ruleId}  ${expect}  ${place.file}:${place.line}${outcome === 'ok' ? '' : `  ${why}`}`;
    }),
    `${results.length - failed} passed, ${failed} failed`,
  ];
}

/** As build servers read it: a `testsuite` a file, a `testcase` an example, `failure` for one that is not as expected. Never `skipped`. */
function toJunit(results: ExampleResults): readonly string[] {
  const files = new Map<string, ExampleResults[number][]>();
  for (const result of results) files.set(result.place.file, [...(files.get(result.place.file) ?? []), result]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="plainsight rules test" ${counts(results)}>`,
    ...[...files].flatMap(([file, ofFile]) => [
      `  <testsuite name="${xmlText(file)}" ${counts(ofFile)}>`,
      ...ofFile.flatMap(testCase),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
}

function testCase({ ruleId, expect, place, outcome, why }: ExampleResults[number]): readonly string[] {
  const open = `    <testcase classname="${xmlText(ruleId)}" name="${xmlText(`${expect}, line ${place.line}`)}"`;
  if (outcome === 'ok') return [`${open}/>`];
  const at = `${place.file}:${place.line}:${place.column}`;
  return [`${open}>`, `      <failure type="example" message="${xmlText(why)}">${xmlText(`${at}: ${why}`)}</failure>`, '    </testcase>'];
}

function counts(results: ExampleResults): string {
  return `tests="${results.length}" failures="${failedOf(results)}" errors="0" skipped="0"`;
}

function failedOf(results: ExampleResults): number {
  return results.filter(({ outcome }) => outcome === 'failed').length;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** For attributes and text. What XML 1.0 (section 2.2) has no way to write becomes U+FFFD. */
function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
