import { expect, it } from 'vitest';
import { compareFields } from '../../../report/compare/compare-fields.js';
import { sampleFinding } from '../samples.js';
import { comparedRun, seenField } from './samples.js';

it('compares all fields that were seen where both runs recorded them', () => {
  const before = comparedRun({ fields: [seenField('user-id'), seenField('gone')] });
  const after = comparedRun({
    fields: [seenField('user-id', { count: 9 }), seenField('user-id', { host: 'tracker.example', wire: 'cleartext' })],
  });
  const { source, appeared, wentAway, changed, same } = compareFields(before, after, true);
  expect([
    source,
    appeared.map(({ field, domain, wire }) => [field, domain, wire]),
    wentAway.map(({ field }) => field),
    changed,
    same,
  ]).toEqual(['everything', [['user-id', 'tracker.example', 'cleartext']], ['gone'], [], 1]);
});

it('says of a flow that stayed what is different in it, values only under the same key', () => {
  const before = comparedRun({ fields: [seenField('user-id')] });
  const after = comparedRun({
    fields: [seenField('user-id', { host: 'b.api.example', at: "$['x']", recognisedAs: 'name', hashes: ['h-2'] })],
  });
  const what = ['hosts: +b.api.example, -api.example', "places: +body $['x'], -body $['id']", 'recognised: +name, -planted'];
  expect(compareFields(before, after, true).changed.map((change) => change.what)).toEqual([[...what, 'other values']]);
  expect(compareFields(before, after, false).changed.map((change) => change.what)).toEqual([what]);
  const overlapping = comparedRun({ fields: [seenField('user-id', { hashes: ['h-1', 'h-2'] })] });
  expect(compareFields(before, overlapping, true).same).toBe(1);
});

it('falls back to what findings speak of where one run did not record', () => {
  const finding = sampleFinding();
  const noField = sampleFinding({ evidence: { field: null, recognisedAs: null }, partialFingerprints: { 'plainsight/v1': 'f2' } });
  const before = comparedRun({ fields: [seenField('user-id'), seenField('only-recorded')] });
  const after = comparedRun({ records: false, findings: [finding, noField] });
  const { source, appeared, wentAway } = compareFields(before, after, true);
  expect([source, appeared.map(({ field, places, hashes }) => [field, places, hashes]), wentAway]).toEqual([
    'findings',
    [['user-id', ["body $['user']['id']"], ['0123456789abcdef0123456789abcdef']]],
    [],
  ]);
});
