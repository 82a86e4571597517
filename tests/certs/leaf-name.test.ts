import { describe, expect, it } from 'vitest';
import { leafName } from '../../certs/leaf-name.js';
import fc from '../harness/fast-check.js';

const label63 = 'a'.repeat(63);

describe('leafName', () => {
  it.each([
    ['api.example.com', 'api.example.com'],
    ['API.Example.COM', 'api.example.com'],
    ['api.example.com.', 'api.example.com'],
    ['localhost', 'localhost'],
    ['_dmarc.under_score.example', '_dmarc.under_score.example'],
    ['-hyphens-.example', '-hyphens-.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['日本。example', 'xn--wgv71a.example'],
    ['1.2.3', '1.2.3'],
    ['256.1.1.1', '256.1.1.1'],
    ['127.1', '127.1'],
    ['0x7f.0.0.1', '0x7f.0.0.1'],
    [`${label63}.example`, `${label63}.example`],
    [`${label63}.${label63}.${label63}.${'b'.repeat(61)}`, `${label63}.${label63}.${label63}.${'b'.repeat(61)}`],
  ])('DNS name %s', (given, name) => {
    expect(leafName(given)).toEqual({ kind: 'dns', key: name, name });
  });

  it.each([
    ['127.0.0.1', '127.0.0.1', [127, 0, 0, 1]],
    ['255.255.255.255.', '255.255.255.255', [255, 255, 255, 255]],
    ['::1', '::1', [...Array(15).fill(0), 1]],
    ['[::1]', '::1', [...Array(15).fill(0), 1]],
    ['2001:DB8:0:0::1', '2001:db8::1', [0x20, 1, 0x0d, 0xb8, ...Array(11).fill(0), 1]],
    ['fe80::1%eth0', 'fe80::1', [0xfe, 0x80, ...Array(13).fill(0), 1]],
    ['[fe80::1%25en0]', 'fe80::1', [0xfe, 0x80, ...Array(13).fill(0), 1]],
  ])('address %s', (given, key, bytes) => {
    expect(leafName(given)).toEqual({ kind: 'ip', key, address: Uint8Array.from(bytes) });
  });

  it.each([
    ['empty', ''],
    ['a dot', '.'],
    ['two dots at the end', 'a..'],
    ['empty label', 'a..b'],
    ['leading dot', '.example'],
    ['NUL', 'good.example\0.bad.example'],
    ['blank', 'a b.example'],
    ['line feed at the end', 'a.example\n'],
    ['wildcard', '*.example'],
    ['wildcard alone', '*'],
    ['port', 'a.example:443'],
    ['brackets without an address', '[a.example]'],
    ['half an address', '[::1'],
    ['path', '../../etc/passwd'],
    ['label of 64', `${label63}a.example`],
    ['254 characters', `${label63}.${label63}.${label63}.${'b'.repeat(62)}`],
    ['very long', 'x'.repeat(100_000)],
    ['lone surrogate', '\ud800.example'],
    ['no IDN', 'a\u2028b.example'],
  ])('unnameable: %s', (_, given) => {
    const read = leafName(given);
    expect(read).toMatchObject({ kind: 'unnameable', key: expect.stringMatching(/^[0-9a-f]{32}\.unnameable\.invalid$/) });
    expect(leafName(given)).toEqual(read);
  });

  it('tells unnameable names apart', () => {
    expect(leafName('*.a').key).not.toBe(leafName('*.b').key);
  });

  it('never throws, and always gives a short ASCII key that stands for itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.domain(), fc.ipV6(), fc.ipV4()), (given) => {
        const { key } = leafName(given);
        expect(key).toMatch(/^[a-z0-9_.:-]{1,253}$/);
        expect(leafName(key).key).toBe(key);
      }),
      { numRuns: 500 },
    );
  });
});
