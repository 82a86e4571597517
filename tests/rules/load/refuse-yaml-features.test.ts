import { describe, expect, it } from 'vitest';
import { Parser } from 'yaml';
import { Problems } from '../../../rules/load/problems.js';
import { refuseYamlFeatures } from '../../../rules/load/refuse-yaml-features.js';
import fc from '../../harness/fast-check.js';

function refuse(source: string) {
  const problems = new Problems();
  const place = (offset: number) => ({ file: 'r.yaml', line: 1, column: offset + 1 });
  const verdict = refuseYamlFeatures([...new Parser().parse(source)], place, problems);
  return { verdict, problems: problems.list().map(({ place: { column }, message }) => `${column}: ${message}`) };
}

describe('refuseYamlFeatures', () => {
  it.each([
    ['nothing', ''],
    ['a comment', '# only that'],
    ['maps and lists', 'a: 1\nb: [x, {y: z}]\nc:\n  - d\n  - e: f\n'],
    ['JSON', '{"a": [1, "b", null]}'],
    ['the beginning and the end of a document', '---\na: 1\n...\n'],
    ['what looks like a feature inside quotes', 'a: ["*x", \'&y\', "!z"]\nb: |\n  %YAML 1.1\n  *x\n'],
    ['what looks like a feature inside a text', 'a: x*y&z!\nb: 100%'],
    ['a comment that names them', 'a: b # *x &y !z'],
  ])('lets pass %s', (_what, source) => {
    expect(refuse(source)).toEqual({ verdict: 'go on', problems: [] });
  });

  it.each([
    ['a directive', '%TAG ! tag:x\n---\na: b', 1, 'directives such as %TAG ! tag:x are refused'],
    ['a tag on a key', '!x a: b', 1, 'tags are refused'],
    ['a tag in a list', 'a: [b, !x c]', 8, 'tags are refused'],
    ['an anchor on a map', 'a: &x\n  b: c', 4, 'anchors are refused'],
    ['an anchor on the document', '&x\na: b', 1, 'anchors are refused'],
    ['an alias for a key', '*x : b', 1, 'aliases are refused'],
    ['an alias deep inside', 'a: [{ b: [*x] }]', 11, 'aliases are refused'],
    ['a second document', 'a: 1\n---\nb: 2', 6, 'a second document begins here'],
  ])('refuses %s', (_what, source, column, message) => {
    const { verdict, problems } = refuse(source);
    expect([verdict, problems[0]]).toEqual(['stop', expect.stringContaining(`${column}: ${message}`)]);
  });

  it('tells of all of them at once, in order', () => {
    expect(refuse('a: !x b\nc: &y d\ne: *y').problems.map((text) => text.split(' are')[0])).toEqual([
      '4: tags',
      '12: anchors',
      '20: aliases',
    ]);
  });

  it.each([
    ['flow lists', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
    ['flow maps', (depth: number) => `${'{a: '.repeat(depth)}b${'}'.repeat(depth)}`],
    ['block lists', (depth: number) => `${'- '.repeat(depth)}b`],
    ['block maps', (depth: number) => Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('takes %s that are 32 deep, and none deeper', (_what, nested) => {
    expect(refuse(nested(32)).verdict).toBe('go on');
    expect(refuse(nested(33))).toEqual({ verdict: 'stop', problems: [expect.stringMatching(/^\d+: nested more than 32 deep$/)] });
  });

  it('is at its end soon and without a stack, however deep and wide', () => {
    expect(refuse('['.repeat(20_000)).verdict).toBe('stop');
    expect(refuse(`[${'[],'.repeat(20_000)}]`).verdict).toBe('go on');
  });

  it('never throws, and stops just when it has found something', () => {
    const parts = [
      'a',
      ': ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '\n',
      '  ',
      '*x',
      '&x',
      '!x',
      '%Y',
      '---',
      '...',
      '"',
      "'",
      '|',
      '>',
      '#',
      '?',
      '\t',
      '\ufeff',
    ];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...parts), { maxLength: 40 }).map((list) => list.join('')),
        ),
        (source) => {
          const { verdict, problems } = refuse(source);
          expect(verdict).toBe(problems.length > 0 ? 'stop' : 'go on');
        },
      ),
      { numRuns: 500 },
    );
  });
});
