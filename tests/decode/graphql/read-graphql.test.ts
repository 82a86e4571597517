import { describe, expect, test } from 'vitest';
import { type GraphqlOutcome, readGraphql } from '../../../decode/graphql/read-graphql.js';
import { Source } from '../../../decode/source.js';
import { RecordedLeaves } from '../recorded-leaves.js';

function read(text: string, most?: number): { readonly outcome: GraphqlOutcome; readonly into: RecordedLeaves } {
  const source = Source.ofText(text);
  const into = new RecordedLeaves(source, most);
  return { outcome: readGraphql(source, into), into };
}
const lines = (text: string) => {
  const { outcome, into } = read(text);
  expect(outcome.kind).toBe('read');
  return into.lines;
};

describe('literals stand at the names that lead to them', () => {
  test.each([
    [
      'mutation { login(input:{email:"a@b.test", code:1234}) { token } }',
      ['login/input/email = a@b.test', 'login/input/code = 1234 (plain)'],
    ],
    ['{ user(id: "u-77") { posts(first: 10, after: null) { id } } }', ['user/id = u-77', 'user/posts/first = 10 (plain)']],
    [
      '{ me: user(tags: ["a", ["b"]], on: true, role: ADMIN, x: -1.5e3) { id } }',
      ['user/tags/0 = a', 'user/tags/1/0 = b', 'user/on = true (plain)', 'user/role = ADMIN', 'user/x = -1.5e3 (plain)'],
    ],
    ['query Q($a: String = "x" @d(e: 1), $b: [[Int!]!]! = [1], $c: ID) { f(g: $a) }', ['a = x', 'a/d/e = 1 (plain)', 'b/0 = 1 (plain)']],
    ['query @live(a: "b") { f @include(if: false) @c { g } }', ['live/a = b', 'f/include/if = false (plain)']],
    [
      '{ ...F @d(e: "f") ... on User { a(b: "c") } ... @x { y } } fragment F on User @z(w: 1) { g(h: "i") }',
      ['d/e = f', 'a/b = c', 'z/w = 1 (plain)', 'g/h = i'],
    ],
    ['# note\n{ a(b: """\n    c\n      d\n  """) } # end', [' = note', 'a/b = c\n  d', ' = end']],
    ['subscription S { a(b: "\\u0061\\n\\"") }', ['a/b = a\n"']],
    ['{ a(b: {}, c: [], d: "") }', []],
    ['{ query(fragment: "on") { mutation on: true } }', ['query/fragment = on']],
  ])('%s', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  test('names of all kinds are keys', () => {
    const { into } = read('query Op($v: T) @d { alias: field(arg: {key: $v}) { ...Frag ... on Type { x } } } fragment Frag on Type { y }');
    expect(into.keys.sort()).toEqual(
      ['Frag', 'Frag', 'Op', 'T', 'Type', 'Type', 'alias', 'arg', 'd', 'field', 'key', 'v', 'v', 'x', 'y'].sort(),
    );
  });

  test('positions are those inside the quotes', () => {
    const text = '{ a(b: "x", c: """y""", d: 12) }';
    expect(
      read(text)
        .into.all.filter(({ kind }) => kind !== 'key')
        .map(({ start, end }) => text.slice(start, end)),
    ).toEqual(['x', 'y', '12']);
  });
});

describe('what is no document', () => {
  test.each([
    ['', 0],
    ['{', 1],
    ['{ a(b: ) }', 6],
    ['{ a(b: "x") ', 11],
    ['{ a(b "x") }', 5],
    ['{ a } }', 5],
    ['{ a: }', 4],
    ['query the database', 9],
    ['query Q', 7],
    ['query Q($a) { b }', 10],
    ['query Q($a: [Int) { b }', 16],
    ['fragment F { a }', 10],
    ['fragment F on', 13],
    ['{"a": 1}', 1],
    ['{a: 1}', 3],
    ['{ ... on }', 8],
    ['type A { b: C }', 4],
    ['{ a(b: $) }', 8],
    ['{ a @ }', 5],
    ['{ a(b: "x }', 6],
    ['{ a(b: 1)) }', 9],
  ])('%s fails at %i', (text, end) => {
    expect(read(text).outcome).toMatchObject({ kind: 'failed', end });
  });

  test('a hundred thousand levels of each kind fail without harm', () => {
    const depth = 100_000;
    for (const open of ['{a', '{...', '{a @b', '{...on B']) expect(read(open.repeat(depth)).outcome.kind).toBe('failed');
    for (const open of ['[', '{c:']) expect(read(`{a(b:${open.repeat(depth)}`).outcome.kind).toBe('failed');
    expect(read(`query($a:${'['.repeat(depth)}`).outcome.kind).toBe('failed');
    expect(read(`{${'a '.repeat(600_000)}}`).outcome.kind).toBe('failed');
  });
});

test('ends when its reader has had enough, wherever that is', () => {
  const text = '# c\nquery Q($v: T = 1) @d(e: 2) { a: f(g: {h: "i", j: [K]}) { ...F ... on U { x } } } fragment F on U { y }';
  const all = read(text).into.all.length;
  for (let most = 1; most <= all; most += 1) {
    const { outcome, into } = read(text, most);
    expect([outcome.kind, into.all.length]).toEqual(['stopped', most]);
  }
});
