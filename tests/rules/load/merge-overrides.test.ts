import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const version = 'plainsight: 1\n';

describe('mergeOverrides', () => {
  it('keeps the outer of two overrides for one network', () => {
    const ruleset = load('extends: [a.yaml]\nregions: { overrides: [{ cidr: 10.0.0.0/8, region: US, reason: x }] }', {
      'a.yaml': `${version}regions: { overrides: [{ cidr: 10.9.9.9/8, region: CN, reason: y }, { cidr: 10.1.0.0/16, region: CA, reason: z }] }`,
    });
    expect(ruleset.overrides.map(({ cidr, region }) => `${cidr} ${region}`).sort()).toEqual(['10.0.0.0/8 US', '10.1.0.0/16 CA']);
  });

  it('breaks no tie within a file, for networks and hosts', () => {
    expect(
      problems(
        'regions:\n  overrides:\n    - { host: "*.a.example", region: US, reason: x }\n    - { host: "*.A.example", region: US, reason: y }\n    - { cidr: 10.0.0.1, region: US, reason: x }\n    - { cidr: 10.0.0.1/32, region: CA, reason: y }',
      ),
    ).toEqual([
      'r.yaml:5:7: `*.a.example` has an override already in r.yaml:4:7, and neither is more specific: keep one',
      'r.yaml:7:7: `10.0.0.1/32` has an override already in r.yaml:6:7 (US, not CA), and neither is more specific: keep one',
    ]);
  });

  it('knows one network in all its spellings, wrapped ones too', () => {
    expect(
      problems(
        'regions:\n  overrides:\n    - { cidr: 192.0.2.7, region: US, reason: x }\n    - { cidr: "64:ff9b::192.0.2.7", region: CA, reason: y }\n    - { cidr: "::ffff:192.0.2.7/128", region: US, reason: z }',
      ),
    ).toEqual([
      'r.yaml:5:7: `192.0.2.7/32` has an override already in r.yaml:4:7 (US, not CA), and neither is more specific: keep one',
      'r.yaml:6:7: `192.0.2.7/32` has an override already in r.yaml:4:7, and neither is more specific: keep one',
    ]);
  });

  it('of two files side by side that disagree, names both', () => {
    const of = (region: string) => `${version}regions: { overrides: [{ cidr: 10.0.0.0/8, region: ${region}, reason: x }] }`;
    expect(problems('extends: [a.yaml, b.yaml]', { 'a.yaml': of('US'), 'b.yaml': of('CA') })).toEqual([
      'b.yaml:2:24: the region of `10.0.0.0/8` is given differently in a.yaml:2:24; say which holds in a file that extends both',
    ]);
  });

  it.each<[written: string, expected: string]>([
    ['{ region: US, reason: x }', 'r.yaml:2:24: an override needs either `cidr` or `host`'],
    ['{ cidr: 10.0.0.0/8, host: a.example, region: US, reason: x }', 'r.yaml:2:24: an override needs either `cidr` or `host`'],
    ['{ cidr: 10.0/8, region: US, reason: x }', 'r.yaml:2:32: `10.0/8` is not an address or CIDR, such as 10.20.0.0/16'],
    ['{ host: 10.0.0.1, region: US, reason: x }', 'r.yaml:2:32: an address is overridden with `cidr`'],
    ['{ host: a.example, region: eu, reason: x }', 'r.yaml:2:51: expected an ISO country in upper case, found `eu`'],
    ['{ host: a.example, region: UC, reason: x }', 'r.yaml:2:51: unknown country `UC`; did you mean `US`?'],
  ])('%s', (written, expected) => {
    expect(problems(`regions: { overrides: [${written}] }`)).toEqual([expected]);
  });
});
