import { describe, expect, it } from 'vitest';
import { parseAuthority } from '../../../proxy/capture/parse-authority.js';
import fc from '../../harness/fast-check.js';

describe('parseAuthority', () => {
  it.each([
    ['a.test:443', 'a.test', 443],
    ['A.TEST.:443', 'a.test', 443],
    ['a_b.test:1', 'a_b.test', 1],
    ['xn--bcher-kva.test:65535', 'xn--bcher-kva.test', 65535],
    ['localhost:80', 'localhost', 80],
    ['127.0.0.1:80', '127.0.0.1', 80],
    ['[::1]:443', '::1', 443],
    ['[2001:DB8::1]:443', '2001:db8::1', 443],
    ['a:0443', 'a', 443],
  ])('%s', (text, host, port) => {
    expect(parseAuthority(text)).toEqual({ host, port });
  });

  it.each(['a.test', 'a.test:', '[::1]', '127.0.0.1'])('%s needs a default port', (text) => {
    expect(parseAuthority(text)).toBeUndefined();
    expect(parseAuthority(text, 80)).toMatchObject({ port: 80 });
  });

  it.each([
    '',
    ':',
    ':443',
    '.',
    '..:1',
    'a..b:1',
    '-',
    '.a:1',
    '-a.test:1',
    'a-:1',
    'a/b:1',
    '../../x:443',
    'a\\b:1',
    'a%2fb:1',
    'u@a:1',
    'a b:1',
    'a\0b:1',
    'ä.test:1',
    'a:0',
    'a:65536',
    'a:99999',
    'a:1x',
    'a:-1',
    'a: 1',
    'a:1:2',
    'a:+1',
    '::1:443',
    '[::1',
    '[::1]x:443',
    '[a]:1',
    '[]:1',
    '[127.0.0.1]:1',
    '[fe80::1%25eth0]:1',
    '1.2.3:1',
    '256.1.1.1:1',
    '01.2.3.4:1',
    '1.2.3.4.5:1',
    `${'a'.repeat(255)}:1`,
  ])('%j is nothing', (text) => {
    expect(parseAuthority(text, 80)).toBeUndefined();
  });

  it('lets nothing through that could be a path, a header or a user name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const found = parseAuthority(text, 80);
        if (found === undefined) return;
        expect(found.host).toMatch(/^[a-z0-9_.:-]+$/);
        expect(found.host).not.toContain('..');
        expect(found.port).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});
