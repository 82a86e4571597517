import type { Place } from '../ruleset.js';
import type { Problems } from './problems.js';

/** Deepest nesting of lists and maps; the schema itself needs nine. */
const maximumDepth = 32;

/** What of a CST token (`yaml`'s `CST.Token`, read loosely) is looked at. */
interface Token {
  readonly type?: string;
  readonly offset?: number;
  readonly source?: string;
}

/**
 * Refuses what YAML has and a ruleset must not: directives (`%YAML 1.1` would make `NO` a boolean), tags, anchors, aliases, further documents, deep nesting.
 * Works on the token tree with a stack of its own, before anything recursive sees the file. `stop` when the file must not be composed.
 */
export function refuseYamlFeatures(tokens: readonly unknown[], placeAt: (offset: number) => Place, problems: Problems): 'go on' | 'stop' {
  const before = problems.count;
  let documents = 0;
  const pending: { readonly value: unknown; readonly depth: number }[] = [];
  const push = (values: readonly unknown[], depth: number): void => {
    for (let index = values.length - 1; index >= 0; index--) pending.push({ value: values[index], depth });
  };
  push(tokens, 0);
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth } = next;
    if (Array.isArray(value)) {
      push(value, depth);
      continue;
    }
    if (typeof value !== 'object' || value === null) continue;
    const token: Token = value;
    if (token.type === 'document' && ++documents > 1) {
      problems.add(placeAt(token.offset ?? 0), 'a second document begins here; a ruleset file holds one');
      return 'stop';
    }
    if (token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection') {
      if (depth >= maximumDepth) {
        problems.add(placeAt(token.offset ?? 0), `nested more than ${maximumDepth} deep`);
        return 'stop';
      }
      push(Object.values(value), depth + 1);
      continue;
    }
    const message = refusal(token);
    if (message) problems.add(placeAt(token.offset ?? 0), message);
    if (token.type !== 'scalar')
      push(
        Object.values(value).filter((part) => typeof part === 'object'),
        depth,
      );
  }
  return problems.count > before ? 'stop' : 'go on';
}

function refusal({ type, source = '' }: Token): string | undefined {
  const quoted = JSON.stringify(source);
  switch (type) {
    case 'directive':
      return `directives such as ${source} are refused: a ruleset is always YAML 1.2; quote a value that begins with %`;
    case 'tag':
      return `tags are refused: if ${source} begins a value, quote the value, as in "${source} …"`;
    case 'anchor':
      return `anchors are refused: if ${source} is a value, quote it, as ${quoted}`;
    case 'alias':
      return `aliases are refused: if ${source} is a value, quote it, as ${quoted}`;
    default:
      return undefined;
  }
}
