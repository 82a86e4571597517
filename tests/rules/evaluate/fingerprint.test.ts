import { describe, expect, it } from 'vitest';
import { type FingerprintParts, fingerprint } from '../../../rules/evaluate/fingerprint.js';

const parts: FingerprintParts = {
  rule: 'r',
  kind: 'fail',
  lowered: false,
  field: 'user-id',
  host: 'api.example',
  method: 'GET',
  path: '/users/1/posts',
  location: 'query',
  segments: ['ids', 0, 'uid'],
  direction: 'client-to-server',
  wire: 'tls',
  country: null,
  operator: null,
  value: 'u-7f3a9c21d0',
};
const of = (changes: Partial<FingerprintParts>) => fingerprint({ ...parts, ...changes });

describe('fingerprint', () => {
  it('has the operator where the rule tests it, and is as it was where not', () => {
    // Baselines hold it.
    expect(of({})).toBe('c1953437d03f4c25b5fe7d650b8b6bb8');
    expect(new Set([of({}), of({ operator: 'none' }), of({ operator: 'agora' }), of({ operator: 'unknown' })]).size).toBe(4);
  });

  it('is the same for other values, IDs and positions', () => {
    expect(of({})).toMatch(/^[0-9a-f]{32}$/);
    expect(of({ path: '/users/99/posts?x' })).toBe(of({}));
    expect(of({ segments: ['ids', 7, 'uid'] })).toBe(of({}));
    expect(of({ value: 'u-00000000ff' })).toBe(of({}));
    expect(of({ host: 'u-7f3a9c21d0.api.example' })).toBe(of({ host: 'another-user.api.example', value: 'another-user' }));
    expect(of({ path: '/people/hanako', value: 'hanako' })).toBe(of({ path: '/people/johanna', value: 'johanna' }));
    expect(of({ segments: ['users', '1848314487'] })).toBe(of({ segments: ['users', '1848314488'] }));
  });

  it('is another for another rule, kind, sureness, field, host, method, place, direction, wire or country', () => {
    const changes: readonly Partial<FingerprintParts>[] = [
      { rule: 'other' },
      { kind: 'open' },
      { lowered: true },
      { field: 'phone' },
      { host: 'b.example' },
      { method: 'POST' },
      { path: '/users/1/likes' },
      { location: 'body' },
      { segments: ['uid'] },
      { direction: 'server-to-client' },
      { wire: 'cleartext' },
      { country: 'CN' },
    ];
    expect(new Set([of({}), ...changes.map(of)]).size).toBe(changes.length + 1);
  });

  it('survives half a character', () => {
    expect(of({ value: 'abc\ud800def' })).toMatch(/^[0-9a-f]{32}$/);
  });
});
