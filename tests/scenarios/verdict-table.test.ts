import { describe, expect, it } from 'vitest';
import { decideVerdict } from '../../report/decide-verdict.js';
import type { Judge } from '../../rules/judge.js';
import {
  at,
  blindSpot,
  connection,
  expectation,
  field,
  judgeOf,
  message,
  region,
  rule,
  ruleset,
  start,
  suppression,
} from '../rules/evaluate/samples.js';
import { judgedRun } from './judged-run.js';

/** What a run meets, each independent of the others. The rule speaks of two hosts: one that can be read, and one that nobody can look into. */
const axes = {
  /** At the host that can be read. */
  finding: ['none', 'violation', 'of a lower sureness'],
  level: ['error', 'warning', 'note'],
  /** A connection that was not looked into: to the other host of the rule, or to one that it does not speak of. */
  gap: ['none', 'relevant', 'irrelevant'],
  expectation: ['none', 'met', 'unmet'],
  /** What an exception covers: the finding, what is open, or neither. */
  suppression: ['none', 'the finding', 'what is open', 'something else', 'all, but expired'],
  blindSpot: ['none', 'the unread host', 'the host that is read', 'all, but expired'],
  strict: [false, true],
} as const;
type Case = { readonly [K in keyof typeof axes]: (typeof axes)[K][number] };

function casesOf(keys: readonly (keyof Case)[]): readonly Partial<Case>[] {
  const [first, ...others] = keys;
  if (first === undefined) return [{}];
  return axes[first].flatMap((value) => casesOf(others).map((rest) => ({ [first]: value, ...rest })));
}
const cases = casesOf(Object.keys(axes) as (keyof Case)[]) as readonly Case[];

const planted = 'u-7f3a9c21d0';
const read = 'api.example';
const unread = 'pinned.example';
const to = (host: string, parts: Parameters<typeof connection>[0] = {}) =>
  connection({
    server: { address: '203.0.113.9', port: 443, host, region: region('US') },
    connectTarget: { host, port: 443 },
    tls: { serverName: host },
    ...parts,
  });
const unseen = (host: string) => to(host, { interception: 'client-rejected', failureCause: { alert: 48 } });

const suppressions = {
  none: [],
  'the finding': [suppression({ rule: 'r', host: read })],
  'what is open': [suppression({ rule: 'r', host: unread })],
  'something else': [suppression({ rule: 'r', host: 'other.example' }), suppression({ rule: 'other' })],
  'all, but expired': [suppression({ rule: '*', until: '2026-11-20' })],
};
const blindSpots = {
  none: [],
  'the unread host': [blindSpot({ host: unread })],
  'the host that is read': [blindSpot({ host: read })],
  'all, but expired': [blindSpot({ host: '*', until: '2026-11-20' })],
};
const expectations = {
  none: [],
  met: [expectation({ path: { mode: 'in', members: ['/v1/me'] } })],
  unmet: [expectation({ path: { mode: 'in', members: ['/v1/never'] } })],
};

function judgeFor({ level, suppression: suppressed, blindSpot: blind, expectation: expected }: Case): Judge {
  const concerned = rule('r', { level, fields: ['sure', 'named'], when: { host: { mode: 'in', members: [read, unread] } } });
  const fields = [field('sure', { values: [planted] }), field('named', { names: ['user_id'] })];
  return judgeOf(
    ruleset([concerned], fields, {
      suppressions: suppressions[suppressed],
      blindSpots: blindSpots[blind],
      expectations: expectations[expected],
    }),
    { now: () => start },
  );
}

function verdictOf(c: Case) {
  const judge = judgeFor(c);
  const on = to(read);
  const request = message(on, 'GET /v1/me');
  const found = { none: [], violation: [at('query.u', planted)], 'of a lower sureness': [at('query.user_id', 'x-whoever')] }[c.finding];
  const judged = [...judge.opened(on), ...judge.message(on, request, found, [])];
  judge.exchange(on, {
    id: 'e',
    connectionId: on.id,
    request: request.request!,
    status: 200,
    startedDateTime: start,
    endedDateTime: start,
    complete: true,
  });
  judged.push(...judge.closed(on));
  if (c.gap !== 'none') judged.push(...judge.closed(unseen(c.gap === 'relevant' ? unread : 'elsewhere.example')));
  judged.push(...judge.finish(start));
  return decideVerdict([judgedRun(judged, judge.summary(start).doubts, 1)], { strict: c.strict });
}

/** The table: the first row that holds. */
const rows: readonly (readonly [outcome: string, exitCode: number, holds: (c: Case) => boolean])[] = [
  ['fail', 1, (c) => violates(c) && c.suppression !== 'the finding'],
  ['inconclusive', 3, (c) => isOpen(c) && c.suppression !== 'what is open' && c.blindSpot !== 'the unread host'],
  ['inconclusive', 3, (c) => c.expectation === 'unmet'],
  ['pass', 0, () => true],
];
const counts = (level: Case['level'], strict: boolean) => level === 'error' || (strict && level === 'warning');
function violates({ finding, level, strict }: Case): boolean {
  // A match less sure than the rule's `failFrom` is a warning at most.
  if (finding === 'of a lower sureness') return counts(level === 'error' ? 'warning' : level, strict);
  return finding === 'violation' && counts(level, strict);
}
const isOpen = ({ gap, level, strict }: Case) => gap === 'relevant' && counts(level, strict);

describe('the verdict of a run', () => {
  it(`has the outcome and exit code of the table, in all ${cases.length} combinations`, () => {
    expect(cases).toHaveLength(3 * 3 * 3 * 3 * 5 * 4 * 2);
    const met = new Map<number, number>();
    for (const c of cases) {
      const index = rows.findIndex(([, , holds]) => holds(c));
      met.set(index, (met.get(index) ?? 0) + 1);
      const { outcome, exitCode } = verdictOf(c);
      expect([outcome, exitCode], JSON.stringify(c)).toEqual(rows[index]?.slice(0, 2));
    }
    expect([...met.keys()].sort()).toEqual([0, 1, 2, 3]);
  });
});
