import { describe, expect, it } from 'vitest';
import { LeafContexts } from '../../../proxy/tls/leaf-contexts.js';
import { testAuthority } from '../../harness/test-authorities.js';

describe('LeafContexts', () => {
  it('makes one context for each leaf, whatever the name', () => {
    const contexts = new LeafContexts(testAuthority('device'));
    const first = contexts.contextFor('a.test');
    expect(contexts.contextFor('a.test')).toBe(first);
    for (const name of ['b.test', '127.0.0.1', '::1', '', '../x', '\x00', 'ü', 'a'.repeat(5_000)])
      expect(contexts.contextFor(name)).not.toBe(first);
  });

  it('keeps those for old devices apart', () => {
    const contexts = new LeafContexts(testAuthority('device'));
    const legacy = contexts.contextFor('a.test', { legacy: true });
    expect(contexts.contextFor('a.test')).not.toBe(legacy);
    expect(contexts.contextFor('a.test', { legacy: true })).toBe(legacy);
  });
});
