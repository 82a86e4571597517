import { describe, expect, it } from 'vitest';
import { readGreeting } from '../../../../proxy/capture/socks5/read-greeting.js';

describe('readGreeting', () => {
  it('reads the methods, of which there may be none or 255', () => {
    for (const count of [0, 1, 2, 255]) {
      const bytes = Buffer.concat([Buffer.of(5, count), Buffer.alloc(count, 7), Buffer.from('behind')]);
      expect(readGreeting(bytes)).toEqual({ kind: 'read', value: Buffer.alloc(count, 7), end: count + 2 });
      for (let end = 0; end < count + 2; end += 1) expect(readGreeting(bytes.subarray(0, end))).toEqual({ kind: 'incomplete' });
    }
  });

  it('knows one version', () => {
    for (const version of [0, 1, 4, 6, 0x16, 0x47]) expect(readGreeting(Buffer.of(version))).toEqual({ kind: 'malformed' });
  });
});
