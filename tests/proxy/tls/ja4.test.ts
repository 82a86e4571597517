import { describe, expect, it } from 'vitest';
import { type Ja4Parts, ja4 } from '../../../proxy/tls/ja4.js';
import fc from '../../harness/fast-check.js';

const hexes = (text: string) => text.split(',').map((number) => Number.parseInt(number, 16));

/** The example of the specification (github.com/FoxIO-LLC/ja4, technical_details/JA4.md): Chrome, with its GREASE. */
const chrome: Ja4Parts = {
  transport: 't',
  version: 0x0304,
  hasServerName: true,
  firstProtocol: 'h2',
  ciphers: hexes('4a4a,1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035'),
  extensions: hexes('aaaa,001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015,5a5a'),
  signatureAlgorithms: hexes('0403,0804,0401,0503,0805,0501,0806,0601'),
};

describe('ja4', () => {
  it('is what the specification says of its example', () => {
    expect(ja4(chrome)).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1');
  });

  it('does not depend on the order of ciphers and extensions, nor on GREASE', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...chrome.ciphers], { minLength: chrome.ciphers.length }),
        fc.shuffledSubarray([...chrome.extensions], { minLength: chrome.extensions.length }),
        fc.array(fc.constantFrom(0x0a0a, 0x1a1a, 0xfafa)),
        (ciphers, extensions, grease) => {
          const signatureAlgorithms = [...grease, ...chrome.signatureAlgorithms];
          const mixed = { ...chrome, ciphers: [...ciphers, ...grease], extensions: [...grease, ...extensions], signatureAlgorithms };
          expect(ja4(mixed)).toBe(ja4(chrome));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('depends on the order of signature algorithms, and takes what only looks like GREASE for what it is', () => {
    expect(ja4({ ...chrome, signatureAlgorithms: [...chrome.signatureAlgorithms].reverse() })).not.toBe(ja4(chrome));
    expect(ja4({ ...chrome, ciphers: [...chrome.ciphers, 0x0a1a] })).toMatch(/^t13d1616h2_/);
  });

  it.each([
    ['h2', 'h2'],
    ['http/1.1', 'h1'],
    ['h', 'hh'],
    ['', '00'],
    [undefined, '00'],
    ['\xab', 'ab'],
    ['\xab\xcd', 'ad'],
    ['0\xab', '3b'],
    ['01\xab\xcd', '3d'],
    ['\xab01', 'a1'],
  ])('marks the protocol %j as %s', (firstProtocol, mark) => {
    expect(ja4({ ...chrome, firstProtocol })).toMatch(new RegExp(`^t13d1516${mark}_`));
  });

  it.each([
    ['t', 0x0303, true, 't12d'],
    ['t', 0x0302, false, 't11i'],
    ['q', 0x0304, true, 'q13d'],
    ['d', 0xfefd, false, 'dd2i'],
    ['d', 0xfefc, false, 'dd3i'],
    ['t', 0x7f1c, true, 't00d'],
    ['t', undefined, true, 't00d'],
  ] as const)('over %s, version %s and server name %s begins with %s', (transport, version, hasServerName, head) => {
    expect(ja4({ ...chrome, transport, version, hasServerName }).slice(0, 4)).toBe(head);
  });

  it('counts no further than 99, and hashes nothing to zeros', () => {
    const many = Array.from({ length: 300 }, (_, index) => index * 3);
    expect(ja4({ ...chrome, ciphers: many, extensions: many })).toMatch(/^t13d9999h2_/);
    const bare = { ...chrome, ciphers: [], extensions: [0, 16], signatureAlgorithms: [] };
    expect(ja4(bare)).toBe('t13d0002h2_000000000000_000000000000');
  });
});
