import { expect, it } from 'vitest';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { RulesetError } from '../../../rules/ruleset-error.js';
import fc from '../../harness/fast-check.js';
import { contextOf } from './load-harness.js';

const sound = `plainsight: 1
hosts: { first-party: ["*.ourapp.example"] }
fields:
  user-id: { values: [u-7f3a9c2d41], names: [uid], under: ["$..user"], as: token }
  key: { matchers: [{ random-bytes: { bits: 128 } }], patterns: ["[a-z]+"] }
regions: { groups: { home: [US, CA] }, overrides: [{ cidr: 10.0.0.0/8, region: US, reason: x }] }
rules:
  - id: a
    fields: [user-id, key]
    when: { direction: server-to-client, before: consent, after: { exchange: { status: 2xx } } }
    never: [{ region: { notIn: [home] }, host: first-party }, anywhere]
    examples: [{ violates: { request: GET http://a.example/, status: 200 } }]
levels: { "a*": warning }
expect: [{ id: e, field: user-id, min: 1 }]
blindSpots: [{ host: a.example, gaps: [passthrough], reason: x, until: 2027-06-30 }]
suppressions: [{ rule: a, host: a.example, reason: x, until: 2027-01-31 }]
`;

it('answers every broken file with problems at places inside it, and nothing else', () => {
  const piece = fc.constantFrom(
    '',
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    '\n',
    '  ',
    '- ',
    '*',
    '&a ',
    '!t ',
    '"',
    "'",
    '#',
    '1',
    'true',
    '${env:',
    '\t',
    '---\n',
    'é',
    '\u0000',
  );
  const edit = fc.record({ at: fc.nat(sound.length), length: fc.nat(12), piece });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), fc.boolean(), (edits, json) => {
      let source = sound;
      for (const { at, length, piece: put } of edits) source = source.slice(0, at) + put + source.slice(at + length);
      const file = json ? 'r.json' : 'r.yaml';
      const lines = source.split('\n').length;
      try {
        loadRuleset([file], contextOf({ [file]: source }));
      } catch (error) {
        expect(error).toBeInstanceOf(RulesetError);
        if (!(error instanceof RulesetError)) return;
        expect(error.problems.length).toBeGreaterThan(0);
        for (const { place, message } of error.problems) {
          expect(place.line).toBeGreaterThan(0);
          expect(place.line).toBeLessThanOrEqual(lines);
          expect(place.column).toBeGreaterThan(0);
          expect(message).not.toContain('[object');
          expect(message).not.toContain('undefined');
        }
      }
    }),
    { numRuns: 300 },
  );
});
