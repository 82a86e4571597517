import { createHash } from 'node:crypto';
import { assertNever } from '../../model/index.js';
import type { Place } from '../ruleset.js';
import type { MapEntry, RulesetNode } from './node.js';

type PackedNode =
  | readonly ['text', line: number, column: number, text: string, plain: 0 | 1]
  | readonly ['list', line: number, column: number, items: readonly PackedNode[]]
  | readonly [
      'map',
      line: number,
      column: number,
      entries: readonly (readonly [key: string, line: number, column: number, value: PackedNode])[],
    ]
  | readonly ['empty', line: number, column: number];

interface PackedTree {
  /** SHA-256 of the source, hexadecimal. */
  readonly source: string;
  readonly root: PackedNode;
}

/**
 * A file's nodes as the build writes them down beside it, so that starting need not read YAML: for packs, whose shape the build has checked. Before
 * variables are expanded.
 */
export function packTree(source: string, root: RulesetNode): string {
  return JSON.stringify({ source: digestOf(source), root: packed(root) } satisfies PackedTree);
}

/** The nodes again, in a file by this name; nothing when they are those of another source, or damaged: the source says the same. */
export function unpackTree(text: string, source: string, file: string): RulesetNode | undefined {
  try {
    const tree = JSON.parse(text) as PackedTree;
    return tree.source === digestOf(source) ? unpacked(tree.root, file) : undefined;
  } catch {
    return undefined;
  }
}

function digestOf(source: string): string {
  return createHash('sha256').update(source).digest('hex');
}

function packed(node: RulesetNode): PackedNode {
  const { line, column } = node.place;
  switch (node.kind) {
    case 'text':
      return ['text', line, column, node.text, node.plain ? 1 : 0];
    case 'list':
      if (node.dropped.length > 0) throw new RangeError('variables were expanded already');
      return ['list', line, column, node.items.map(packed)];
    case 'map':
      return [
        'map',
        line,
        column,
        Array.from(node.entries, ([key, { keyPlace, value }]) => [key, keyPlace.line, keyPlace.column, packed(value)] as const),
      ];
    case 'empty':
      return ['empty', line, column];
    default:
      return assertNever(node);
  }
}

function unpacked(node: PackedNode, file: string): RulesetNode {
  const place: Place = { file, line: node[1], column: node[2] };
  switch (node[0]) {
    case 'text':
      return { kind: 'text', text: node[3], plain: node[4] === 1, place };
    case 'list':
      return { kind: 'list', items: node[3].map((item) => unpacked(item, file)), dropped: [], place };
    case 'map': {
      const entries = new Map<string, MapEntry>();
      for (const [key, line, column, value] of node[3])
        entries.set(key, { keyPlace: { file, line, column }, value: unpacked(value, file) });
      return { kind: 'map', entries, place };
    }
    case 'empty':
      return { kind: 'empty', place };
    default:
      // Of a damaged file: a value left out would be a rule that is missing.
      return assertNever(node);
  }
}
