import { describe, expect, it } from 'vitest';
import type { Reference } from '../../../rules/load/layer.js';
import { child, type RulesetNode } from '../../../rules/load/node.js';
import { parseFile } from '../../../rules/load/parse-file.js';
import { Problems } from '../../../rules/load/problems.js';
import type { ReadContext } from '../../../rules/load/read-context.js';
import { readClientSet, readHostSet, readOperatorSet, readPlacedSet, readRegionSet, readSet } from '../../../rules/load/read-set.js';
import { contextOf } from './load-harness.js';

/** The value of `v`, as a file has it. */
function nodeOf(text: string): RulesetNode | undefined {
  const problems = new Problems();
  const node = child(parseFile('r.yaml', `v: ${text}`, problems), 'v');
  expect(problems.list()).toEqual([]);
  return node;
}

function read(reader: (node: RulesetNode | undefined, context: ReadContext) => unknown, text: string) {
  const problems = new Problems();
  const references: Reference[] = [];
  const set = reader(nodeOf(text), { load: contextOf({}), problems, references, folder: '' });
  return {
    set,
    references: references.map(({ kind, name, place }) => `${kind} ${name} at ${place.column}`),
    problems: problems.list().map(({ place, message }) => `${place.column}: ${message}`),
  };
}

describe('readSet', () => {
  it.each([
    ['x', 'in', ['x']],
    ['[x, y]', 'in', ['x', 'y']],
    ['{ in: x }', 'in', ['x']],
    ['{ in: [x, y] }', 'in', ['x', 'y']],
    ['{ notIn: x }', 'notIn', ['x']],
    ['{ notIn: [x, y] }', 'notIn', ['x', 'y']],
    ['[NO, 0901, 2xx]', 'in', ['NO', '0901', '2xx']],
  ])('reads %s', (text, mode, members) => {
    expect(readSet(nodeOf(text))).toEqual({ mode, members });
  });

  it('is nothing where nothing is written', () => {
    expect([readSet(undefined), readSet(nodeOf(''))]).toEqual([undefined, undefined]);
  });

  it.each(['{}', '[]', '{ other: x }', '[{ in: x }]', '[[x]]', '{ in: { in: x } }'])(
    'finds no members in %s, which the schema refuses',
    (text) => {
      expect(readSet(nodeOf(text))).toEqual({ mode: 'in', members: [] });
    },
  );

  it('keeps where each member stands', () => {
    expect(readPlacedSet(nodeOf('{ notIn: [x, y] }'))?.members.map(({ text, place }) => `${text} at ${place.column}`)).toEqual([
      'x at 14',
      'y at 17',
    ]);
  });
});

describe('sets of hosts', () => {
  it('have normal forms, and note the names of lists', () => {
    expect(read(readHostSet, '{ notIn: [A.Example, "*.B.example", cdn] }')).toEqual({
      set: { mode: 'notIn', members: ['a.example', '*.b.example', 'cdn'] },
      references: ['host-list cdn at 40'],
      problems: [],
    });
  });

  it('say what is no host, each at its place', () => {
    expect(read(readHostSet, '["a.example:1", b.example, "https://c"]').problems).toEqual([
      '5: `a.example:1`: write the host without a port',
      '31: `https://c` is a URL; write its host alone',
    ]);
  });
});

it('sets of regions and of operators note every member, to be checked later', () => {
  expect(read(readRegionSet, '[CN, eu]')).toEqual({
    set: { mode: 'in', members: ['CN', 'eu'] },
    references: ['region CN at 5', 'region eu at 9'],
    problems: [],
  });
  expect(read(readOperatorSet, '{ notIn: agora }')).toEqual({
    set: { mode: 'notIn', members: ['agora'] },
    references: ['operator agora at 13'],
    problems: [],
  });
});

it('sets of devices hold addresses and CIDRs, and nothing else', () => {
  const good = ['192.168.1.7', '10.0.0.0/8', '2001:db8::/32'];
  expect(read(readClientSet, JSON.stringify(good))).toEqual({ set: { mode: 'in', members: good }, references: [], problems: [] });
  for (const bad of ['phone', 'a.example', '10.0.0.0/33', '10.0.0', '[::1]'])
    expect(read(readClientSet, JSON.stringify(bad)).problems).toEqual([
      expect.stringContaining(`4: \`${bad}\` is not an IP address or CIDR`),
    ]);
});

it.each([
  ['hosts', readHostSet],
  ['regions', readRegionSet],
  ['operators', readOperatorSet],
  ['devices', readClientSet],
])('a set of %s that is not there asks for nothing', (_what, reader) => {
  expect(read(reader, '')).toEqual({ set: undefined, references: [], problems: [] });
});
