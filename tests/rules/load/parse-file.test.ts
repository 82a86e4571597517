import { describe, expect, it } from 'vitest';
import { child, itemsOf, textsOf } from '../../../rules/load/node.js';
import { maximumFileBytes, parseFile } from '../../../rules/load/parse-file.js';
import { Problems } from '../../../rules/load/problems.js';

function parse(source: string, file = 'r.yaml') {
  const problems = new Problems();
  const root = parseFile(file, source, problems);
  return { root, problems: problems.list().map(({ place, message }) => `${place.line}:${place.column}: ${message}`) };
}

const values = (source: string, file?: string): readonly string[] => textsOf(child(parse(source, file).root, 'v')).map(({ text }) => text);

describe('parseFile', () => {
  it('keeps the source text of scalars', () => {
    const source = 'v: [+819012345678, 0901, 18446744073709551615, NO, no, 1.10, true, 0x1F, 1e3, ~, .inf, 2027-01-31, 1_000, 12:30:45]';
    expect(values(source)).toEqual(
      '+819012345678 0901 18446744073709551615 NO no 1.10 true 0x1F 1e3 ~ .inf 2027-01-31 1_000 12:30:45'.split(' '),
    );
  });

  it('undoes quotes, escapes and blocks', () => {
    expect(values('v: ["a\\tb", \'it\'\'s\', "0901", "\\u00e9"]')).toEqual(['a\tb', "it's", '0901', 'é']);
    expect(values('v: |\n  two\n  lines\n')).toEqual(['two\nlines\n']);
  });

  it('reads JSON, tabs and all, with places and digits kept', () => {
    const source = '{\n\t"plainsight": 1,\n\t"v": [18446744073709551615, "a\\/b", "\\ud83d\\ude00", 1.10, null]\n}';
    expect(values(source, 'r.json')).toEqual(['18446744073709551615', 'a/b', '😀', '1.10', 'null']);
    const list = child(parse(source, 'r.json').root, 'v');
    expect(itemsOf(list)[1]?.place).toEqual({ file: 'r.json', line: 3, column: 30 });
  });

  it('drops a byte order mark and takes CRLF', () => {
    expect(values('\uFEFFplainsight: 1\r\nv: [a, b]\r\n')).toEqual(['a', 'b']);
  });

  it.each<[what: string, source: string, problem: string]>([
    [
      '%YAML',
      '%YAML 1.1\n---\na: NO',
      '1:1: directives such as %YAML 1.1 are refused: a ruleset is always YAML 1.2; quote a value that begins with %',
    ],
    ['a tag', 'a: !secret x', '1:4: tags are refused: if !secret begins a value, quote the value, as in "!secret …"'],
    ['a standard tag', 'a: !!str 1', '1:4: tags are refused: if !!str begins a value, quote the value, as in "!!str …"'],
    ['an anchor', 'a: &x 1', '1:4: anchors are refused: if &x is a value, quote it, as "&x"'],
    ['an alias', 'a: *x', '1:4: aliases are refused: if *x is a value, quote it, as "*x"'],
    [
      'a host that looks like an alias',
      'a: [*.a.example]',
      '1:5: aliases are refused: if *.a.example is a value, quote it, as "*.a.example"',
    ],
    ['a merge key', '<<: { a: 1 }', '1:1: merge keys are refused: write the entries out, or put "<<" in quotes'],
    ['a second document', 'a: 1\n---\nb: 2', '2:1: a second document begins here; a ruleset file holds one'],
    ['a duplicate key', 'a: 1\nb: 2\na: 3', '3:1: the key `a` stands twice in this map, first in line 1'],
    ['a key that is no text', '? [a]\n: b', '1:3: a key must be a text'],
    ['a reserved character', 'a: @b', '1:4: Plain value cannot start with reserved character @: put the value in quotes'],
    ['a colon in a value', 'a: b: c', '1:4: Nested mappings are not allowed in compact mappings (a text that holds ": " must be quoted)'],
    [
      'a regular expression in double quotes',
      'a: "\\d"',
      '1:5: Invalid escape sequence \\d: write the backslash twice, or use single quotes',
    ],
    ['a tab', 'a:\n\tb: 1', '2:1: Tabs are not allowed as indentation: use spaces'],
    ['nothing', '# only a comment\n', '1:1: the file is empty; a ruleset begins with `plainsight: 1`'],
  ])('refuses %s, saying what to do', (_what, source, problem) => {
    expect(parse(source).problems).toEqual([problem]);
  });

  it('refuses a bomb of aliases without expanding it', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let level = 0; level < 9; level++) {
      const [from, to] = ['abcdefghij'[level], 'abcdefghij'[level + 1]];
      lines.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`);
    }
    const { root, problems } = parse(lines.join('\n'));
    expect(root).toBeUndefined();
    expect(problems[0]).toContain('anchors are refused');
  });

  it.each([
    ['flow lists', '['.repeat(5000)],
    ['flow maps', '{a: '.repeat(5000)],
    ['block lists', '- '.repeat(5000)],
  ])('refuses %s nested too deep', (_what, source) => {
    expect(parse(source).problems).toEqual([expect.stringMatching(/^1:\d+: nested more than 32 deep$/)]);
  });

  it('refuses a file that is too large', () => {
    expect(parse(`a: ${'x'.repeat(maximumFileBytes)}`).problems).toEqual([
      '1:1: the file is larger than 1048576 bytes, which no ruleset needs',
    ]);
  });

  it('treats names that mean something to JavaScript as any other', () => {
    const { root, problems } = parse('__proto__: 1\nconstructor: 2');
    expect(problems).toEqual([]);
    expect(child(root, '__proto__')).toMatchObject({ text: '1' });
    expect(child(root, 'toString')).toBeUndefined();
  });
});
