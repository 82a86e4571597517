import { expect, it } from 'vitest';
import type { RecordedPosition, RecordedValue } from '../../../model/index.js';
import { equalCiphertexts } from '../../../report/compare/equal-ciphertexts.js';
import { position } from './samples.js';

const sealed = (hash: string, more: Partial<RecordedValue> = {}): RecordedValue => ({ hash, count: 2, opaqueBytes: 128, ...more });
const suspects = (before: readonly RecordedPosition[], after: readonly RecordedPosition[]) =>
  equalCiphertexts({ positions: before, fields: [] }, { positions: after, fields: [] }, 'warning');
const payload = "$['payload']";

it('the same ciphertext at the same place in both runs is suspect', () => {
  const [found, ...others] = suspects(
    [position(payload, [sealed('a'), sealed('b')])],
    [position(payload, [sealed('a', { count: 3 }), sealed('c')])],
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    ruleId: 'compare/equal-ciphertext',
    kind: 'open',
    level: 'warning',
    message: expect.stringContaining('the same in both runs: fixed key and IV, or no encryption (suspect)'),
    evidence: {
      host: 'api.example',
      method: 'POST',
      urlPath: '/v1/events',
      location: 'body',
      path: payload,
      transforms: ['json'],
      size: 128,
    },
    confidence: 'high',
    partialFingerprints: { 'plainsight/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
  expect(found?.hints).toEqual(
    expect.arrayContaining(['sent 2 times in the first run and 3 times in the second', 'its 128 bytes are whole blocks of 16']),
  );
  expect(JSON.stringify(found)).not.toContain('"a"');
});

it('has the same fingerprint whatever the values, and another at another place', () => {
  const printOf = (at: string, hash: string) =>
    suspects([position(at, [sealed(hash)])], [position(at, [sealed(hash)])])[0]?.partialFingerprints['plainsight/v1'];
  expect(printOf(payload, 'a')).toBe(printOf(payload, 'b'));
  expect(printOf(payload, 'a')).not.toBe(printOf("$['other']", 'a'));
});

it.each([
  ['encrypted afresh', position(payload, [sealed('a')]), position(payload, [sealed('b')])],
  ['at another place', position(payload, [sealed('a')]), position("$['other']", [sealed('a')])],
  ['to another host', position(payload, [sealed('a')]), position(payload, [sealed('a')], { host: 'b.example' })],
  ['no ciphertext', position(payload, ['a']), position(payload, ['a'])],
  ['sent by the server first', position(payload, [sealed('a', { issued: true })]), position(payload, [sealed('a')])],
  ['sent by the server first, in the second run', position(payload, [sealed('a')]), position(payload, [sealed('a', { issued: true })])],
  ['explained by a planted value', position(payload, [sealed('a')]), position(payload, [sealed('a', { explainedBy: ['app-key'] })])],
])('nothing where it is %s', (_, before, after) => {
  expect(suspects([before], [after])).toEqual([]);
});

it('is less sure where the name is one of keys and tokens, and shows those last', () => {
  const all = ["$['api_key']", "$['signature']", "$['data']", "$['keys'][3]", "$['keyboard']"].map((at) => position(at, [sealed('a')]));
  expect(suspects(all, all).map(({ evidence, confidence }) => [evidence.path, confidence])).toEqual([
    ["$['data']", 'high'],
    ["$['keyboard']", 'high'],
    ["$['api_key']", 'low'],
    ["$['signature']", 'low'],
    ["$['keys'][3]", 'low'],
  ]);
});
