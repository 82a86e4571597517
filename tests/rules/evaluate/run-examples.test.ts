import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import { runExamples } from '../../../rules/evaluate/run-examples.js';
import { defaultContext } from '../../../rules/load/default-context.js';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import type { RuleExample } from '../../../rules/ruleset.js';
import { field, place, rule, ruleset } from './samples.js';

const decoder = createDecoder();
const decode = decoder.decode.bind(decoder);
const example = (expected: RuleExample['expect'], request: string, parts: Partial<RuleExample> = {}): RuleExample => ({
  expect: expected,
  place,
  request,
  headers: {},
  ...parts,
});
const token = field('token', { names: ['token'] });
const outcomes = (parts: Parameters<typeof rule>[1]) =>
  runExamples(ruleset([rule('r', { fields: ['token'], ...parts })], [token]), { decode }).map(({ outcome, why }) => [outcome, why]);

describe('runExamples', () => {
  it('runs requests and responses, over cleartext and TLS', () => {
    const examples = [
      example('violates', 'GET http://a.example/x?token=1'),
      example('complies', 'GET https://a.example/x?token=1'),
      example('violates', 'POST http://a.example', { status: 200, body: '{"token":"1"}', headers: { 'content-type': 'application/json' } }),
      example('complies', 'GET http://a.example/token'),
    ];
    expect(outcomes({ never: [{ wire: 'cleartext' }], examples }).map(([outcome]) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('says why an example fails', () => {
    const examples = [
      example('violates', 'GET https://a.example/'),
      example('complies', 'GET http://a.example/?token=1'),
      example('violates', 'a.example'),
    ];
    expect(outcomes({ never: [{ wire: 'cleartext' }], examples })).toEqual([
      ['failed', 'not found'],
      ['failed', "found (`token` by name in query $['token']), and must not be"],
      ['failed', '`a.example` is not `METHOD URL` with an http: or https: URL'],
    ]);
  });

  it('puts the server into the region and the message into the step that the example names', () => {
    const region = [{ region: { mode: 'in', members: ['CN'] } }] as const;
    const examples = [
      example('violates', 'GET https://a.example/?token=1', { region: 'CN' }),
      example('complies', 'GET https://a.example/?token=1', { region: 'US' }),
      example('violates', 'GET https://a.example/?token=1', { region: '?' }),
    ];
    expect(outcomes({ never: region, examples }).map(([outcome]) => outcome)).toEqual(['ok', 'ok', 'failed']);
    const steps = [
      example('violates', 'GET https://a.example/?token=1'),
      example('complies', 'GET https://a.example/?token=1', { step: 'consent' }),
    ];
    expect(outcomes({ when: { before: ['consent'] }, examples: steps }).map(([outcome]) => outcome)).toEqual(['ok', 'ok']);
  });

  it('runs those of rules that are switched off, and of rules without fields', () => {
    const examples = [example('violates', 'GET https://a.tracker.example/'), example('complies', 'GET https://a.example/')];
    const never = [{ host: { mode: 'in', members: ['*.tracker.example'] } }] as const;
    expect(outcomes({ fields: [], level: 'off', never, examples }).map(([outcome]) => outcome)).toEqual(['ok', 'ok']);
  });

  it('finds every example of the packs as it says', () => {
    const pack = loadRuleset(['plainsight:baseline'], defaultContext({ env: {} }));
    const results = runExamples(pack, { decode });
    expect(results.length).toBeGreaterThan(10);
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });
});
