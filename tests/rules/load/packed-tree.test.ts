import { describe, expect, it } from 'vitest';
import { defaultContext } from '../../../rules/load/default-context.js';
import { packTree, unpackTree } from '../../../rules/load/packed-tree.js';
import { parseFile } from '../../../rules/load/parse-file.js';
import { Problems } from '../../../rules/load/problems.js';
import fc from '../../harness/fast-check.js';

const parsed = (file: string, source: string) => {
  const problems = new Problems();
  const root = parseFile(file, source, problems);
  problems.throwIfAny();
  return root!;
};

describe('a packed tree', () => {
  const { packs, readFile } = defaultContext();

  it.each([...packs])('is that of the pack %s, places and all, under whatever name', (_, path) => {
    const source = readFile(path);
    expect(unpackTree(packTree(source, parsed('a.yaml', source)), source, 'b.yaml')).toEqual(parsed('b.yaml', source));
  });

  it('is that of any file', () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        scalar,
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (each) => {
        const source = JSON.stringify({ value: each });
        const root = parsed('a.json', source);
        expect(unpackTree(packTree(source, root), source, 'a.json')).toEqual(root);
      }),
      { numRuns: 200 },
    );
  });

  it('is nothing where it is damaged', () => {
    const source = 'plainsight: 1\nrules: []\n';
    const whole = packTree(source, parsed('a.yaml', source));
    for (const text of [
      '',
      whole.slice(0, -9),
      whole.replace('["map"', '["other"'),
      whole.replace('["list"', '["other"').replace(',[[', ',['),
    ])
      expect(unpackTree(text, source, 'a.yaml')).toBeUndefined();
  });

  it('is nothing for a source that was changed since', () => {
    const source = 'plainsight: 1\n';
    expect(unpackTree(packTree(source, parsed('a.yaml', source)), `${source}\n`, 'a.yaml')).toBeUndefined();
  });
});
