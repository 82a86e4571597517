import type { DroppedItem, ListNode, MapEntry, RulesetNode, TextNode } from './node.js';
import type { Problems } from './problems.js';

type Environment = Readonly<Record<string, string | undefined>>;

const reference = /(\$?)\$\{env:([^}]*)(\}?)/g;
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Lists from which `${env:X?}` may drop an item: elsewhere a missing value would quietly change what a rule says. */
const droppable = new Set(['values', 'salts', 'hmacKeys']);

/**
 * Replaces `${env:X}` in every value (never in keys) of a file. Unset and empty variables are problems; `${env:X?}` drops the list item
 * it stands in, below `fields` only. `$${env:X}` stays, with one dollar. Variables are not expanded again.
 */
export function expandVariables(root: RulesetNode, env: Environment, problems: Problems): RulesetNode {
  const walk = (node: RulesetNode, path: readonly string[]): RulesetNode => {
    switch (node.kind) {
      case 'text':
        return expand(node, env, problems, false).node;
      case 'list':
        return expandList(node, path);
      case 'map': {
        const entries = new Map<string, MapEntry>();
        for (const [key, { keyPlace, value }] of node.entries) entries.set(key, { keyPlace, value: walk(value, [...path, key]) });
        return { ...node, entries };
      }
      case 'empty':
        return node;
    }
  };
  const expandList = (list: ListNode, path: readonly string[]): RulesetNode => {
    const mayDrop = path.length === 3 && path[0] === 'fields' && droppable.has(path[2] ?? '');
    const items: RulesetNode[] = [];
    const dropped: DroppedItem[] = [];
    for (const item of list.items) {
      if (item.kind !== 'text') {
        items.push(walk(item, [...path, '*']));
        continue;
      }
      const expanded = expand(item, env, problems, mayDrop);
      if (expanded.dropped === undefined) items.push(expanded.node);
      else dropped.push({ variable: expanded.dropped, place: item.place });
    }
    return { ...list, items, dropped };
  };
  return walk(root, []);
}

function expand(
  node: TextNode,
  env: Environment,
  problems: Problems,
  mayDrop: boolean,
): { readonly node: TextNode; readonly dropped?: string } {
  if (!node.text.includes('${env:')) return { node };
  let dropped: string | undefined;
  const text = node.text.replaceAll(reference, (whole: string, escaped: string, inner: string, closed: string) => {
    if (escaped !== '') return whole.slice(1);
    const optional = inner.endsWith('?');
    const name = optional ? inner.slice(0, -1) : inner;
    if (closed === '' || !variableName.test(name)) {
      problems.settle(node.place, `\`${whole}\` is not \`\${env:NAME}\` or \`\${env:NAME?}\``);
      return whole;
    }
    const value = env[name];
    if (value !== undefined && value !== '') return value;
    if (!optional) {
      const remedy = mayDrop ? `; set it, or write \`\${env:${name}?}\` to leave this value out` : '; set it';
      problems.settle(node.place, `the environment variable ${name} is ${value === undefined ? 'not set' : 'empty'}${remedy}`);
    } else if (mayDrop) dropped = name;
    else problems.settle(node.place, `\`\${env:${name}?}\` may drop values, salts and hmacKeys of fields only; write \`\${env:${name}}\``);
    return whole;
  });
  return dropped === undefined ? { node: { ...node, text } } : { node, dropped };
}
