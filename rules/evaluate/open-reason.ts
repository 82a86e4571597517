import {
  assertNever,
  type ChainUnknownCause,
  type Connection,
  type Gap,
  type MissingFact,
  type OpenReason,
  type Region,
} from '../../model/index.js';
import type { OperatorTruth } from '../compile/compile-operators.js';
import { classifyAddress } from '../regions/classify-address.js';
import { missingFacts } from './missing-facts.js';
import { effectiveRegion, type LiveRule, type RequestFacts } from './scene.js';

/** Says why the country of an address is not certain. */
export type DescribeRegion = (address: string, region: Region, host?: string) => Settled | undefined;

type Settled = Pick<OpenReason, 'detail' | 'settledBy'>;

/** Why a match is open: which of the rule's facts is unknown; the first decides what is said, the others are named beside it. */
export function reasonOfFacts(
  live: LiveRule,
  connection: Connection,
  request: RequestFacts,
  host: string | undefined,
  describe: DescribeRegion,
): OpenReason {
  // One fact at least is missing, or the finding would not be open.
  const [missing = 'names-unknown', ...others] = missingFacts(live, request);
  const settled = settledOf(missing, live, connection, host, describe);
  return { missing, gap: gapOf(missing), ...settled, ...beside(others) };
}

/** Why nobody could look. `live`: what else the rule lacks, which looking would not settle. */
export function reasonOfGap(gap: Gap, live?: LiveRule): OpenReason {
  // What only a look at the content tells is not missing beside it.
  const others = live === undefined ? [] : missingFacts(live, 'none').filter((fact) => fact !== 'direction-unknown');
  return { missing: 'unreadable', gap: gap.reason, detail: gap.detail, settledBy: settlementOf(gap), ...beside(others) };
}

function beside(others: readonly MissingFact[]): Pick<OpenReason, 'alsoMissing'> {
  return others.length === 0 ? {} : { alsoMissing: others };
}

/** The reason under which blind spots, and builds that count gaps, know a missing fact. */
function gapOf(missing: MissingFact): OpenReason['gap'] {
  switch (missing) {
    case 'region-unknown':
    case 'conditional-scope':
    // There is no reason of its own for it among gaps: who runs a server is a fact about its place as much as the country is.
    case 'operator-unknown':
      return 'region-undetermined';
    case 'tls-version-unknown':
    case 'reaction-unknown':
      return 'handshake-failed';
    case 'unreadable':
    case 'names-unknown':
    case 'request-unknown':
    case 'time-unknown':
    case 'direction-unknown':
      return 'unsupported-protocol';
    default:
      return assertNever(missing);
  }
}

function settledOf(
  missing: MissingFact,
  live: LiveRule,
  connection: Connection,
  host: string | undefined,
  describe: DescribeRegion,
): Settled {
  switch (missing) {
    case 'region-unknown':
      return regionUnknown(connection, host, describe);
    case 'conditional-scope':
      return {
        detail: 'conditional: the group covers this country in part only, so who receives the data decides',
        settledBy: 'check that the recipient is covered, then add a suppression that says so',
      };
    case 'operator-unknown':
      return operatorUnknown(connection, live.never.find((each) => each.operator?.truth === 'unknown')?.operator?.lacks);
    case 'tls-version-unknown':
      return {
        detail: 'the TLS version of this connection is not known',
        settledBy: 'see why its handshake could not be observed',
      };
    case 'request-unknown':
      return {
        detail: 'the request that this belongs to could not be read, so its path and method are not known',
        settledBy: 'drop `path` and `method` from the rule, or narrow the rule by host',
      };
    case 'time-unknown':
      if (live.rule.when.after?.some((condition) => 'exchange' in condition)) return exchangeUnknown;
      return {
        detail: 'it is not known in which step this was sent: the connection lasted longer than one, and nobody could look inside',
        settledBy: 'make the connection readable, or have the app connect anew when a step begins',
      };
    case 'direction-unknown':
      return {
        detail: 'it is not known whether the device or the server sent this',
        settledBy: 'drop `direction` from the rule, or make the connection readable',
      };
    case 'names-unknown':
    case 'unreadable':
    // No rule of a ruleset asks about it: a trust run does, and says so itself.
    case 'reaction-unknown':
      return live.never.some(({ names, forbidden }) => names === 'unknown' && forbidden.names === 'disagree-with-ptr')
        ? pointersUnknown
        : namesUnknown;
    default:
      return assertNever(missing);
  }
}

const exchangeUnknown: Settled = {
  detail:
    'it is not known whether the exchange that `after` waits for came before this: its answer was never seen, or nobody could look into a connection that may have carried it',
  settledBy: 'have the device wait for the answer; make every connection readable that may carry it, or narrow the exchange by `host`',
};

const namesUnknown: Settled = {
  detail: 'the names of this server are not known well enough for this rule: nothing but an address leads to it',
  settledBy: 'narrow the rule by address, or send the traffic through the proxy by name',
};

const pointersUnknown: Settled = {
  detail: 'the names that the address of this server has (PTR) could not be found out',
  settledBy: 'let this machine ask its resolvers (UDP and TCP port 53), and test without an upstream proxy',
};

function regionUnknown(connection: Connection, host: string | undefined, describe: DescribeRegion): Settled {
  const region = effectiveRegion(connection);
  const address = connection.server?.address ?? '';
  const described = region === undefined ? undefined : describe(address, region, host);
  if (described !== undefined) return described;
  return {
    detail: 'the country of this address is not certain',
    settledBy: `add an override under regions for ${address.includes(':') ? `${address}/128` : `${address}/32`}`,
  };
}

function operatorUnknown({ server, upstreamProxy, resolution }: Connection, lacks: OperatorTruth['lacks']): Settled {
  if (lacks === 'aliases') return aliasesUnknown(resolution, upstreamProxy !== undefined);
  if (lacks === 'names') {
    return {
      detail: 'who runs the server is not known: nothing but an address, or the word of the device, names it',
      settledBy: 'give the operator `asns`, or send the traffic through the proxy by name',
    };
  }
  if (upstreamProxy !== undefined) {
    return {
      detail: 'who runs the server is not known: the connection left through an upstream proxy, which hides its address',
      settledBy: 'test without that proxy, or recognise the operator by `domains` alone',
    };
  }
  const address = server?.address ?? 'the address';
  const why = classifyAddress(address).kind === 'public' ? 'is in no table of autonomous systems' : 'is a private address';
  return {
    detail: `who runs the server is not known: ${address} ${why}`,
    settledBy: 'recognise the operator by `domains` alone, or test against servers at public addresses',
  };
}

function aliasesUnknown(resolution: Connection['resolution'], behindProxy: boolean): Settled {
  const lead = 'who runs the server is not known:';
  if (behindProxy) {
    return {
      detail: `${lead} the upstream proxy resolved its name, which may be an alias of anybody's`,
      settledBy: 'test without that proxy, or add a suppression that says who runs the host',
    };
  }
  const name = resolution?.name ?? 'its name';
  const cause = resolution?.chainUnknown ?? 'not-asked';
  if (cause === 'other-addresses') {
    const last = resolution?.chain.at(-1)?.cname;
    return {
      detail: `${lead} ${name} is ${last === undefined ? 'no alias' : `an alias of ${last}`} by DNS, whose answer does not hold the address that was dialled`,
      settledBy: 'compare the resolvers of this machine, or look at what overrides the name (a hosts file, a VPN)',
    };
  }
  return {
    detail: `${lead} what ${name} is an alias of could not be found out: ${whyUnknown[cause]}`,
    settledBy: 'let this machine ask its resolvers (UDP and TCP port 53), or add a suppression that says who runs the host',
  };
}

const whyUnknown: Readonly<Record<Exclude<ChainUnknownCause, 'other-addresses'> | 'not-asked', string>> = {
  'local-name': 'DNS is not asked for such a name, and the address is a public one',
  'no-resolver': 'this machine has no resolver to ask',
  'no-answer': 'no resolver answered',
  refused: 'the resolver answered with a failure',
  'no-such-name': 'DNS does not know it, and the address is a public one',
  malformed: 'the answer of the resolver made no sense',
  late: 'the resolver took too long',
  busy: 'too many names were asked for at once',
  overridden: 'it is overridden on this machine',
  'not-asked': 'nobody was asked',
};

function settlementOf(gap: Gap): string {
  if (gap.lacks === 'structure') return 'look for the field by its values alone, send smaller bodies, or name the host under blindSpots';
  switch (gap.reason) {
    case 'handshake-failed':
      return 'make the app trust the CA (`plainsight ca show`, http://plainsight.test/), turn its pinning off in the test build, or name the host under blindSpots';
    case 'passthrough':
      return 'take the host out of the passthrough list (of the ruleset, or --passthrough), or name it under blindSpots';
    case 'undecodable':
      return 'send this body in a coding that can be read, or name the host under blindSpots';
    case 'truncated':
      return 'let the connection end before the run does, or name the host under blindSpots';
    case 'unsupported-protocol':
    case 'ambiguous-framing':
      return 'look at the connection with another tool, or name the host under blindSpots';
    case 'region-undetermined':
      return 'add an override under regions';
    case 'budget-exhausted':
      return 'send it in fewer layers, or smaller, or name the host under blindSpots';
    case 'inspection-failed':
      return 'report this as a fault of Plainsight, with the run';
    default:
      return assertNever(gap.reason);
  }
}
