import { describe, expect, it } from 'vitest';
import type { RecordedPosition, RecordedValue } from '../../../model/index.js';
import { compareAccounts } from '../../../report/compare/compare-accounts.js';
import type { ComparedRun } from '../../../report/compare/compared-run.js';
import { comparedRun, position, type SampleComparedRun, seenField } from './samples.js';

const twice = (hash: string, more: Partial<RecordedValue> = {}): RecordedValue => ({ hash, count: 2, ...more });
const fieldsOf = (account: string) => [seenField('user-id', { hashes: [`user-${account}`] })];
const runOf = (account: string, positions: readonly RecordedPosition[], more: SampleComparedRun = {}): ComparedRun =>
  comparedRun({ fields: fieldsOf(account), positions, ...more });
/** Runs of an account, each with the values at one place. */
const account = (
  name: string,
  runs: readonly (readonly (string | RecordedValue)[])[],
  at = "$['d']",
  more: Partial<RecordedPosition> = {},
): ComparedRun[] => runs.map((values, index) => runOf(name, [position(at, values, more)], { id: `${name}-${index}` }));
const places = (one: readonly ComparedRun[], other: readonly ComparedRun[]) =>
  compareAccounts(one, other).suspects.map(({ evidence, confidence }) => `${evidence.path} ${confidence}`);

describe('what moves with the account', () => {
  it('is the same in all runs of one account, and never the other’s', () => {
    const { outcome, exitCode, positions, suspects } = compareAccounts(account('ada', [['x'], ['x']]), account('bob', [['y'], ['y']]));
    expect([outcome, exitCode, positions]).toEqual(['compared', 0, 1]);
    expect(suspects).toMatchObject([
      {
        ruleId: 'compare/moves-with-account',
        kind: 'open',
        level: 'warning',
        confidence: 'high',
        evidence: { host: 'api.example', method: 'POST', path: "$['d']", byteRanges: null },
        hints: ['the same in 2 runs of one account and 2 runs of the other, and never the other’s'.replace('’', "'")],
      },
    ]);
  });

  it.each([
    ['a nonce', [['n1'], ['n2']], [['n3'], ['n4']]],
    ['a constant of the app', [['c'], ['c']], [['c'], ['c']]],
    ['a value that the other account has, too, once', [['x'], ['x']], [['y'], ['x', 'y']]],
    ['a value of one account only', [['x'], ['x']], [['n1'], ['n2']]],
    [
      'a value that holds a planted one',
      [[twice('x', { explainedBy: ['user-id'] })], [twice('x', { explainedBy: ['user-id'] })]],
      [[twice('y', { explainedBy: ['user-id'] })], [twice('y', { explainedBy: ['user-id'] })]],
    ],
  ])('is not %s', (_, ada, bob) => {
    expect(places(account('ada', ada), account('bob', bob))).toEqual([]);
  });

  it('may be one of several values there, which says less', () => {
    expect(
      places(
        account('ada', [
          ['x', 'n1'],
          ['x', 'n2'],
        ]),
        account('bob', [
          ['y', 'n3'],
          ['y', 'n4'],
        ]),
      ),
    ).toEqual(["$['d'] low"]);
  });

  it('is not told where not all values were kept', () => {
    expect(places(account('ada', [['x'], ['x']]), account('bob', [['y'], ['y']], "$['d']", { more: 1 }))).toEqual([]);
  });

  it('counts runs in which the place was used, and needs it in both accounts', () => {
    const ada = [...account('ada', [['x'], ['x']]), runOf('ada', [], { id: 'ada-9' })];
    expect(places(ada, account('bob', [['y'], ['y']]))).toEqual(["$['d'] high"]);
    const elsewhere = compareAccounts(ada, account('bob', [['y'], ['y']], "$['e']"));
    expect([elsewhere.outcome, elsewhere.exitCode, elsewhere.reasons]).toEqual([
      'undecided',
      3,
      ['there is no place at which both accounts sent something'],
    ]);
  });

  it('shows the bytes that move where they stand in a blob of unknown format', () => {
    const blob = (name: string, run: string): RecordedPosition[] => [
      position('$', [`whole-${run}`], { transforms: [] }),
      ...[0, 4, 8, 12, 16].map((offset) =>
        position('$', [offset === 0 ? 'magic' : offset === 16 ? `counter-${run}` : offset === 12 ? 'flags' : `${name}-${offset}`], {
          transforms: [],
          offset,
        }),
      ),
    ];
    const runs = (name: string) => [1, 2].map((index) => runOf(name, blob(name, `${name}${index}`), { id: `${name}-${index}` }));
    const { suspects, positions } = compareAccounts(runs('ada'), runs('bob'));
    expect(suspects).toMatchObject([
      { message: expect.stringContaining('some of its bytes move'), evidence: { path: '$', byteRanges: [[4, 12]] }, confidence: 'high' },
    ]);
    expect(positions).toBe(1);
  });

  it('says where the server had sent it before', () => {
    const issued = (hash: string) => [[twice(hash, { issued: true })], [twice(hash, { issued: true })]];
    const { suspects } = compareAccounts(account('ada', issued('x')), account('bob', issued('y')));
    expect(suspects[0]?.hints.join()).toContain('the server had sent it before');
  });
});

describe('with one run of an account', () => {
  it('is shown at low confidence where it came more than once in it, always the same', () => {
    const { suspects, once } = compareAccounts(account('ada', [[twice('x')]]), account('bob', [[twice('y')]]));
    expect([suspects.map(({ confidence }) => confidence), once]).toEqual([['low'], 0]);
    expect(suspects[0]?.hints.join()).toContain('record a second one');
  });

  it('is counted where it came once, and passed over where it varies', () => {
    const single = compareAccounts(account('ada', [['x']]), account('bob', [[twice('y')]]));
    expect([single.suspects, single.once]).toEqual([[], 1]);
    const varied = compareAccounts(account('ada', [[twice('x'), twice('n')]]), account('bob', [[twice('y')]]));
    expect([varied.suspects, varied.once]).toEqual([[], 0]);
  });

  it('of the one account, the other’s second run does not help', () => {
    const { suspects } = compareAccounts(account('ada', [[twice('x')], [twice('x')]]), account('bob', [[twice('y')]]));
    expect(suspects.map(({ confidence }) => confidence)).toEqual(['low']);
  });
});

describe('what nobody can tell', () => {
  const ada = account('ada', [['x'], ['x']]);
  const bob = account('bob', [['y'], ['y']]);
  const kinds = (one: readonly ComparedRun[], other: readonly ComparedRun[]) => {
    const { outcome, exitCode, obstacles, suspects } = compareAccounts(one, other);
    return [outcome, exitCode, obstacles.map(({ kind }) => kind), suspects.length];
  };

  it('is never nothing: a run without values, or under another key, makes it undecided', () => {
    expect(kinds(ada, [...bob, runOf('bob', [], { records: false })])).toEqual(['undecided', 3, ['not-recorded'], 0]);
    expect(kinds(ada, [...bob, runOf('bob', [], { key: 'key-2' })])).toEqual(['undecided', 3, ['other-key'], 0]);
    expect(kinds(ada, [...bob, runOf('bob', [], { key: null })])).toEqual(['undecided', 3, ['other-key'], 0]);
  });

  it('two accounts that are one, or of which nothing planted was seen', () => {
    expect(kinds(ada, account('ada', [['y'], ['y']]))).toEqual(['undecided', 3, ['same-account'], 0]);
    const unknown = [comparedRun({ positions: [position("$['d']", ['y'])] })];
    expect(kinds(ada, unknown).slice(0, 3)).toEqual(['compared', 0, ['no-account']]);
  });

  it('a run without an end, or in which Plainsight failed, is broken', () => {
    expect(kinds(ada, [...bob, runOf('bob', [], { end: null, id: 'bob-9' })]).slice(0, 3)).toEqual([
      'undecided',
      3,
      ['no-end', 'not-recorded'],
    ]);
    expect(kinds(ada, [...bob, runOf('bob', [], { end: { faults: ['disk full'] } })])).toEqual(['broken', 4, ['faults'], 1]);
  });

  it('suspects count with --strict', () => {
    const { outcome, exitCode, reasons, suspects } = compareAccounts(ada, bob, { strict: true });
    expect([outcome, exitCode, reasons, suspects[0]?.level]).toEqual(['undecided', 3, ['1 suspect, with --strict'], 'error']);
  });
});
