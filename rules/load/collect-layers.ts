import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Place } from '../ruleset.js';
import type { Layer, Reference } from './layer.js';
import type { LoadContext } from './load-context.js';
import { didYouMean } from './nearest-name.js';
import { child, type TextNode, textsOf } from './node.js';
import type { Problems } from './problems.js';
import { readLayer } from './read-layer.js';
import { readTree } from './read-tree.js';

/** What was read: the named files, and all files with those they extend before them, each once. */
export interface CollectedLayers {
  readonly roots: readonly Layer[];
  readonly inOrder: readonly Layer[];
  /** False when a file, or a section of one, could not be read: then names may be missing for that reason alone. */
  readonly complete: boolean;
}

const packPrefix = 'plainsight:';

/** Reads the named files and, through `extends`, all they build on. Each file is read once; a cycle is a problem where it closes. */
export function collectLayers(files: readonly string[], context: LoadContext, problems: Problems): CollectedLayers {
  const known = new Map<string, Layer>();
  const inOrder: Layer[] = [];
  const packOf = new Map([...context.packs].map(([name, path]) => [resolve(path), name]));
  let complete = true;

  const visit = (path: string, file: string, askedAt: Place, open: readonly string[]): Layer | undefined => {
    const identity = resolve(path);
    const first = known.get(identity);
    if (first) return first;
    if (open.includes(identity)) {
      problems.add(askedAt, `${file} extends itself, by way of ${open.length === 1 ? 'this entry' : `${open.length} files`}`);
      complete = false;
      return undefined;
    }
    const tree = readTree(path, file, askedAt, context, problems);
    if (!tree.sound) complete = false;
    if (!tree.root) return undefined;
    const pack = packOf.get(identity);
    const header = child(child(tree.root, 'pack'), 'name');
    if (pack !== undefined && header?.kind === 'text' && header.text !== pack) {
      problems.add(header.place, `this pack is \`${pack}\` by its file's name, not \`${header.text}\``);
    }
    const extended: Layer[] = [];
    for (const entry of textsOf(child(tree.root, 'extends'))) {
      const target = resolveExtends(entry, path, file, context, problems);
      const layer = target && visit(target.path, target.file, entry.place, [...open, identity]);
      if (layer && !extended.includes(layer)) extended.push(layer);
      else if (!layer) complete = false;
    }
    const references: Reference[] = [];
    const packPart = pack === undefined ? {} : { pack };
    const content = readLayer(tree.root, { load: context, problems, references, folder: dirname(path), ...packPart });
    const layer: Layer = { path: identity, file, extended, content, ...packPart };
    known.set(identity, layer);
    inOrder.push(layer);
    return layer;
  };

  const roots: Layer[] = [];
  for (const named of files) {
    const target = named.startsWith(packPrefix) ? packFile(named, context) : { path: named, file: named };
    const start: Place = { file: named, line: 1, column: 1 };
    if (target === undefined) problems.add(start, unknownPack(named, context));
    const layer = target && visit(target.path, target.file, start, []);
    if (layer && !roots.includes(layer)) roots.push(layer);
    else if (!layer) complete = false;
  }
  return { roots, inOrder, complete };
}

interface Target {
  readonly path: string;
  readonly file: string;
}

function packFile(name: string, context: LoadContext): Target | undefined {
  const path = context.packs.get(name.slice(packPrefix.length));
  return path === undefined ? undefined : { path, file: name };
}

function unknownPack(name: string, context: LoadContext): string {
  const known = [...context.packs.keys()].map((pack) => `${packPrefix}${pack}`);
  return `unknown pack \`${name}\`${didYouMean(name, known) || `; there are ${known.map((each) => `\`${each}\``).join(', ') || 'none'}`}`;
}

function resolveExtends(
  { text, place }: TextNode,
  from: string,
  fromFile: string,
  context: LoadContext,
  problems: Problems,
): Target | undefined {
  if (text.startsWith(packPrefix)) {
    const target = packFile(text, context);
    if (!target) problems.add(place, unknownPack(text, context));
    return target;
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
    problems.add(place, `\`${text}\` is a URL; rulesets are extended from packs (\`${packPrefix}NAME\`) and files only`);
    return undefined;
  }
  if (!/\.(?:ya?ml|json)$/.test(text)) {
    const pack = context.packs.has(text) ? `; did you mean \`${packPrefix}${text}\`?` : '';
    problems.add(place, `expected \`${packPrefix}NAME\` or the path of a .yaml, .yml or .json file, found \`${text}\`${pack}`);
    return undefined;
  }
  if (isAbsolute(text)) return { path: text, file: text };
  // Places show the path as one would type it from where the first file was named.
  return { path: join(dirname(from), text), file: fromFile.startsWith(packPrefix) ? text : join(dirname(fromFile), text) };
}
