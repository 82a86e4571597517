import type { Connection, FieldLocation, Gap, Judgement, Message } from '../../../model/index.js';
import { allLocations } from '../../../rules/compile/compile-rule.js';
import type { Judge } from '../../../rules/judge.js';
import type { Forbidden, OperatorDefinition, RuleDefinition, SetExpression, When } from '../../../rules/ruleset.js';
import fc from '../../harness/fast-check.js';
import { at, connection, message, place, region, rule, start } from './samples.js';

/** One way in which everything unknown may really be. */
export interface World {
  readonly country: string | undefined;
  readonly present: FieldLocation | undefined;
  readonly direction: Message['direction'];
  readonly path: string;
  readonly tls: string;
  /** The relay's operator runs the server. */
  readonly relayed: boolean;
  /** The exchange that `after` waits for has succeeded. */
  readonly deleted: boolean;
}

const countries = ['US', 'CN', 'JP'];
/** What no rule names. */
const elsewhere = { country: 'FR', path: '/other' };
const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const paths = ['/login', '/v1/me'];
const directions = ['client-to-server', 'server-to-client'] as const;

/** The operator that rules may ask about, known by domain (of a name or an alias) or by number. */
const relay = 'relay';
const relayNumber = 64_500;
export const operators = new Map<string, OperatorDefinition>([
  [relay, { name: relay, place, domains: ['relay.example'], asns: [relayNumber] }],
]);
/** Addresses by who announces them: the operator, another, nobody knows. */
const addresses = { theirs: '203.0.113.10', others: '203.0.113.9', unknown: '203.0.113.11' } as const;
export const autonomousSystem = (address: string) => {
  const asn = { [addresses.theirs]: relayNumber, [addresses.others]: 64_999 }[address];
  return asn === undefined ? undefined : { asn, organisation: `Network ${asn}`, source: 'asn 2026-06-17' };
};

/** The exchange that rules may wait for. */
const deletion = {
  method: { mode: 'in', members: ['DELETE'] },
  path: { mode: 'in', members: ['/me'] },
  host: { mode: 'in', members: ['accounts.example'] },
} as const;
/** When it succeeds, after the start of the run, where it does. */
const deletedAt = 12;
/** Whether it does: nobody could tell where it may have passed unseen. */
export const deletions = fc.constantFrom('never' as const, 'seen' as const, 'unseen' as const);
export type Deletion = 'never' | 'seen' | 'unseen';

const set = (...members: string[]): fc.Arbitrary<SetExpression> =>
  fc.record({
    mode: fc.constantFrom('in' as const, 'notIn' as const),
    members: fc.uniqueArray(fc.constantFrom(...members), { minLength: 1 }),
  });
/** A map with a few of the keys: with all of them hardly anything would meet it. */
function sparse<T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  const keys = Object.keys(model) as (keyof T)[];
  return fc
    .record({ whole: fc.record(model), kept: fc.subarray(keys, { maxLength: 3 }) })
    .map(({ whole, kept }) => Object.fromEntries(kept.map((key) => [key, whole[key]])) as Partial<T>);
}
const when: fc.Arbitrary<When> = sparse({
  direction: fc.constantFrom(...directions),
  host: set('api.example', '*.tracker.example', '203.0.113.0/24'),
  path: set('/login', '/v1/*'),
  location: set('body', 'query', 'header', 'name'),
  before: fc.constantFrom(['consent']),
  during: fc.constantFrom(['consent']),
  after: fc.constantFrom<NonNullable<When['after']>>([{ step: 'consent' }], [{ exchange: deletion }]),
});
const forbidden: fc.Arbitrary<Forbidden> = sparse({
  anywhere: fc.constant(true as const),
  wire: fc.constant('cleartext' as const),
  readable: fc.constant(true as const),
  region: set(...countries),
  host: set('api.example', '*.tracker.example'),
  location: set('body', 'query', 'header'),
  operator: fc.constant<SetExpression>({ mode: 'in', members: [relay] }),
  tlsBelow: fc.constantFrom('TLSv1.1' as const, 'TLSv1.2' as const, 'TLSv1.3' as const),
});
export const definition: fc.Arbitrary<RuleDefinition> = fc
  .record({ when, never: fc.array(forbidden, { minLength: 1, maxLength: 3 }) })
  .map((parts) => rule('r', { fields: ['planted'], ...parts }));

export const facts = fc.record({
  wire: fc.constantFrom('tls' as const, 'cleartext' as const),
  candidates: fc.oneof(fc.constant([]), fc.uniqueArray(fc.constantFrom(...countries), { minLength: 1 })),
  reached: fc.boolean(),
  host: fc.constantFrom('api.example', 'a.tracker.example'),
  announcedBy: fc.constantFrom('others' as const, 'theirs' as const, 'unknown' as const),
  alias: fc.constantFrom('none' as const, 'theirs' as const, 'unknown' as const),
  tls: fc.option(fc.constantFrom(...versions), { nil: undefined }),
  direction: fc.constantFrom(...directions),
  path: fc.constantFrom(...paths),
  moment: fc.constantFrom(5, 15, 25),
  /** How much could be looked at. */
  seen: fc.constantFrom('field' as const, 'body-gap' as const, 'refused' as const, 'nothing' as const),
  location: fc.constantFrom<FieldLocation>('url', 'query', 'header', 'body'),
});
export type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;

function connectionOf(known: Facts): Connection {
  const leg =
    known.tls === undefined
      ? {}
      : { origin: { protocolVersion: known.tls, cipher: 'X' }, device: { protocolVersion: 'TLSv1.3', cipher: 'X' } };
  const { server, tls, ...rest } = connection({
    wire: known.wire,
    interception: known.seen === 'refused' ? 'client-rejected' : known.wire === 'tls' ? 'intercepted' : 'cleartext',
    ...(known.seen === 'refused' ? { failureCause: { alert: 48 } } : {}),
    connectTarget: { host: known.host, port: 443 },
    startedDateTime: start + known.moment,
  });
  return {
    ...rest,
    ...(known.reached ? reached(known) : {}),
    ...(known.wire === 'tls' ? { tls: { serverName: known.host, ...leg } } : {}),
  };
}

/** Where it went, and how the name led there. */
function reached({ announcedBy, alias, host, candidates }: Facts): Pick<Connection, 'server' | 'resolution'> {
  const address = addresses[announcedBy];
  const chain = alias === 'theirs' ? [{ name: host, cname: 'edge.relay.example', ttl: 60 }] : [];
  return {
    server: { address, port: 443, host, region: region(...candidates) },
    resolution:
      alias === 'unknown'
        ? { name: host, source: 'system', chain, addresses: [], chainUnknown: 'no-answer' }
        : { name: host, source: 'dns', chain, addresses: [{ address, ttl: 60 }] },
  };
}

/** Lets the exchange pass that rules may wait for, or a connection on which it may have. Says nothing of what the judge makes of that itself. */
export function passDeletion(judging: Judge, how: Deletion): void {
  const target = { connectTarget: { host: 'accounts.example', port: 443 }, tls: { serverName: 'accounts.example' } };
  const moment = start + deletedAt;
  if (how === 'unseen') {
    judging.opened(connection({ ...target, interception: 'passthrough', bytesFromClient: 9, bytesFromServer: 9, startedDateTime: moment }));
  }
  if (how !== 'seen') return;
  const on = connection(target);
  const { request } = message(on, 'DELETE /me');
  judging.exchange(on, {
    id: 'e',
    connectionId: on.id,
    request: { ...request!, headers: ['Host', 'accounts.example'] },
    status: 204,
    startedDateTime: start,
    endedDateTime: moment,
    complete: true,
  });
}

/** The one value that is looked for. */
export const planted = 'u-7f3a9c21d0';
/** When the only step of a run begins and ends, after its start. */
export const consent = { begins: 10, ends: 20 };

/** What a judge makes of the traffic of one connection. */
export function perform(judging: Judge, known: Facts): readonly Judgement[] {
  const on = connectionOf(known);
  if (known.seen === 'refused') return judging.closed(on);
  const sent = message(on, `GET ${known.path}`, {
    startedDateTime: start + known.moment,
    ...(known.direction === 'server-to-client' ? { status: 200 } : {}),
  });
  const request = { ...sent.request!, headers: ['Host', known.host] };
  const gap: Gap = { reason: 'undecodable', connectionId: on.id, messageId: sent.id, detail: 'seen' };
  const fields = known.seen === 'field' ? [at(`${known.location}.x`, planted)] : [];
  return judging.message(on, { ...sent, request }, fields, known.seen === 'body-gap' ? [gap] : []);
}

export function worldsOf(known: Facts, deletion: Deletion = 'never'): readonly World[] {
  const present: readonly (FieldLocation | undefined)[] =
    known.seen === 'field'
      ? [known.location]
      : known.seen === 'nothing'
        ? [undefined]
        : known.seen === 'body-gap'
          ? [undefined, 'body', 'trailer']
          : [undefined, ...allLocations.filter((location) => location !== 'name')];
  const blind = known.seen === 'refused';
  const worlds: World[] = [];
  for (const country of known.reached
    ? known.candidates.length === 0
      ? [...countries, elsewhere.country]
      : known.candidates
    : [undefined])
    for (const location of present)
      for (const direction of blind ? directions : [known.direction])
        for (const path of blind ? [...paths, elsewhere.path] : [known.path])
          for (const tls of known.tls === undefined ? versions : [known.tls])
            for (const relayed of relayedIn(known))
              for (const deleted of deletion === 'unseen' && known.moment >= deletedAt
                ? [false, true]
                : [deletion === 'seen' && known.moment >= deletedAt])
                worlds.push({ country, present: location, direction, path, tls, relayed, deleted });
  return worlds;
}

function relayedIn({ reached: dialled, announcedBy, alias }: Facts): readonly boolean[] {
  if (!dialled) return [false];
  if (announcedBy === 'theirs' || alias === 'theirs') return [true];
  return announcedBy === 'unknown' || alias === 'unknown' ? [false, true] : [false];
}

/** Two-valued, straight from the specification. */
export function violated({ when: scope, never }: RuleDefinition, known: Facts, world: World): boolean {
  if (world.present === undefined) return false;
  const inSet = ({ mode, members }: SetExpression, test: (member: string) => boolean): boolean => members.some(test) === (mode === 'in');
  const hostIn = (member: string): boolean => {
    if (member.includes('/')) return known.reached;
    return member.startsWith('*.') ? known.host.endsWith(member.slice(1)) : known.host === member;
  };
  const isHere = (expression: SetExpression | undefined): boolean =>
    expression === undefined || inSet(expression, (member) => member === world.present);
  if (scope.direction !== undefined && scope.direction !== world.direction) return false;
  if (scope.host !== undefined && !inSet(scope.host, hostIn)) return false;
  if (
    scope.path !== undefined &&
    !inSet(scope.path, (member) => member === world.path || (member === '/v1/*' && world.path.startsWith('/v1/')))
  )
    return false;
  if (!isHere(scope.location)) return false;
  if (scope.before !== undefined && known.moment >= 10) return false;
  if (scope.during !== undefined && known.moment !== 15) return false;
  if (scope.after?.some((condition) => ('exchange' in condition ? !world.deleted : known.moment < consent.ends))) return false;
  return never.some((map) => {
    if (map.wire !== undefined && known.wire !== 'cleartext') return false;
    if (map.region !== undefined && (world.country === undefined || !inSet(map.region, (member) => member === world.country))) return false;
    if (map.host !== undefined && !inSet(map.host, hostIn)) return false;
    if (!isHere(map.location)) return false;
    if (map.operator !== undefined && !world.relayed) return false;
    return map.tlsBelow === undefined || (known.wire === 'tls' && versions.indexOf(world.tls) < versions.indexOf(map.tlsBelow));
  });
}
