import { describe, expect, it } from 'vitest';
import { bundledLocator } from '../../../rules/evaluate/bundled-locator.js';
import { place } from './samples.js';

const locate = bundledLocator({
  hosts: new Map([['staging', ['*.staging.example']]]),
  overrides: [
    { host: 'staging', region: 'US', reason: 'staging', place },
    { cidr: '10.20.0.0/16', region: 'CA', reason: 'lab', place },
  ],
});

describe('bundledLocator', () => {
  it('goes by the overrides of the ruleset, named lists of hosts included', () => {
    expect(locate('10.20.1.1', []).candidates).toEqual(['CA']);
    expect(locate('10.30.1.1', ['a.staging.example']).candidates).toEqual(['US']);
    expect(locate('10.30.1.1', ['staging.test']).candidates).toBe('unknown');
  });

  it('knows addresses by the database that ships with us', () => {
    const { candidates, source } = locate('133.1.1.1', []);
    expect(candidates).toEqual(['JP']);
    expect(source.kind).toBe('database');
  });
});
