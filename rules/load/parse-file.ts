import { Composer, isMap, isScalar, isSeq, LineCounter, type Node, Parser } from 'yaml';
import type { Place } from '../ruleset.js';
import type { MapEntry, RulesetNode } from './node.js';
import type { Problems } from './problems.js';
import { refuseYamlFeatures } from './refuse-yaml-features.js';

/** Largest ruleset file read, in bytes of UTF-8. */
export const maximumFileBytes = 1024 * 1024;

/**
 * Reads one file, YAML 1.2 or JSON (which is YAML), into nodes with places. Scalars keep their source text; directives, tags, aliases,
 * anchors, merge keys, duplicate keys and further documents are refused. Returns nothing when the file cannot be read as a
 * ruleset at all; the reasons are in `problems`.
 */
export function parseFile(file: string, source: string, problems: Problems): RulesetNode | undefined {
  const start: Place = { file, line: 1, column: 1 };
  if (Buffer.byteLength(source) > maximumFileBytes) {
    problems.add(start, `the file is larger than ${maximumFileBytes} bytes, which no ruleset needs`);
    return undefined;
  }
  let text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  // JSON may be indented with tabs, which YAML refuses; inside JSON's strings a bare tab cannot stand, so this changes no value.
  if (file.endsWith('.json')) text = text.replaceAll('\t', ' ');

  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const before = problems.count;
  if (refuseYamlFeatures(tokens, placeAt, problems) === 'stop') return undefined;

  // The failsafe schema types nothing: every scalar stays the text that stands in the file.
  const [document] = [...new Composer({ schema: 'failsafe', uniqueKeys: false }).compose(tokens)];
  for (const error of document?.errors ?? []) problems.add(placeAt(error.pos[0]), syntaxMessage(error.code, error.message));
  if (problems.count > before) return undefined;
  if (!document?.contents || (isScalar(document.contents) && document.contents.source === '')) {
    problems.add(start, 'the file is empty; a ruleset begins with `plainsight: 1`');
    return undefined;
  }
  const root = toNode(document.contents, placeAt, problems, start);
  return root;
}

function syntaxMessage(code: string, message: string): string {
  switch (code) {
    case 'BAD_SCALAR_START':
      return `${message}: put the value in quotes`;
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return `${message} (a text that holds ": " must be quoted)`;
    case 'BAD_DQ_ESCAPE':
      return `${message}: write the backslash twice, or use single quotes`;
    case 'TAB_AS_INDENT':
      return `${message}: use spaces`;
    default:
      return message;
  }
}

function toNode(node: Node | null | undefined, placeAt: (offset: number) => Place, problems: Problems, fallback: Place): RulesetNode {
  const place = node?.range ? placeAt(node.range[0]) : fallback;
  if (isSeq<Node>(node))
    return { kind: 'list', items: node.items.map((item) => toNode(item, placeAt, problems, place)), dropped: [], place };
  if (isMap<Node, Node | null>(node)) {
    const entries = new Map<string, MapEntry>();
    for (const { key, value } of node.items) {
      const keyPlace = key.range ? placeAt(key.range[0]) : place;
      if (!isScalar(key)) {
        problems.add(keyPlace, 'a key must be a text');
        continue;
      }
      const name = String(key.value);
      const first = entries.get(name);
      if (name === '<<' && key.type === 'PLAIN')
        problems.add(keyPlace, 'merge keys are refused: write the entries out, or put "<<" in quotes');
      else if (first) problems.add(keyPlace, `the key \`${name}\` stands twice in this map, first in line ${first.keyPlace.line}`);
      else entries.set(name, { keyPlace, value: toNode(value, placeAt, problems, keyPlace) });
    }
    return { kind: 'map', entries, place };
  }
  if (isScalar(node)) {
    const plain = node.type === 'PLAIN';
    if (plain && node.source === '') return { kind: 'empty', place: fallback };
    return { kind: 'text', text: String(node.value), plain, place };
  }
  return { kind: 'empty', place };
}
