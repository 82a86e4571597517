// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of rulesets are written so.
import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

describe('environment variables', () => {
  it('are taken in values, salts, keys, hosts, and inside texts', () => {
    const ruleset = load(
      'fields: { f: { values: ["${env:QA_USER_ID}", "qa-${env:QA_USER_ID}@x.example"], salts: ["${env:SALT}"], hmacKeys: ["${env:SALT}"] } }\n' +
        'hosts: { h: ["${env:HOST}", "*.${env:HOST}"] }',
      {},
      { env: { QA_USER_ID: 'u-7f3a9c2d41', SALT: 'pepper', HOST: 'a.example' } },
    );
    const field = ruleset.fields.get('f');
    expect(field?.values.map(({ text }) => text)).toEqual(['u-7f3a9c2d41', 'qa-u-7f3a9c2d41@x.example']);
    expect([field?.salts, field?.hmacKeys]).toEqual([['pepper'], ['pepper']]);
    expect(ruleset.hosts.get('h')).toEqual(['a.example', '*.a.example']);
  });

  it('are taken as they are: a value is never expanded again, nor read as YAML', () => {
    const ruleset = load('fields: { f: { values: ["${env:A}"] } }', {}, { env: { A: '${env:B}, [x]: 0901' } });
    expect(ruleset.fields.get('f')?.values[0]?.text).toBe('${env:B}, [x]: 0901');
  });

  it('with a question mark drop the value, and say so', () => {
    const ruleset = load('fields: { f: { values: [abcdef1234, "${env:NOWHERE?}"] }, g: { values: ["${env:EMPTY?}"] } }');
    expect(ruleset.fields.get('f')).toMatchObject({ values: [{ text: 'abcdef1234' }], valuesDropped: true });
    expect(ruleset.fields.get('g')).toMatchObject({ values: [], valuesDropped: true });
    expect(ruleset.warnings.map(({ message }) => message)).toEqual([
      'left out: the environment variable NOWHERE is not set',
      'left out: the environment variable EMPTY is not set',
    ]);
  });

  it('with a question mark and set are values like any other', () => {
    expect(load('fields: { f: { values: ["${env:QA_USER_ID?}"] } }').fields.get('f')).toMatchObject({
      values: [{ text: 'u-7f3a9c2d41' }],
      valuesDropped: false,
    });
  });

  it('may not be dropped where a rule would change its meaning', () => {
    expect(problems('hosts: { h: ["${env:NOWHERE?}"] }')).toEqual([
      'r.yaml:2:14: `${env:NOWHERE?}` may drop values, salts and hmacKeys of fields only; write `${env:NOWHERE}`',
    ]);
  });

  it('are refused when misspelt, and only that is said of the value', () => {
    expect(problems('hosts: { h: ["${env:A-B}", "${env:}", "${env:A"] }')).toEqual([
      'r.yaml:2:14: `${env:A-B}` is not `${env:NAME}` or `${env:NAME?}`',
      'r.yaml:2:28: `${env:}` is not `${env:NAME}` or `${env:NAME?}`',
      'r.yaml:2:39: `${env:A` is not `${env:NAME}` or `${env:NAME?}`',
    ]);
  });

  it('stand for themselves after a second dollar', () => {
    expect(load('fields: { f: { values: ["$${env:QA_USER_ID}"] } }').fields.get('f')?.values[0]?.text).toBe('${env:QA_USER_ID}');
  });
});
