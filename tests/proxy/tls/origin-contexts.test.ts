import { describe, expect, it } from 'vitest';
import { OriginContexts } from '../../../proxy/tls/origin-contexts.js';
import { testAuthority } from '../../harness/test-authorities.js';

describe('OriginContexts', () => {
  it('keeps one context for each set of versions that a device may offer', () => {
    const contexts = new OriginContexts([testAuthority('origin').certificatePem]);
    const any = contexts.contextFor({ lowest: 0x0301, highest: 0x0304 });
    expect(contexts.contextFor(undefined)).toBe(any);
    expect(contexts.contextFor({ lowest: 0x0303, highest: 0x0304 })).toBe(any);
    const older = contexts.contextFor({ lowest: 0x0301, highest: 0x0303 });
    const newest = contexts.contextFor({ lowest: 0x0304, highest: 0x0304 });
    expect(new Set([any, older, newest]).size).toBe(3);
    expect(contexts.contextFor({ lowest: 0x0303, highest: 0x0303 })).toBe(older);
  });
});
