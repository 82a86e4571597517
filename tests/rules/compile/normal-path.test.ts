import { describe, expect, it } from 'vitest';
import { normalGlob, normalPath } from '../../../rules/compile/normal-path.js';
import fc from '../../harness/fast-check.js';

describe('normalPath', () => {
  it.each([
    ['/a/b', '/a/b'],
    ['/', '/'],
    ['//a///b', '/a/b'],
    ['/a/./b', '/a/b'],
    ['/a/../b', '/b'],
    ['/a//../b', '/b'],
    ['/../../a', '/a'],
    ['/a/b/..', '/a/'],
    ['/a/.', '/a/'],
    ['/..', '/'],
    ['/a/%2e%2E/b', '/b'],
    ['/%7Euser/%61%5F%2D', '/~user/a_-'],
    ['/a%2Fb/%252e%252e', '/a%2Fb/%252e%252e'],
    ['/a%20b/%zz/%', '/a%20b/%zz/%'],
    ['/.well-known/a..b/...', '/.well-known/a..b/...'],
  ])('%s is %s', (path, normal) => {
    expect(normalPath(path)).toBe(normal);
  });

  it('agrees with the URL standard, but for slashes that stand together', () => {
    const segment = fc.constantFrom('a', 'b.c', '.', '..', '%2e', '%2E.', '...', 'x');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 8 }), (segments) => {
        const path = `/${segments.join('/')}`;
        expect(normalPath(path)).toBe(new URL(path, 'http://h.example').pathname);
      }),
      { numRuns: 300 },
    );
  });
});

describe('normalGlob', () => {
  it('leaves the stars and what stands before dot segments', () => {
    expect(normalGlob('//v1/*/../%7Euser/*')).toBe('/v1/*/../~user/*');
  });
});
