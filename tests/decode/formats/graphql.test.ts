import { type ASTNode, parse, print, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { graphql } from '../../../decode/formats/graphql.js';
import { shapeOf } from '../../../decode/shape.js';
import fc from '../../harness/fast-check.js';
import { recordOf } from '../recorded-leaves.js';

const declared = { mediaType: 'application/graphql', codings: [] };

describe('GraphQL', () => {
  test('is read where it is declared, and the whole stays', () => {
    const { reading, leaves } = recordOf(graphql, Buffer.from('mutation { login(mail: "é@example.test") { id } }'), declared);
    expect([reading, leaves.lines]).toEqual(['part', ['login/mail = é@example.test']]);
  });

  test('where it is not declared, a text must be a document and hold a literal', () => {
    expect(recordOf(graphql, '{ a(b: "c") }').leaves.lines).toEqual(['a/b = c']);
    for (const text of ['{ a }', '{ a(b: $c) }', '{ a(b: "c") } and more', '{ a(b: "c"']) {
      const { reading, leaves } = recordOf(graphql, text);
      expect([reading, leaves.all]).toEqual(['none', []]);
    }
  });

  test('declared and broken: what was read, and the rest', () => {
    const { reading, leaves } = recordOf(graphql, '{ a(b: "c") { d(e: ~ada@example.test) } }', declared);
    expect([reading, leaves.lines]).toEqual(['part', ['a/b = c', ' =  ~ada@example.test) } } (rest)']]);
    expect(recordOf(graphql, '{"query":"{ a }"}', declared).reading).toBe('none');
  });

  test.each([
    ['query Q { a }', true],
    ['mutation{a}', true],
    ['  { a(b: 1) }', true],
    ['fragment F on U { a }', true],
    ['{\n  # note\n a }', true],
    ['{"a": 1}', false],
    ['querying {}', false],
    ['query-string {}', false],
    ['query the database', false],
    ['[ a ]', false],
    ['{1}', false],
    ['', false],
  ])('%j', (text, expected) => {
    expect(graphql.looksLike!(text, shapeOf(text))).toBe(expected);
  });

  test('finds every literal that the parser of another makes, in what its printer writes', () => {
    const name = fc.stringMatching(/^[a-zA-Z_]\w{0,6}$/).filter((text) => !['on', 'true', 'false', 'null'].includes(text));
    const tree = fc.letrec<{ value: string; set: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
        fc.integer().map(String),
        fc.constantFrom('true', 'null', 'ENUM', '$v', '1.5'),
        fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
        fc
          .array(fc.tuple(name, tie('value')), { maxLength: 3 })
          .map((items) => `{${items.map(([key, value]) => `${key}:${value}`).join(' ')}}`),
      ),
      set: fc
        .array(
          fc.tuple(
            name,
            fc.option(name, { nil: undefined }),
            fc.array(fc.tuple(name, tie('value')), { maxLength: 2 }),
            fc.option(tie('set'), { nil: '', maxDepth: 3 }),
          ),
          {
            minLength: 1,
            maxLength: 3,
          },
        )
        .map(
          (fields) =>
            `{${fields.map(([field, alias, list, inner]) => `${alias === undefined ? '' : `${alias}:`}${field}${list.length > 0 ? `(${list.map(([key, value]) => `${key}:${value}`).join(',')})` : ''}${inner}`).join(' ')}}`,
        ),
    }));
    fc.assert(
      fc.property(tree.set, fc.constantFrom('', 'query ', 'mutation M($v: Int = 7) @live '), (set, head) => {
        const document = parse(head + set);
        const expected: string[] = [];
        visit(document, {
          enter(node: ASTNode) {
            if (
              (node.kind === 'StringValue' && node.value !== '') ||
              node.kind === 'IntValue' ||
              node.kind === 'FloatValue' ||
              node.kind === 'EnumValue'
            )
              expected.push(node.value);
            if (node.kind === 'BooleanValue') expected.push(String(node.value));
          },
        });
        for (const text of [head + set, print(document)]) {
          for (const input of [text, Buffer.from(text)]) {
            const { all } = recordOf(graphql, input, declared).leaves;
            expect(all.filter(({ kind }) => kind !== 'key').map(({ value }) => value)).toEqual(expected);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('cut anywhere, nothing hides, and arbitrary text never throws', () => {
    const text =
      'mutation M($a: T = "ada@1") @d(b: "ada@2") { c: e(f: {g: "ada@3", h: ["ada@4"]}) { ...F i(j: """ada@5""") } } # ada@6\nfragment F on U { k(l: "ada@7") }';
    for (let cut = 0; cut <= text.length; cut += 1) {
      const part = text.slice(0, cut);
      const { reading, leaves } = recordOf(graphql, part, declared);
      if (reading === 'none') continue;
      const shown = leaves.all.map(({ value }) => value).join('\n');
      expect(shown.split('ada@').length).toBeGreaterThanOrEqual(part.split('ada@').length);
    }
    const piece = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      ':',
      '$',
      '@',
      '!',
      '=',
      '...',
      'on',
      'a',
      '"b"',
      '"',
      '"""',
      '1',
      '#',
      '\n',
      ' ',
      'query',
      'fragment',
      '\\',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const input of [pieces.join(' '), Buffer.from(`{a(b:${pieces.join('')}`)]) {
          expect(['none', 'part']).toContain(recordOf(graphql, input, declared).reading);
          expect(['none', 'part']).toContain(recordOf(graphql, input).reading);
        }
      }),
      { numRuns: 500 },
    );
  });
});
