import { describe, expect, it } from 'vitest';
import { defaultContext } from '../../../rules/load/default-context.js';
import { child, itemsOf, textOf } from '../../../rules/load/node.js';
import { packTree } from '../../../rules/load/packed-tree.js';
import { parseFile } from '../../../rules/load/parse-file.js';
import { Problems } from '../../../rules/load/problems.js';
import { readTree } from '../../../rules/load/read-tree.js';

const asked = { file: 'plainsight.yaml', line: 1, column: 1 };

function read(source: string, built?: string, env: Readonly<Record<string, string>> = {}) {
  const problems = new Problems();
  const context = defaultContext({ env, readFile: () => source, readBuiltTree: () => built });
  const { root, sound } = readTree('/packs/a.yaml', 'plainsight:a', asked, context, problems);
  const values = child(child(child(root, 'fields'), 'id'), 'values');
  return { value: textOf(itemsOf(values)[0]), sound, problems: problems.list().map(({ message }) => message) };
}

const treeOf = (source: string) => packTree(source, parseFile('x', source, new Problems())!);

describe('a file read up to its schema', () => {
  const source = 'plainsight: 1\nfields: { id: { values: [written-1] } }\n';
  const variable = `plainsight: 1\nfields: { id: { values: ["\${env:WHAT}"] } }\n`;

  it('is what the build wrote down of it, where that is of this source', () => {
    // So that one can be told from the other.
    const built = treeOf(source).replace('written-1', 'built-1');
    expect(read(source, built)).toEqual({ value: 'built-1', sound: true, problems: [] });
  });

  it('is read itself where the build wrote down another, or nothing', () => {
    for (const built of [treeOf(`${source}# changed\n`), undefined])
      expect(read(source, built)).toEqual({ value: 'written-1', sound: true, problems: [] });
  });

  it('has its variables expanded, and what they bring checked', () => {
    expect(read(variable, treeOf(variable), { WHAT: 'now-1' })).toEqual({ value: 'now-1', sound: true, problems: [] });
    expect(read(variable, treeOf(variable)).problems.join()).toContain('WHAT');
    const unknown = `${variable}unknown: 1\n`;
    expect(read(unknown, treeOf(unknown), { WHAT: 'now-1' }).problems.join()).toContain('unknown');
  });
});
