import { assertNever, type Connection, type Gap, type OpenReason, type Region } from '../../model/index.js';
import type { OperatorTruth } from '../compile/compile-operators.js';
import { classifyAddress } from '../regions/classify-address.js';
import { effectiveRegion, type LiveRule, type RequestFacts } from './scene.js';

/** Says why the country of an address is not certain. */
export type DescribeRegion = (address: string, region: Region, host?: string) => string | undefined;

/** Why a match is open: which of the rule's facts is unknown. */
export function reasonOfFacts(
  live: LiveRule,
  connection: Connection,
  request: RequestFacts,
  host: string | undefined,
  describe: DescribeRegion,
): OpenReason {
  const undetermined = live.never.find(({ region }) => region?.truth === 'unknown')?.region;
  if (undetermined !== undefined) return regionReason(connection, undetermined.conditional, host, describe);
  const operator = live.never.find((each) => each.operator?.truth === 'unknown')?.operator;
  if (operator !== undefined) return operatorReason(connection, operator.lacks);
  if (live.never.some(({ tls }) => tls === 'unknown')) {
    return {
      gap: 'handshake-failed',
      detail: 'the TLS version of this connection is not known',
      settle: 'see why its handshake could not be observed',
    };
  }
  if (request === 'unknown') {
    return {
      gap: 'unsupported-protocol',
      detail: 'the request that this belongs to could not be read, so its path and method are not known',
      settle: 'drop `path` and `method` from the rule, or narrow the rule by host',
    };
  }
  return {
    gap: 'unsupported-protocol',
    detail: 'the names or the time of this traffic are not known well enough for this rule',
    settle: 'narrow the rule by address, or send the traffic through the proxy by name',
  };
}

function regionReason(connection: Connection, conditional: boolean, host: string | undefined, describe: DescribeRegion): OpenReason {
  const region = effectiveRegion(connection);
  const address = connection.server?.address ?? '';
  if (conditional) {
    return {
      gap: 'region-undetermined',
      detail: 'conditional: the group covers this country in part only, so who receives the data decides',
      settle: 'check that the recipient is covered, then add a suppression that says so',
    };
  }
  const described = region === undefined ? undefined : describe(address, region, host);
  return {
    gap: 'region-undetermined',
    detail: described ?? 'the country of this address is not certain',
    settle: `add an override under regions for ${address.includes(':') ? `${address}/128` : `${address}/32`}`,
  };
}

/** There is no reason of its own for it among gaps: who runs a server is a fact about its place as much as the country is. */
function operatorReason({ server, upstreamProxy }: Connection, lacks: OperatorTruth['lacks']): OpenReason {
  const gap = 'region-undetermined';
  if (lacks === 'names') {
    return {
      gap,
      detail: 'who runs the server is not known: nothing but an address, or the word of the device, names it',
      settle: 'give the operator `asns`, or send the traffic through the proxy by name',
    };
  }
  if (upstreamProxy !== undefined) {
    return {
      gap,
      detail: 'who runs the server is not known: the connection left through an upstream proxy, which hides its address',
      settle: 'test without that proxy, or recognise the operator by `domains` alone',
    };
  }
  const address = server?.address ?? 'the address';
  const why = classifyAddress(address).kind === 'public' ? 'is in no table of autonomous systems' : 'is a private address';
  return {
    gap,
    detail: `who runs the server is not known: ${address} ${why}`,
    settle: 'recognise the operator by `domains` alone, or test against servers at public addresses',
  };
}

/** Why nobody could look. */
export function reasonOfGap(gap: Gap): OpenReason {
  return { gap: gap.reason, detail: gap.detail, settle: settleOf(gap) };
}

function settleOf(gap: Gap): string {
  if (gap.lacks === 'structure') return 'look for the field by its values alone, send smaller bodies, or name the host under blindSpots';
  switch (gap.reason) {
    case 'handshake-failed':
      return 'make the app trust the CA (`plainsight ca show`, http://plainsight.test/), turn its pinning off in the test build, or name the host under blindSpots';
    case 'passthrough':
      return 'take the host out of the passthrough list, or name it under blindSpots';
    case 'undecodable':
      return 'send this body in a coding that can be read, or name the host under blindSpots';
    case 'truncated':
      return 'raise the limit for bodies, or let the connection end before the run does';
    case 'unsupported-protocol':
    case 'ambiguous-framing':
      return 'look at the connection with another tool, or name the host under blindSpots';
    case 'region-undetermined':
      return 'add an override under regions';
    case 'budget-exhausted':
      return 'raise the decoding budget, or name the host under blindSpots';
    case 'inspection-failed':
      return 'report this as a fault of Plainsight, with the run';
    default:
      return assertNever(gap.reason);
  }
}
