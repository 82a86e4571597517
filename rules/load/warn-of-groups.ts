import type { Place, Ruleset } from '../ruleset.js';
import { checkUntil } from './check-until.js';
import type { LoadContext } from './load-context.js';

/** A name that may be that of a group, where it stands. */
export interface NamedRegion {
  readonly name: string;
  readonly place: Place;
}

/**
 * Warnings for built-in groups that a ruleset uses after the day on which their members were to be checked again: once for each, where it is first
 * named. `own` are the ruleset's groups, which replace built-in ones of their name.
 */
export function warnOfGroups(
  named: readonly NamedRegion[],
  own: ReadonlySet<string>,
  { groups, now }: Pick<LoadContext, 'groups' | 'now'>,
): readonly Ruleset['warnings'][number][] {
  const warned = new Set<string>();
  return named.flatMap(({ name, place }) => {
    const group = own.has(name) ? undefined : groups.get(name);
    if (group?.expires === undefined || warned.has(name) || checkUntil(group.expires, now).kind !== 'expired') return [];
    warned.add(name);
    const message =
      `the members of \`${name}\` were checked on ${group.asOf} and were to be checked again by ${group.expires}: ` +
      'update Plainsight, or compare them with their source (plainsight rules list --regions) and define the group yourself';
    return [{ place, message }];
  });
}
