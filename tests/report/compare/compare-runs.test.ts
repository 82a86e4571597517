import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../model/index.js';
import { compareRuns } from '../../../report/compare/compare-runs.js';
import fc from '../../harness/fast-check.js';
import { exception, openFinding, sampleFinding } from '../samples.js';
import { comparedRun, destination, position, type SampleComparedRun } from './samples.js';

const violation = (fingerprint: string, more: Partial<Omit<Finding, 'evidence'>> = {}) =>
  sampleFinding({ partialFingerprints: { 'plainsight/v1': fingerprint }, ...more });
const outcome = (before: SampleComparedRun, after: SampleComparedRun, strict = false) => {
  const { outcome: came, exitCode, reasons } = compareRuns(comparedRun(before), comparedRun(after), { strict });
  return [came, exitCode, reasons.length > 0];
};

describe('the outcome of a comparison', () => {
  it('is no worse where nothing graver appeared, also where both fail alike', () => {
    expect(outcome({}, {})).toEqual(['no-worse', 0, false]);
    expect(outcome({ findings: [violation('a')] }, {})).toEqual(['no-worse', 0, false]);
    expect(outcome({ findings: [violation('a')] }, { findings: [violation('a')] })).toEqual(['no-worse', 0, false]);
    expect(outcome({}, { destinations: [destination('new.example')] })).toEqual(['no-worse', 0, false]);
  });

  it('is worse where a violation appeared, whatever else is wrong', () => {
    expect(outcome({ findings: [violation('a')] }, { findings: [violation('a'), violation('b')] })).toEqual(['worse', 1, true]);
    expect(outcome({ end: null }, { findings: [violation('b')], end: null })).toEqual(['worse', 1, true]);
    expect(outcome({ digest: 'other' }, { findings: [violation('b')] })).toEqual(['worse', 1, true]);
  });

  it('warnings make it worse with strict alone, and what is silenced never', () => {
    const warning = { findings: [violation('w', { level: 'warning' })] };
    expect([outcome({}, warning)[0], outcome({}, warning, true)[0]]).toEqual(['no-worse', 'worse']);
    expect(outcome({}, { findings: [violation('s', { suppression: exception('suppression') })] }, true)).toEqual(['no-worse', 0, false]);
  });

  it('is undecided where the second run could not see everything, also where the first could not, either', () => {
    const open = { findings: [openFinding()] };
    expect(outcome({}, open)).toEqual(['undecided', 3, true]);
    expect(outcome(open, open)).toEqual(['undecided', 3, true]);
    expect(outcome(open, {})).toEqual(['no-worse', 0, false]);
    const blind = { findings: [openFinding({ suppression: exception('blind-spot') })] };
    expect(outcome({}, blind)).toEqual(['no-worse', 0, false]);
    const unmet = {
      end: { doubts: [{ kind: 'unmet-expectation', id: 'login', detail: 'login was expected once, and not seen' }] as const },
    };
    expect(outcome({}, unmet)).toEqual(['undecided', 3, true]);
    expect(outcome({}, { digest: 'digest-2' })).toEqual(['undecided', 3, true]);
  });

  it('is broken where a run has no end, or Plainsight failed in it', () => {
    expect(outcome({}, { end: null })).toEqual(['broken', 4, true]);
    expect(outcome({ end: null }, {})).toEqual(['broken', 4, true]);
    expect(outcome({}, { end: { faults: ['disk full'] } })).toEqual(['broken', 4, true]);
  });

  it('without values compares everything else, and says that values were not compared', () => {
    const comparison = compareRuns(comparedRun({ records: false }), comparedRun());
    expect([comparison.outcome, 'suspects' in comparison, comparison.obstacles.map(({ kind }) => kind)]).toEqual([
      'no-worse',
      false,
      ['not-recorded'],
    ]);
    const otherKey = compareRuns(comparedRun(), comparedRun({ key: 'key-2' }));
    expect(['suspects' in otherKey, otherKey.obstacles.map(({ kind }) => kind)]).toEqual([false, ['rules-unknown', 'other-key']]);
    expect(compareRuns(comparedRun(), comparedRun()).suspects).toEqual([]);
  });

  it('suspects are warnings that decide nothing, but with strict', () => {
    const run = { positions: [position("$['payload']", [{ hash: 'a', count: 1, opaqueBytes: 128 }])] };
    expect(compareRuns(comparedRun(run), comparedRun(run)).suspects).toHaveLength(1);
    expect(outcome(run, run)).toEqual(['no-worse', 0, false]);
    expect(outcome(run, run, true)).toEqual(['undecided', 3, true]);
  });

  it('limits of the record do not stand in the way of suspects', () => {
    const limits = { positions: 1, values: 0, fields: 0, inMessages: 0, unread: 0 };
    const { suspects, obstacles } = compareRuns(comparedRun({ end: { valueLimits: limits } }), comparedRun());
    expect([suspects, obstacles.map(({ kind }) => kind)]).toEqual([[], ['limits']]);
  });

  it('is never 0 where a violation that counts is in the second run alone, or where it could not tell', () => {
    const arbitraryFinding = fc.record({
      fingerprint: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom('fail' as const, 'open' as const),
      level: fc.constantFrom('error' as const, 'warning' as const),
      silenced: fc.boolean(),
    });
    const arbitraryRun = fc.record({
      findings: fc.array(arbitraryFinding, { maxLength: 4 }),
      ended: fc.boolean(),
      faults: fc.constantFrom<string[]>([], ['disk full']),
    });
    fc.assert(
      fc.property(arbitraryRun, arbitraryRun, fc.boolean(), (before, after, strict) => {
        const sampleOf = ({ findings, ended, faults }: typeof before) =>
          comparedRun({
            end: ended ? { faults } : null,
            findings: findings.map(({ fingerprint, kind, level, silenced }) => ({
              ...(kind === 'open' ? openFinding() : sampleFinding()),
              level,
              partialFingerprints: { 'plainsight/v1': fingerprint },
              ...(silenced ? { suppression: exception('suppression') } : {}),
            })),
          });
        const { exitCode } = compareRuns(sampleOf(before), sampleOf(after), { strict });
        const standing = (run: typeof before, kind: 'fail' | 'open') =>
          run.findings
            .filter((found) => found.kind === kind && !found.silenced && (strict || found.level === 'error'))
            .map(({ fingerprint }) => fingerprint);
        const old = standing(before, 'fail');
        const isNew = standing(after, 'fail').some((fingerprint) => !old.includes(fingerprint));
        const bad = !before.ended || !after.ended || before.faults.length > 0 || after.faults.length > 0;
        const expected = isNew ? 1 : bad ? 4 : standing(after, 'open').length > 0 ? 3 : 0;
        expect(exitCode).toBe(expected);
      }),
    );
  });
});

it('pairs gaps by what they say, and keeps both coverages', () => {
  const gap = (detail: string, count: number) => ({ gap: { reason: 'passthrough' as const, connectionId: `c-${count}`, detail }, count });
  const { gaps, coverage } = compareRuns(
    comparedRun({ end: { gaps: [gap('one', 1), gap('two', 2)] } }),
    comparedRun({ end: { gaps: [gap('two', 9), gap('three', 1)] } }),
  );
  expect(
    [gaps.appeared, gaps.wentAway, gaps.same].map((list) => (Array.isArray(list) ? list.map(({ gap: { detail } }) => detail) : list)),
  ).toEqual([['three'], ['one'], 1]);
  expect(coverage).toHaveLength(2);
});
