import { hostPattern } from './host-pattern.js';
import type { TextNode } from './node.js';
import type { ReadContext } from './read-context.js';

/** One host in its normal form. What is no host is a problem; the name of a list is noted, to be checked once all files are merged. */
export function readHost({ text, place }: TextNode, { problems, references }: ReadContext): string {
  const pattern = hostPattern(text);
  switch (pattern.kind) {
    case 'invalid':
      problems.add(place, pattern.reason);
      return text;
    case 'list':
      references.push({ kind: 'host-list', name: pattern.text, place });
      return pattern.text;
    case 'name':
      return pattern.text;
    case 'below':
      return `*.${pattern.text}`;
    case 'address':
    case 'cidr':
      return pattern.text;
  }
}
