import { describe, expect, it } from 'vitest';
import fc from '../../harness/fast-check.js';
import { foundIn, matchesIn } from './found-in.js';

const MAC = '00:00:5e:00:53:af';

describe('mac-address finds', () => {
  it.each([
    MAC,
    '00-00-5E-00-53-AF',
    '0000.5e00.53af',
    `mac=${MAC};`,
    `{"bssid":"${MAC}"}`,
    `mac:${MAC}`,
    `wifi ${MAC}, then`,
    `seen ${MAC}.`,
    `(${MAC})`,
    `${MAC}: up`,
  ])('%j', (text) => {
    expect(foundIn('mac-address', text)).toEqual([MAC]);
  });

  it('addresses that a device made up', () => {
    expect(foundIn('mac-address', 'da:a1:19:00:53:af')).toEqual(['da:a1:19:00:53:af']);
  });

  it('each of several, with its place', () => {
    expect(matchesIn('mac-address', `${MAC},${MAC}`).map(({ start, end }) => [start, end])).toEqual([
      [0, 17],
      [18, 35],
    ]);
  });

  it('bare digits, and octets without letters, under its name only', () => {
    expect(matchesIn('mac-address', '00005E0053AF', { name: 'wifi_mac' })).toEqual([
      { start: 0, end: 12, value: MAC, recognisedAs: 'name' },
    ]);
    expect(foundIn('mac-address', '00005E0053AF', { name: 'id' })).toEqual([]);
    expect(foundIn('mac-address', '00005E0053AF', { name: 'mac_hash' })).toEqual([]);
    expect(foundIn('mac-address', '10:20:30:40:50:60', { name: 'bssid' })).toEqual(['10:20:30:40:50:60']);
  });

  it('every address of an interface, whatever its separators', () => {
    const octets = fc.uint8Array({ minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(octets, fc.constantFrom(':', '-'), fc.boolean(), (bytes, separator, upper) => {
        bytes[0] = (bytes[0] ?? 0) & 0xfe;
        bytes[5] = 0xaf;
        const written = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(separator);
        expect(foundIn('mac-address', `x ${upper ? written.toUpperCase() : written} y`)).toEqual([written.replaceAll('-', ':')]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('mac-address does not find', () => {
  it.each([
    '00:00:00:00:00:00',
    'ff:ff:ff:ff:ff:ff',
    'FF-FF-FF-FF-FF-FF',
    '02:00:00:00:00:00',
    '01:00:5e:00:00:fb',
    '33:33:00:00:00:fb',
    '12:34:56:78:90:12',
    '20-24-01-31-23-59',
    '2024-01-31T12:34:56',
    'fe80:00:5e:00:53:af:00:01',
    `::${MAC}`,
    `${MAC}:0b`,
    `0b:${MAC}`,
    `0b-${MAC.replaceAll(':', '-')}`,
    `x${MAC}`,
    `${MAC}0`,
    '00:00-5e:00-53:af',
    '00:00:5E:00:53:af',
    `Modulus:\n    00:c3:5d:11:22:33:44:55:66:77:88:99:aa:bb:cc:\n    ${MAC}\n`,
    'AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01',
    '6d92078a-8246-4ba4-ae5b-76104861e7dc',
    '5d41402abc4b2a76b9719d911017c592',
    '1.2345.6789',
    'aa:',
    '',
  ])('%j', (text) => {
    expect(foundIn('mac-address', text)).toEqual([]);
  });
});
