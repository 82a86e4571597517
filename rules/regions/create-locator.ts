import type { Region } from '../../model/index.js';
import { type AddressPlace, createPlaceFinder, type PlaceSources } from './create-place-finder.js';

/** Where an address stands, given the names that led to it. Never throws. */
export type Locator = (address: string, hosts: readonly string[]) => Region;

const MOST_CACHED = 4_096;

/**
 * Makes the function that says where an address stands, as {@link createPlaceFinder} orders what decides. Where databases disagree, every country
 * that one of them names stays possible. Remembers the last 4,096 addresses.
 */
export function createLocator(sources: PlaceSources): Locator {
  const finder = createPlaceFinder(sources);
  const cache = new Map<string, AddressPlace>();

  function byAddress(address: string): AddressPlace {
    const known = cache.get(address);
    if (known !== undefined) {
      // Re-inserted, so that the first key is always the one unused for longest.
      cache.delete(address);
      cache.set(address, known);
      return known;
    }
    const located = finder.byAddress(address);
    cache.set(address, located);
    if (cache.size > MOST_CACHED) cache.delete(cache.keys().next().value ?? address);
    return located;
  }

  return (address, hosts) => {
    const { region, final } = byAddress(address);
    return final ? region : (finder.byHosts(hosts) ?? region);
  };
}
