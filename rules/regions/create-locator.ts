import type { Region } from '../../model/index.js';
import { type AddressPlace, createPlaceFinder, type PlaceSources } from './create-place-finder.js';

/** Where an address stands, given the names that led to it. Never throws. */
export type Locator = (address: string, hosts: readonly string[]) => Region;

const GENERATION = 2_048;

/**
 * Makes the function that says where an address stands, as {@link createPlaceFinder} orders what decides. Where databases disagree, every country
 * that one of them names stays possible. Remembers the last 2,048 addresses, and at most twice as many.
 */
export function createLocator(sources: PlaceSources): Locator {
  const finder = createPlaceFinder(sources);
  // Two generations: what is asked for moves into the young one, and the old one goes as a whole. Taking the oldest key out of a map, one at a
  // time, costs more than a look-up.
  let young = new Map<string, AddressPlace>();
  let old = new Map<string, AddressPlace>();

  function byAddress(address: string): AddressPlace {
    const recent = young.get(address);
    if (recent !== undefined) return recent;
    const place = old.get(address) ?? finder.byAddress(address);
    young.set(address, place);
    if (young.size >= GENERATION) {
      old = young;
      young = new Map();
    }
    return place;
  }

  return (address, hosts) => {
    const { region, final } = byAddress(address);
    return final ? region : (finder.byHosts(hosts) ?? region);
  };
}
