import { describe, expect, it } from 'vitest';
import { obstaclesToFindings, obstaclesToValues, sameKey } from '../../../report/compare/comparability.js';
import { comparedRun } from './samples.js';

describe('obstacles to comparing findings', () => {
  const kinds = (...runs: Parameters<typeof obstaclesToFindings>[0]) => obstaclesToFindings(runs).map(({ kind }) => kind);

  it('are none where both runs ended well, under the same rules', () => {
    expect(kinds(comparedRun(), comparedRun())).toEqual([]);
    // The digest is of what they ask for: from which folder they were read does not matter.
    expect(kinds(comparedRun(), comparedRun({ rulesets: ['/elsewhere/plainsight.yaml'] }))).toEqual([]);
  });

  it('are a run without an end, and one in which Plainsight failed', () => {
    expect(
      obstaclesToFindings([comparedRun({ id: 'r1', end: null }), comparedRun({ id: 'r2', end: { faults: ['disk full'] } })]),
    ).toMatchObject([
      { kind: 'no-end', detail: expect.stringContaining('run r1 has no end record') },
      { kind: 'faults', detail: expect.stringContaining('Plainsight failed in run r2') },
    ]);
  });

  it('are other rules, or rules that are not known to be the same', () => {
    expect(kinds(comparedRun(), comparedRun({ digest: 'digest-2' }))).toEqual(['other-rules']);
    expect(kinds(comparedRun({ digest: null }), comparedRun({ digest: null }))).toEqual(['rules-unknown']);
    expect(kinds(comparedRun({ digest: null }), comparedRun({ digest: null, rulesets: ['other.yaml'] }))).toEqual(['other-rules']);
    expect(kinds(comparedRun({ digest: null }), comparedRun())).toEqual(['rules-unknown']);
    expect(kinds(comparedRun({ digest: null }), comparedRun({ rulesets: ['other.yaml'] }))).toEqual(['other-rules']);
  });

  it('are not digests under different keys, which differ whatever they are of; IDs of rules tell something then', () => {
    const rules = (...ids: string[]) => ({ end: { rules: ids } });
    const elsewhere = { digest: 'digest-2', key: 'key-2' };
    expect(kinds(comparedRun(rules('a', 'b')), comparedRun({ ...elsewhere, ...rules('b', 'a') }))).toEqual(['rules-unknown']);
    expect(kinds(comparedRun(rules('a', 'b')), comparedRun({ ...elsewhere, ...rules('a') }))).toEqual(['other-rules']);
    expect(kinds(comparedRun({ key: null }), comparedRun({ key: null }))).toEqual(['rules-unknown']);
  });

  it('are destinations beyond those that are compared', () => {
    expect(kinds(comparedRun({ destinationsLeft: 3 }), comparedRun())).toEqual(['limits']);
  });
});

describe('obstacles to comparing values', () => {
  it('are none where both runs recorded all of them, under one key', () => {
    const none = { positions: 0, values: 0, fields: 0, inMessages: 0, unread: 0 };
    expect(obstaclesToValues([comparedRun({ end: { valueLimits: none } }), comparedRun()])).toEqual([]);
  });

  it('say which run did not record, and why', () => {
    const found = obstaclesToValues([comparedRun({ id: 'r1', records: false }), comparedRun({ id: 'r2', end: null })]);
    expect(found).toMatchObject([
      { kind: 'not-recorded', detail: 'run r1 was not recorded with --record-values: what it sent where is not known' },
      { kind: 'not-recorded', detail: 'run r2 did not come to its end, where values are written' },
    ]);
  });

  it('are different keys, and keys that are not known', () => {
    expect(obstaclesToValues([comparedRun(), comparedRun({ key: 'key-2' })])).toMatchObject([
      { kind: 'other-key', detail: expect.stringContaining('PLAINSIGHT_HASH_KEY') },
    ]);
    expect(obstaclesToValues([comparedRun(), comparedRun({ key: null })])).toMatchObject([
      { kind: 'other-key', detail: expect.stringContaining('earlier version') },
    ]);
    expect([sameKey([comparedRun(), comparedRun()]), sameKey([comparedRun({ key: null }), comparedRun({ key: null })])]).toEqual([
      true,
      false,
    ]);
  });

  it('say what a run had no room for', () => {
    const limits = { positions: 7, values: 1, fields: 2, inMessages: 4, unread: 1 };
    expect(obstaclesToValues([comparedRun({ id: 'r1', end: { valueLimits: limits } }), comparedRun()])).toEqual([
      {
        kind: 'limits',
        detail:
          'run r1 did not keep 7 values at places beyond the first 5,000, 1 value at places with more than 32 different ones, 2 sightings of fields beyond the first 2,000 flows, 4 values of messages with more than 1,000, 1 message that could not be read',
      },
    ]);
  });
});
