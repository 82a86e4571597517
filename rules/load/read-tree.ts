import type { Place } from '../ruleset.js';
import { checkSchema } from './check-schema.js';
import { expandVariables } from './expand-variables.js';
import type { LoadContext } from './load-context.js';
import type { RulesetNode } from './node.js';
import { unpackTree } from './packed-tree.js';
import { parseFile } from './parse-file.js';
import type { Problems } from './problems.js';

/** A file as nodes, its variables expanded and its shape checked. `sound` is false when names it should define may be missing. */
export interface Tree {
  readonly root?: RulesetNode;
  readonly sound: boolean;
}

/** Reads one file from disk up to the schema check. `askedAt` is where an unreadable file is reported: the entry that named it. */
export function readTree(path: string, file: string, askedAt: Place, context: LoadContext, problems: Problems): Tree {
  let source: string;
  try {
    source = context.readFile(path);
  } catch (error) {
    problems.add(askedAt, `cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
    return { sound: false };
  }
  const built = context.readBuiltTree?.(path);
  const ready = built === undefined ? undefined : unpackTree(built, source, file);
  // The build has checked it; what variables bring is of today.
  if (ready !== undefined && !source.includes('${')) return { root: ready, sound: true };
  const parsed = ready ?? parseFile(file, source, problems);
  if (parsed === undefined) return { sound: false };
  const root = expandVariables(parsed, context.env, problems);
  return { root, sound: checkSchema(root, problems) === 'sound' };
}
