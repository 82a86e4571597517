import type { RegionOverride } from '../ruleset.js';
import type { CollectedLayers } from './collect-layers.js';
import { mergeByName } from './merge-by-name.js';
import type { Problems } from './problems.js';

/** All region overrides, one for each network and host. Two of one file for the same network are a tie that nothing breaks; otherwise the outer file wins. */
export function mergeOverrides({ roots, inOrder }: CollectedLayers, problems: Problems): readonly RegionOverride[] {
  const key = ({ cidr, host }: RegionOverride): string => cidr ?? host ?? '';
  for (const layer of inOrder) {
    const seen = new Map<string, RegionOverride>();
    for (const override of layer.content.overrides) {
      const first = seen.get(key(override));
      if (first) {
        problems.add(
          override.place,
          `\`${key(override)}\` has an override already in ${first.place.file}:${first.place.line}:${first.place.column}${first.region === override.region ? '' : ` (${first.region}, not ${override.region})`}, and neither is more specific: keep one`,
        );
      } else seen.set(key(override), override);
    }
  }
  const merged = mergeByName(
    roots,
    (layer) => new Map(layer.content.overrides.map((override) => [key(override), { value: override, place: override.place }])),
    (a, b) => a.region === b.region,
    (name) => `the region of \`${name}\``,
    problems,
  );
  return [...merged.values()].map(({ value }) => value);
}
