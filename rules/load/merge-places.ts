import type { PlaceSettings } from '../ruleset.js';
import type { CollectedLayers } from './collect-layers.js';
import { mergeByName } from './merge-by-name.js';
import type { Problems } from './problems.js';

/**
 * Databases and anycast networks of all files, each once. `precedence` of the outer file stands; files side by side that order differently are a
 * problem, since either would decide what the other meant to leave open. Nothing when no file says anything.
 */
export function mergePlaces({ roots, inOrder }: CollectedLayers, problems: Problems): PlaceSettings | undefined {
  const databases = new Map<string, PlaceSettings['databases'][number]>();
  const anycast = new Map<string, PlaceSettings['anycast'][number]>();
  for (const { content } of inOrder) {
    for (const database of content.places.databases) if (!databases.has(database.path)) databases.set(database.path, database);
    for (const network of content.places.anycast) if (!anycast.has(network.cidr)) anycast.set(network.cidr, network);
  }
  const orders = mergeByName(
    roots,
    ({ content: { places } }) => {
      const [first] = places.precedence;
      return new Map(first === undefined ? [] : [['precedence', { value: places.precedence, place: first.place }]]);
    },
    (a, b) => a.length === b.length && a.every(({ name }, index) => name === b[index]?.name),
    () => 'the precedence of databases',
    problems,
  );
  const precedence = orders.get('precedence')?.value ?? [];
  if (databases.size === 0 && anycast.size === 0 && precedence.length === 0) return undefined;
  return { databases: [...databases.values()], precedence, anycast: [...anycast.values()] };
}
