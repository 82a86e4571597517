import { dirname } from 'node:path';
import type { Suppression } from '../ruleset.js';
import type { Reference } from './layer.js';
import type { LoadContext } from './load-context.js';
import { child, entriesOf, itemsOf } from './node.js';
import { Problems } from './problems.js';
import { readSuppression } from './read-exceptions.js';
import { readTree } from './read-tree.js';

/**
 * Loads a baseline as `plainsight baseline` writes it: a ruleset with `suppressions` only, each with a fingerprint. Rules it names are not checked:
 * one that is gone since has nothing left to cover.
 *
 * @throws RulesetError with everything wrong, each at its place.
 */
export function loadBaseline(file: string, context: LoadContext): readonly Suppression[] {
  const problems = new Problems();
  const references: Reference[] = [];
  const { root } = readTree(file, file, { file, line: 1, column: 1 }, context, problems);
  for (const [key, { keyPlace }] of entriesOf(root)) {
    if (key !== 'plainsight' && key !== 'suppressions') problems.add(keyPlace, `a baseline holds \`suppressions\` only, not \`${key}\``);
  }
  const suppressions = itemsOf(child(root, 'suppressions')).flatMap((item) => {
    if (item.kind === 'map' && !item.entries.has('fingerprint')) problems.add(item.place, 'an entry of a baseline needs a `fingerprint`');
    return readSuppression(item, true, { load: context, problems, references, folder: dirname(file) }) ?? [];
  });
  problems.throwIfAny();
  return suppressions;
}
