import type { HostList } from './layer.js';
import type { Merged } from './merge-by-name.js';
import type { TextNode } from './node.js';
import type { Problems } from './problems.js';

type Lists = ReadonlyMap<string, Merged<HostList>>;

/** Host patterns with the names of lists replaced by what they hold. Unknown names are left out (they are reported as such); a list that holds itself is a problem. */
export function flattenHosts(members: readonly TextNode[], lists: Lists, problems: Problems): readonly string[] {
  const patterns = new Set<string>();
  const add = (inner: readonly TextNode[], open: readonly string[]): void => {
    for (const { text, place } of inner) {
      const list = lists.get(text);
      if (open.includes(text)) problems.add(place, `the host list \`${text}\` holds itself`);
      else if (list) add(list.value.members, [...open, text]);
      else patterns.add(text);
    }
  };
  add(members, []);
  return [...patterns];
}
