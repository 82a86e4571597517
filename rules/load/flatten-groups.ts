import type { RegionGroup } from './layer.js';
import type { LoadContext } from './load-context.js';
import type { Merged } from './merge-by-name.js';
import { didYouMean } from './nearest-name.js';
import type { Problems } from './problems.js';
import { codeOfName, unknownCountry } from './unknown-country.js';

/** The ruleset's region groups as countries. A group may hold groups, unless they are partial: what is conditional there would be lost here. */
export function flattenGroups(
  groups: ReadonlyMap<string, Merged<RegionGroup>>,
  { groups: builtIn, countryCodes }: LoadContext,
  problems: Problems,
): ReadonlyMap<string, readonly string[]> {
  const expand = (group: RegionGroup, open: readonly string[]): readonly string[] =>
    group.members.flatMap(({ text, place }): readonly string[] => {
      if (countryCodes.has(text)) return [text];
      if (open.includes(text)) {
        problems.add(place, `the region group \`${text}\` holds itself`);
        return [];
      }
      const own = groups.get(text);
      if (own) return expand(own.value, [...open, text]);
      const known = builtIn.get(text);
      if (known && known.partial.length > 0) {
        problems.add(
          place,
          `\`${text}\` covers ${known.partial.join(', ')} in part only, so it cannot stand inside another group: name the countries you mean`,
        );
        return [];
      }
      if (known) return known.countries;
      problems.add(place, unknownRegion(text, [...groups.keys(), ...builtIn.keys()], countryCodes));
      return [];
    });
  return new Map([...groups].map(([name, { value }]) => [name, [...new Set(expand(value, [name]))]]));
}

/** What to say of a name that is neither a country nor a group. */
export function unknownRegion(name: string, groups: readonly string[], countryCodes: ReadonlySet<string>): string {
  if (groups.includes(name.toLowerCase()))
    return `unknown country \`${name}\`: groups are written in lower case, \`${name.toLowerCase()}\``;
  if (countryCodes.has(name.toUpperCase()))
    return `unknown group \`${name}\`: countries are written in upper case, \`${name.toUpperCase()}\``;
  if (/^[A-Z]/.test(name) || codeOfName(name, countryCodes) !== undefined) return unknownCountry(name, countryCodes);
  return `unknown region group \`${name}\`${didYouMean(name, groups)}`;
}
