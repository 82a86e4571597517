import { describe, expect, it } from 'vitest';
import type { NameEvidence } from '../../model/index.js';
import { describeNames } from '../../report/describe-names.js';
import { sampleEvidence } from './samples.js';

const evidence = sampleEvidence();
const chain = [
  { name: 'api.example', cname: 'cdn.example', ttl: 300 },
  { name: 'cdn.example', cname: 'edge.agora.io', ttl: 60 },
];
const resolved = (parts: Partial<NameEvidence> = {}): NameEvidence => ({
  source: 'dns',
  resolver: '192.0.2.53',
  chain,
  ttl: 30,
  chainUnknown: null,
  ...parts,
});
const said = (nameResolution: NameEvidence | null, nameDisagreement: string | null = null) =>
  describeNames({ ...evidence, nameResolution, nameDisagreement });

describe('describeNames', () => {
  it('says what the name is an alias of, and who says so', () => {
    expect(said(resolved())).toBe('api.example is an alias of cdn.example, edge.agora.io (resolver 192.0.2.53, 60 s)');
    expect(said(resolved({ source: 'system', chainUnknown: 'other-addresses' }))).toBe(
      'api.example is an alias of cdn.example, edge.agora.io (resolver 192.0.2.53, 60 s; the address dialled is not in its answer (other-addresses))',
    );
  });

  it('says why nobody knows, and names that disagree', () => {
    expect(said(resolved({ source: 'system', chain: [], chainUnknown: 'no-answer' }))).toBe('aliases not known (no-answer)');
    expect(said(null, 'Host b.example against SNI a.example')).toBe('Host b.example against SNI a.example');
    expect(said(resolved(), 'Host b.example against SNI a.example')).toMatch(/60 s\); Host b\.example against SNI a\.example$/);
  });

  it('shows the names of the address', () => {
    expect(said(resolved({ chain: [], pointers: ['a.isp.example', 'b.isp.example'] }))).toBe('PTR a.isp.example, b.isp.example');
    expect(said(resolved({ pointers: ['a.isp.example'] }), 'Host b.example against SNI a.example')).toMatch(
      /60 s\); PTR a\.isp\.example; Host b\.example/,
    );
    expect(said(resolved({ chain: [], pointers: [] }))).toBeNull();
    expect(said(resolved({ chain: [], pointers: null }))).toBeNull();
  });

  it('has nothing to say of a name that is no alias, of an address, and of older findings', () => {
    expect(said(resolved({ chain: [] }))).toBeNull();
    expect(said(resolved({ source: 'system', chain: [], chainUnknown: 'local-name' }))).toBeNull();
    expect(said(resolved({ source: 'system', chain: [], chainUnknown: 'overridden' }))).toBeNull();
    expect(said(null)).toBeNull();
    expect(describeNames(evidence)).toBeNull();
  });
});
