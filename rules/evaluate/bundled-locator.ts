import type { Region } from '../../model/index.js';
import { openPlaces } from '../load/open-places.js';
import { createLocator } from '../regions/create-locator.js';
import type { Ruleset } from '../ruleset.js';

/**
 * Where addresses stand by a ruleset and the country database that ships with us, which is opened (some 10 ms) when first asked. Not by databases
 * that the user installed: whoever puts the rooms together opens those.
 */
export function bundledLocator(
  ruleset: Pick<Ruleset, 'overrides' | 'hosts' | 'places'>,
): (address: string, hosts: readonly string[]) => Region {
  let locate: ((address: string, hosts: readonly string[]) => Region) | undefined;
  return (address, hosts) => {
    locate ??= createLocator(openPlaces({ ruleset }).sources);
    return locate(address, hosts);
  };
}
