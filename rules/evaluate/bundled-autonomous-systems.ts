import type { AutonomousSystem } from '../../model/index.js';
import { openAsnTable } from '../load/open-asn-table.js';
import type { AsnTable } from '../regions/asn-table.js';
import { AsnTableError } from '../regions/asn-table-error.js';
import { classifyAddress } from '../regions/classify-address.js';

export type FindAutonomousSystem = (address: string) => AutonomousSystem | undefined;

/**
 * Who announces an address, by the table that ships with us. `decides`: rules depend on it, so it is opened now, and throws `AsnTableError`
 * when it cannot be used. Otherwise it is opened (some 10 ms) when first asked about a public address, and one that cannot be used knows
 * nothing: a finding is not lost because a line of its evidence is.
 */
export function bundledAutonomousSystems(decides: boolean, open: () => AsnTable = openAsnTable): FindAutonomousSystem {
  let table = decides ? open() : undefined;
  let broken = false;
  return (address) => {
    if (broken || classifyAddress(address).kind !== 'public') return undefined;
    try {
      table ??= open();
    } catch (error) {
      if (!(error instanceof AsnTableError)) throw error;
      broken = true;
      return undefined;
    }
    return table.lookup(address);
  };
}
