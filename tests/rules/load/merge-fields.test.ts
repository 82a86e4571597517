// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of rulesets are written so.
import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const version = 'plainsight: 1\n';
const pack = `${version}fields: { mail: { matchers: [email] } }
rules:
  - { id: a, fields: [mail], failFrom: pattern, never: { wire: cleartext } }
  - { id: b, level: warning, fields: [credit-card], never: { wire: cleartext } }
`;

describe('mergeFields', () => {
  it('adds fields up', () => {
    const field = load('extends: [plainsight:p]\nfields: { mail: { values: [qa-heron@x.example], names: [mail], as: email } }', {
      'packs/p.yaml': pack,
    }).fields.get('mail');
    expect(field).toMatchObject({ names: ['mail'], as: 'email', matchers: [{ name: 'email' }], values: [{ text: 'qa-heron@x.example' }] });
  });

  it('refuses to narrow values silently by an inner `under`', () => {
    expect(
      problems('extends: [a.yaml]\nfields: { f: { values: [abcdef1234] } }', {
        'a.yaml': `${version}fields: { f: { names: [x], under: [y] } }`,
      }),
    ).toEqual(
      [
        'r.yaml:2:11: the field `f` is narrowed by `under` in a.yaml:2:35, and this would be narrowed too: write `under` here, or take another name',
      ].map((line) => line.replace('r.yaml:2', 'r.yaml:3')),
    );
  });

  it('lets the outer `under` narrow all, with a warning', () => {
    const ruleset = load('extends: [a.yaml]\nfields: { f: { values: [ab], under: [y] } }', {
      'a.yaml': `${version}fields: { f: { names: [x] } }`,
    });
    expect(ruleset.fields.get('f')?.under).toEqual(['y']);
    expect(ruleset.warnings.map(({ message }) => message)).toEqual(['this `under` also narrows what a.yaml:2:11 says of `f`']);
  });

  it('keeps equal values once, and the kind of the outer file', () => {
    const ruleset = load('extends: [a.yaml]\nfields: { f: { values: [abcdef1234], as: token } }', {
      'a.yaml': `${version}fields: { f: { values: [abcdef1234, ghijkl5678], patterns: [a+], as: text } }`,
    });
    expect(ruleset.fields.get('f')).toMatchObject({
      as: 'token',
      values: [{ text: 'abcdef1234' }, { text: 'ghijkl5678' }],
      patterns: [{ source: 'a+' }],
    });
  });

  it('refuses salts without values', () => {
    expect(problems('fields: { f: { names: [x], salts: [pepper] } }')).toEqual([
      'r.yaml:2:11: `salts` and `hmacKeys` of the field `f` are for hashes of its `values`, and it has none',
    ]);
  });

  it('never prints a planted value', () => {
    const secret = 'zq!9';
    const found = problems('fields: { f: { values: ["${env:SECRET}"] } }', {}, { env: { SECRET: secret } });
    expect(found).toHaveLength(1);
    expect(found.join()).not.toContain(secret);
  });
});
