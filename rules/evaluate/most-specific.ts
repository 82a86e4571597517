import type { Field } from '../../model/index.js';
import type { FieldMatch } from './match-fields.js';

/**
 * Leaves out matches that say again, of a larger whole, what another says of its part: the request-target where a query parameter has it,
 * the Cookie header where a cookie has it, a text where a leaf of it has it. All of one field definition and message.
 */
export function mostSpecific(matches: readonly FieldMatch[]): readonly FieldMatch[] {
  if (matches.length < 2) return matches;
  const byValue = new Map<string, FieldMatch[]>();
  for (const match of matches) {
    const key = `${match.hashed ? '#' : ''}${match.value}`;
    const list = byValue.get(key);
    if (list === undefined) byValue.set(key, [match]);
    else list.push(match);
  }
  const kept: FieldMatch[] = [];
  for (const same of byValue.values()) {
    // Quadratic in the places of one value: a value that stands everywhere is shown everywhere.
    if (same.length > 64) kept.push(...same);
    else kept.push(...same.filter((match) => !same.some((other) => other !== match && isPartOf(other.field, match.field))));
  }
  return kept;
}

function isPartOf(part: Field, whole: Field): boolean {
  if (part.location !== whole.location) {
    return (whole.location === 'url' && part.location === 'query') || (whole.location === 'header' && part.location === 'cookie');
  }
  if (part.segments.length <= whole.segments.length) {
    // The same place, once as it stood and once decoded.
    return part.path === whole.path && part.transforms.length > whole.transforms.length && part.value.length < whole.value.length;
  }
  return whole.segments.every((segment, index) => segment === part.segments[index]);
}
