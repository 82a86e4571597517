import { expect, it } from 'vitest';
import type { Finding } from '../../../model/index.js';
import { compareFindings, newViolations } from '../../../report/compare/compare-findings.js';
import { decideVerdict } from '../../../report/decide-verdict.js';
import { exception, openFinding, sampleFinding, sampleRun } from '../samples.js';

const found = (fingerprint: string, more: Partial<Omit<Finding, 'evidence'>> = {}) =>
  sampleFinding({ partialFingerprints: { 'plainsight/v1': fingerprint }, ...more });
const compare = (before: readonly Finding[], after: readonly Finding[]) =>
  compareFindings(decideVerdict([sampleRun({ findings: before })]), decideVerdict([sampleRun({ findings: after })]));
const prints = (list: readonly { finding: Finding }[]) => list.map(({ finding }) => finding.partialFingerprints['plainsight/v1']);

it('pairs findings by fingerprint, however often they occurred', () => {
  const changes = compare([found('a'), found('b')], [found('b'), found('b'), found('c')]);
  expect([prints(changes.appeared), prints(changes.wentAway), changes.changed, changes.same]).toEqual([['c'], ['a'], [], 1]);
  expect(prints(newViolations(changes))).toEqual(['c']);
});

it('a violation where the first run had an open finding is new', () => {
  const changes = compare([openFinding({ partialFingerprints: { 'plainsight/v1': 'a' } })], [found('a')]);
  expect([changes.appeared.length, changes.wentAway.length, newViolations(changes).length]).toEqual([1, 1, 1]);
});

it('one that counts now, and did not, is new; one that is silenced now is not', () => {
  const silenced = found('a', { suppression: exception('suppression') });
  const counting = compare([silenced], [found('a')]);
  expect([counting.changed.map(({ what }) => what), prints(newViolations(counting))]).toEqual([[['no longer silenced']], ['a']]);
  const hidden = compare([found('a')], [silenced]);
  expect([hidden.changed.map(({ what }) => what), newViolations(hidden)]).toEqual([
    [['now silenced: suppression at plainsight.yaml:40 (APP-812)']],
    [],
  ]);
  expect(newViolations(compare([], [silenced]))).toEqual([]);
  const heavier = compare([found('a', { level: 'warning' })], [found('a')]);
  expect([heavier.changed.map(({ what }) => what), newViolations(heavier).length]).toEqual([[['level: warning → error']], 1]);
  expect(newViolations(compare([], [found('a', { level: 'warning' })]))).toEqual([]);
});

it('of one fingerprint the gravest counts: silenced once does not hide it', () => {
  const both = [found('a', { suppression: exception('baseline') }), found('a')];
  expect(prints(newViolations(compare([], both)))).toEqual(['a']);
  expect(newViolations(compare(both, [found('a')]))).toEqual([]);
});

it('what is open is no violation', () => {
  expect(newViolations(compare([], [openFinding()]))).toEqual([]);
});
