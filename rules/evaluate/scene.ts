import {
  type AutonomousSystem,
  assertNever,
  type Connection,
  type Direction,
  type FieldLocation,
  type Message,
  type MissingFact,
  type Region,
  type RegionVerdict,
  type RequestHead,
  type Wire,
} from '../../model/index.js';
import type { NameOperators, OperatorFacts, OperatorMatch, OperatorTruth } from '../compile/compile-operators.js';
import { type CompiledForbidden, type CompiledRule, tlsRank } from '../compile/compile-rule.js';
import type { HostFacts } from '../compile/compile-set.js';
import { both, type Truth } from '../compile/truth.js';
import type { SetExpression } from '../ruleset.js';
import { aliasesOf } from './aliases-of.js';
import { pathOf } from './message-hosts.js';
import { nameDisagreement } from './name-disagreement.js';
import { pathForms } from './path-forms.js';
import { pointerDisagreement } from './pointer-disagreement.js';
import type { RunClock, Span } from './step-clock.js';

/** What is known of the surroundings in which a field may stand. `unknown`: nobody could look. */
export interface Scene {
  readonly connection: Connection;
  readonly direction: Direction | 'unknown';
  readonly hosts: HostFacts;
  readonly wire: Wire | 'unknown';
  readonly span: Span;
  /** What `hostHeader` gave of the request; absent where there is none. */
  readonly header?: string;
  /** Nobody could look at what is judged, so a Host may stand in it that nobody knows. */
  readonly unread?: true;
}

/** The request that a message belongs to; `none`: what is judged belongs to no request at all (a name outside TLS). */
export type RequestFacts = RequestHead | 'unknown' | 'none';

/** What is known of the request that a message belongs to. Messages of protocols that have none belong to none; an opaque stretch may hold one. */
export function requestFacts({ kind, request }: Pick<Message, 'kind' | 'request'>): RequestFacts {
  if (request !== undefined) return request;
  switch (kind) {
    case 'mqtt':
    case 'dns':
    case 'datagram':
      return 'none';
    case 'http-request':
    case 'http-response':
    case 'websocket':
    case 'grpc':
    case 'opaque':
      return 'unknown';
    default:
      return assertNever(kind);
  }
}

/** One map under `never` in a scene: what its tests of the connection come to. What remains are location and readability. */
export interface LiveForbidden {
  readonly forbidden: CompiledForbidden;
  readonly truth: Truth;
  readonly region?: { readonly truth: Truth; readonly verdict: RegionVerdict; readonly conditional: boolean };
  readonly operator?: OperatorTruth;
  readonly tls?: Truth;
  readonly host?: Truth;
  /** Whether the names disagree. */
  readonly names?: Truth;
}

/** A rule that a scene leaves possible: neither its `when` nor all of its `never` is certainly false. */
export interface LiveRule {
  readonly rule: CompiledRule;
  readonly when: Truth;
  /** What `when` asks for and the scene does not tell. */
  readonly whenLacks?: readonly MissingFact[];
  readonly never: readonly LiveForbidden[];
  /** Set where the rule tests the region and a server was reached. */
  readonly regionVerdict?: RegionVerdict;
  /** Set where the rule tests the operator: those of the ruleset's that run the server; `unknown` when none is known to and one may. */
  readonly operators?: readonly OperatorMatch[] | 'unknown';
}

export type JudgeRegion = (
  region: Region,
  set: SetExpression,
  groups: ReadonlyMap<string, readonly string[]>,
) => { readonly verdict: RegionVerdict; readonly conditional: boolean };

export interface SceneContext {
  readonly clock: RunClock;
  readonly judgeRegion: JudgeRegion;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Who announces an address; nothing when that is not known. */
  readonly autonomousSystem: (address: string) => AutonomousSystem | undefined;
  readonly nameOperators: NameOperators;
}

const unknownRegion: Region = { candidates: 'unknown', source: { kind: 'none', cause: 'not-dialled' } };
const behindProxy: Region = { candidates: 'unknown', source: { kind: 'none', cause: 'behind-upstream-proxy' } };

/** Where the server stands as far as that proves anything: behind an upstream proxy only an override does. `undefined`: nothing was reached. */
export function effectiveRegion({ server, upstreamProxy }: Connection): Region | undefined {
  if (server === undefined) return undefined;
  const region = server.region ?? unknownRegion;
  return upstreamProxy !== undefined && region.source.kind !== 'override' ? behindProxy : region;
}

/** The rule in a scene, or nothing when it is certainly clear there. */
export function liveIn(rule: CompiledRule, scene: Scene, context: SceneContext): LiveRule | undefined {
  const when = whenTruth(rule, scene, context.clock);
  if (when === false) return undefined;
  const all = rule.never.map((forbidden) => liveForbidden(forbidden, scene, context));
  const never = all.filter(({ truth }) => truth !== false);
  if (never.length === 0) return undefined;
  const operators = rule.testsOperator ? { operators: operatorsOf(all, scene, context) } : {};
  const lacks = when === 'unknown' ? { whenLacks: whenLacks(rule, scene, context.clock) } : {};
  const verdicts = all.flatMap(({ region }) => (region === undefined ? [] : [region.verdict]));
  if (!rule.testsRegion || effectiveRegion(scene.connection) === undefined || verdicts.length === 0)
    return { rule, when, ...lacks, never, ...operators };
  const regionVerdict = verdicts.includes('denied') ? 'denied' : verdicts.includes('undetermined') ? 'undetermined' : 'allowed';
  return { rule, when, ...lacks, never, regionVerdict, ...operators };
}

/** `when` without `location`, `path` and `method`. */
export function whenTruth({ when }: CompiledRule, { connection, direction, hosts, span }: Scene, clock: RunClock): Truth {
  let truth: Truth = true;
  if (when.direction !== undefined) truth = both(truth, direction === 'unknown' ? 'unknown' : direction === when.direction);
  if (when.host !== undefined) truth = both(truth, when.host(hosts));
  if (when.client !== undefined) truth = both(truth, when.client({ names: [], address: connection.client.address, complete: true }));
  if (when.during !== undefined) truth = both(truth, clock.during(when.during, span));
  if (when.before !== undefined) truth = both(truth, clock.before(when.before, span));
  if (when.after !== undefined) truth = both(truth, clock.after(when.after, span));
  return truth;
}

/** What leaves {@link whenTruth} undecided. */
function whenLacks({ when }: CompiledRule, { direction, hosts, span }: Scene, clock: RunClock): readonly MissingFact[] {
  const times = [
    when.during === undefined ? true : clock.during(when.during, span),
    when.before === undefined ? true : clock.before(when.before, span),
    when.after === undefined ? true : clock.after(when.after, span),
  ];
  return [
    ...(when.direction !== undefined && direction === 'unknown' ? ['direction-unknown' as const] : []),
    ...(when.host?.(hosts) === 'unknown' ? ['names-unknown' as const] : []),
    ...(times.includes('unknown') ? ['time-unknown' as const] : []),
  ];
}

/** `path` and `method` of `when`. A path counts in each of its forms. */
export function requestTruth({ when }: CompiledRule, request: RequestFacts): Truth {
  if (when.path === undefined && when.method === undefined) return true;
  if (request === 'unknown') return 'unknown';
  if (request === 'none') return false;
  if (when.method !== undefined && !when.method(request.method)) return false;
  if (when.path === undefined) return true;
  const path = pathOf(request);
  if (path === undefined) return false;
  return pathForms(path).some(when.path);
}

/** Whether something that stands in one of the possible locations is forbidden: `never` and the location of `when`, without the rest of `when`. */
export function neverTruth({ rule, never }: LiveRule, possible: readonly FieldLocation[], readable: boolean): Truth {
  let result: Truth = false;
  for (const { forbidden, truth } of never) {
    if (forbidden.readable && !readable) continue;
    const here = both(truth, among(forbidden.locations, possible));
    if (here === true) {
      result = true;
      break;
    }
    if (here === 'unknown') result = 'unknown';
  }
  return both(result, among(rule.when.locations, possible));
}

function among(wanted: ReadonlySet<FieldLocation> | undefined, possible: readonly FieldLocation[]): Truth {
  if (wanted === undefined) return true;
  const count = possible.filter((location) => wanted.has(location)).length;
  return count === 0 ? false : count === possible.length ? true : 'unknown';
}

function liveForbidden(forbidden: CompiledForbidden, scene: Scene, context: SceneContext): LiveForbidden {
  let truth: Truth = true;
  if (forbidden.wireCleartext) truth = both(truth, scene.wire === 'unknown' ? 'unknown' : scene.wire === 'cleartext');
  const host = forbidden.host?.(scene.hosts);
  if (host !== undefined) truth = both(truth, host);
  const names = forbidden.names === undefined ? undefined : namesTruth(scene, forbidden.names);
  if (names !== undefined) truth = both(truth, names);
  const tls = forbidden.tlsBelow === undefined ? undefined : weakerLegBelow(scene, forbidden.tlsBelow);
  if (tls !== undefined) truth = both(truth, tls);
  const operator = forbidden.operator?.judge({
    hosts: scene.hosts,
    asn: asnOf(scene.connection, forbidden.operator.asksAsn, context),
    aliases: aliasesOf(scene.connection, scene.hosts.names),
  });
  if (operator !== undefined) truth = both(truth, operator.truth);
  const region = forbidden.region === undefined ? undefined : regionTruth(scene.connection, forbidden.region, context);
  if (region !== undefined) truth = both(truth, region.truth);
  return {
    forbidden,
    truth,
    ...(region === undefined ? {} : { region }),
    ...(operator === undefined ? {} : { operator }),
    ...(tls === undefined ? {} : { tls }),
    ...(host === undefined ? {} : { host }),
    ...(names === undefined ? {} : { names }),
  };
}

/** Whether the names of the server disagree. What nobody could look into may hold a Host that does. */
function namesTruth({ connection, header, unread }: Scene, how: NonNullable<CompiledForbidden['names']>): Truth {
  if (how === 'disagree-with-ptr') return pointerDisagreement(connection);
  if (nameDisagreement(connection, header ?? '') !== undefined) return true;
  return unread === true ? 'unknown' : false;
}

/** The autonomous system of the address dialled, as far as that proves anything: that of an upstream proxy says nothing of the server. */
function asnOf({ server, upstreamProxy }: Connection, asked: boolean, { autonomousSystem }: SceneContext): OperatorFacts['asn'] {
  if (server === undefined) return 'none';
  if (upstreamProxy !== undefined || !asked) return 'unknown';
  return (server.autonomousSystem ?? autonomousSystem(server.address))?.asn ?? 'unknown';
}

/** Every operator of the ruleset that runs the server; `unknown` when none is known to and one that the rule names may. */
function operatorsOf(all: readonly LiveForbidden[], scene: Scene, context: SceneContext): readonly OperatorMatch[] | 'unknown' {
  const asks = all.some(({ forbidden }) => forbidden.operator?.asksAsn === true);
  const asn = asnOf(scene.connection, asks, context);
  const matches = context.nameOperators({ hosts: scene.hosts, asn, aliases: aliasesOf(scene.connection, scene.hosts.names) });
  return matches.length === 0 && all.some(({ operator }) => operator?.truth === 'unknown') ? 'unknown' : matches;
}

function regionTruth(
  connection: Connection,
  set: SetExpression,
  { judgeRegion, groups }: SceneContext,
): NonNullable<LiveForbidden['region']> {
  const region = effectiveRegion(connection);
  // Nobody was reached, so nothing reached anybody.
  if (region === undefined) return { truth: false, verdict: 'allowed', conditional: false };
  const { verdict, conditional } = judgeRegion(region, set, groups);
  const truth = verdict === 'allowed' ? false : verdict === 'denied' && !conditional ? true : 'unknown';
  return { truth, verdict: conditional && verdict === 'denied' ? 'undetermined' : verdict, conditional };
}

/** Whether the weaker TLS leg is below a version. Cleartext has no TLS to be too old: `wire: cleartext` speaks of that. */
function weakerLegBelow({ connection, wire }: Scene, rank: number): Truth {
  if (wire === 'cleartext') return false;
  const below = (version: string | undefined): Truth => {
    const known = version === undefined ? undefined : tlsRank(version);
    return known === undefined ? 'unknown' : known < rank;
  };
  const origin = below(connection.tls?.origin?.protocolVersion);
  const device = below(connection.tls?.device?.protocolVersion);
  if (wire === 'tls' && (origin === true || device === true)) return true;
  return origin === false && device === false ? false : 'unknown';
}

/** Whether `when` asks for what only a message has. */
export function speaksOfMessages({ when }: CompiledRule): boolean {
  return when.path !== undefined || when.method !== undefined || when.direction !== undefined || when.locations !== undefined;
}
