import type { RulesetNode } from './node.js';

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** The few places where a ruleset holds whole numbers or booleans. Everything else is text. `*` is any key or index. */
const typedPlaces: readonly { readonly type: 'integer' | 'boolean'; readonly path: readonly string[] }[] = [
  { type: 'integer', path: ['plainsight'] },
  { type: 'integer', path: ['expect', '*', 'min'] },
  { type: 'integer', path: ['rules', '*', 'examples', '*', 'violates', 'status'] },
  { type: 'integer', path: ['rules', '*', 'examples', '*', 'complies', 'status'] },
  { type: 'boolean', path: ['rules', '*', 'never', 'readable'] },
  { type: 'boolean', path: ['rules', '*', 'never', '*', 'readable'] },
  { type: 'boolean', path: ['rules', '*', 'never', 'anywhere'] },
  { type: 'boolean', path: ['rules', '*', 'never', '*', 'anywhere'] },
];

const integer = /^(?:0|[1-9][0-9]{0,8})$/;

/**
 * A node as plain data for the schema check. Unquoted decimal digits become a number, and unquoted `true` and `false` a boolean, in the
 * places that want them; all other scalars stay text. Maps have no prototype, so no key of a file is special.
 */
export function toPlain(node: RulesetNode, path: readonly string[] = []): Plain {
  switch (node.kind) {
    case 'text':
      return typedScalar(node.text, node.plain, path);
    case 'list':
      return node.items.map((item) => toPlain(item, [...path, '*']));
    case 'map': {
      const map: Record<string, Plain> = Object.create(null);
      for (const [key, { value }] of node.entries) map[key] = toPlain(value, [...path, key]);
      return map;
    }
    case 'empty':
      return null;
  }
}

function typedScalar(text: string, plain: boolean, path: readonly string[]): string | number | boolean {
  if (!plain) return text;
  for (const typed of typedPlaces) {
    if (typed.path.length !== path.length || !typed.path.every((part, index) => part === '*' || part === path[index])) continue;
    if (typed.type === 'integer' && integer.test(text)) return Number(text);
    if (typed.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  }
  return text;
}
