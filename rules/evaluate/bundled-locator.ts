import type { Region } from '../../model/index.js';
import { createHostMatcher } from '../compile/host-pattern.js';
import { openCountryDatabase } from '../load/country-database.js';
import { createLocator } from '../regions/create-locator.js';
import type { Ruleset } from '../ruleset.js';

/** Where addresses stand by a ruleset's overrides and the country database that ships with us, which is opened (some 10 ms) when first asked. */
export function bundledLocator(ruleset: Pick<Ruleset, 'overrides' | 'hosts'>): (address: string, hosts: readonly string[]) => Region {
  const matchers = new Map<string, (host: string) => boolean>();
  const matchesHost = (pattern: string, hosts: readonly string[]): boolean => {
    let matches = matchers.get(pattern);
    if (matches === undefined) {
      matches = createHostMatcher([pattern], ruleset.hosts);
      matchers.set(pattern, matches);
    }
    return hosts.some(matches);
  };
  let locate: ((address: string, hosts: readonly string[]) => Region) | undefined;
  return (address, hosts) => {
    locate ??= createLocator({ databases: [openCountryDatabase()], overrides: ruleset.overrides, matchesHost });
    return locate(address, hosts);
  };
}
