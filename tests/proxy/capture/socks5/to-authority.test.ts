import { describe, expect, it } from 'vitest';
import { toAuthority } from '../../../../proxy/capture/socks5/to-authority.js';
import fc from '../../../harness/fast-check.js';

const name = (host: string, port = 1) => toAuthority({ type: 'name', host, port });

describe('toAuthority', () => {
  it('takes names and literals, as whatever they were sent', () => {
    expect(name('Name.TEST.')).toEqual({ host: 'name.test', port: 1 });
    expect(name('::1')).toEqual({ host: '::1', port: 1 });
    expect(name('[::1]')).toEqual({ host: '::1', port: 1 });
    expect(name('127.0.0.1', 65_535)).toEqual({ host: '127.0.0.1', port: 65_535 });
  });

  it.each(['', 'a:1', '::1:', '[::1', '[::1]:2', 'a/b', 'a@b', 'fe80::1%eth0', '127.1', 'a\0'])('%j is nothing', (host) => {
    expect(name(host)).toBeUndefined();
  });

  it('port 0 is nothing', () => {
    expect(name('a', 0)).toBeUndefined();
  });

  it('never takes a port or anything else out of a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (host) => {
        const found = name(host, 7);
        if (found !== undefined) expect(found.port).toBe(7);
      }),
      { numRuns: 100 },
    );
  });
});
