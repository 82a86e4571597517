import type { AutonomousSystem, Destination } from '../model/index.js';
import { readDestinations, readRun, readValues } from '../record/index.js';
import type { ComparedRun } from '../report/index.js';
import { bundledAutonomousSystems } from '../rules/evaluate/bundled-autonomous-systems.js';
import { builtInOperators } from '../rules/operators/index.js';

/**
 * All of a run that comparisons need. Where its record does not tell an address's autonomous system, because no finding asked for it, the table that
 * ships with us is asked now; operators likewise. Throws as `readRun` does.
 */
export async function readComparedRun(dataFolder: string, reference: string): Promise<ComparedRun> {
  const record = await readRun(dataFolder, reference);
  const { destinations, left } = await readDestinations(dataFolder, reference);
  const values = record.start.recordsValues && record.end !== undefined ? await readValues(dataFolder, reference) : undefined;
  const find = bundledAutonomousSystems(false);
  return {
    record,
    destinations: destinations.map((destination) => withOperators(withSystem(destination, find))),
    destinationsLeft: left,
    ...(values === undefined ? {} : { values }),
  };
}

function withSystem(destination: Destination, find: (address: string) => AutonomousSystem | undefined): Destination {
  const { asn, serverAddress } = destination;
  const system = serverAddress === null ? undefined : find(serverAddress);
  if (system === undefined || (asn !== null && asn !== system.asn)) return destination;
  return { ...destination, asn: system.asn, asnOrganisation: system.organisation };
}

/** By the operators that ship with us: a run's own are known of its findings alone. */
function withOperators(destination: Destination): Destination {
  const { host, asn } = destination;
  const operators = [...builtInOperators.values()]
    .filter(({ domains, asns }) => domains.some((domain) => isBelow(host, domain)) || asns.some(([number]) => number === asn))
    .map(({ name }) => name);
  return operators.length === 0 ? destination : { ...destination, operators };
}

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
