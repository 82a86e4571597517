import { expect, it } from 'vitest';
import { compareAccounts } from '../../../report/compare/compare-accounts.js';
import { compareRuns } from '../../../report/compare/compare-runs.js';
import { formatAccountComparison, formatComparison, formatDifferences } from '../../../report/compare/format-comparison.js';
import { sampleFinding } from '../samples.js';
import { comparedRun, destination, position, seenField } from './samples.js';

const sealed = position("$['payload']", [{ hash: 'secret-hash', count: 1, opaqueBytes: 128 }], { transforms: ['json', 'base64'] });
const before = comparedRun({
  id: 'r1',
  label: 'fenced',
  destinations: [destination('edge.us.voice.example')],
  positions: [sealed],
  fields: [seenField('user-id')],
});
const after = comparedRun({
  id: 'r2',
  destinations: [
    destination('edge.us.voice.example', { wire: 'cleartext' }),
    destination('edge.cn.voice.example', { countryIsoCode: 'CN', asn: 64_501, asnOrganisation: 'Example China' }),
  ],
  positions: [sealed],
  fields: [seenField('user-id', { countryIsoCode: 'CN', asn: 64_501 })],
  findings: [sampleFinding()],
  end: { gaps: [{ gap: { reason: 'passthrough', connectionId: 'c', detail: 'pinned\u001b[31m host' }, count: 2 }] },
});

it('says what is different, for people, and ends with the outcome', () => {
  const text = formatComparison(compareRuns(before, after));
  const lines = text.split('\n');
  expect(lines[0]).toBe('first  run r1 "fenced"  2026-07-01T12:00:00.000Z to 2026-07-01T12:10:00.000Z, verdict pass');
  expect(lines[1]).toContain('verdict fail');
  expect(text).toContain(
    'Findings: 1 appeared, 0 went away, 0 changed, 0 the same\n  + violation user-id crossed the network unencrypted ×1',
  );
  expect(text).toContain('Destinations: 1 appeared, 0 went away, 1 changed, 0 the same');
  expect(text).toContain(
    '  + edge.cn.voice.example in CN, AS64501 (Example China), at 203.0.113.5, tls: 1 connection, 2 exchanges, 100 bytes sent',
  );
  expect(text).toContain('      wire: +cleartext, -tls');
  expect(text).toContain('  + AS64501 (Example China) in CN: voice.example');
  expect(text).toContain("  + user-id (planted) to api.example in CN, tls, at body $['id']: 1 time");
  expect(text).toContain('  + passthrough ×2: pinned\\u001b[31m host');
  expect(text).toContain("POST api.example/v1/events, body $['payload'] (json > base64)");
  expect(text).toContain('connections: 3\n');
  expect(text).not.toContain('secret-hash');
  expect(lines.at(-2)).toBe('comparison: WORSE (exit 1)');
  expect(lines.at(-1)).toBe('');
});

it('says why values were not compared, instead of that none are equal', () => {
  const text = formatComparison(compareRuns(comparedRun({ id: 'r1', records: false }), after));
  expect(text).toContain('! run r1 was not recorded with --record-values');
  expect(text).toContain('The same ciphertext in both runs: not compared, see above');
  expect(text).toContain('Fields that findings speak of');
  expect(formatComparison(compareRuns(comparedRun(), comparedRun()))).toContain('The same ciphertext in both runs: none found');
});

it('shows so many of a kind, and counts the rest', () => {
  const many = comparedRun({ destinations: Array.from({ length: 40 }, (_, index) => destination(`host-${index}.n${index}.example`)) });
  const text = formatComparison(compareRuns(comparedRun(), many));
  expect(text.match(/^ {2}\+ host-/gm)).toHaveLength(25);
  expect(text).toContain('… and 15 more; --format json has them all');
});

it('gives the gist in a line each', () => {
  expect(formatDifferences(compareRuns(before, after))).toEqual([
    expect.stringMatching(/^\+ edge\.cn\.voice\.example in CN/),
    expect.stringMatching(/^suspect POST api\.example\/v1\/events/),
  ]);
  expect(formatDifferences(compareRuns(after, before))[0]).toMatch(/^- edge\.cn\.voice\.example in CN/);
  expect(formatDifferences(compareRuns(comparedRun(), comparedRun()))).toEqual([]);
});

it('shows differential runs', () => {
  const run = (name: string, value: string) =>
    comparedRun({ id: name, positions: [position("$['d']", [value])], fields: [seenField('user-id', { hashes: [value] })] });
  const text = formatAccountComparison(compareAccounts([run('a1', 'x'), run('a2', 'x')], [run('b1', 'y'), run('b2', 'y')]));
  expect(text).toContain('one   run a1');
  expect(text).toContain('other run b2');
  expect(text).toContain('1 place at which both accounts sent something');
  expect(text).toContain('Values that move with the account: 1 suspect');
  expect(text.split('\n').at(-2)).toBe('comparison: COMPARED (exit 0)');
  const once = formatAccountComparison(compareAccounts([run('a1', 'x')], [run('b1', 'y')]));
  expect(once).toContain('1 place with another value for each account, used once in a run');
});
