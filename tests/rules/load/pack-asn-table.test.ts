import { describe, expect, it } from 'vitest';
import { packAsnTable } from '../../../rules/load/pack-asn-table.js';
import { createAsnTable } from '../../../rules/regions/asn-table.js';
import fc from '../../harness/fast-check.js';

const tableOf = (ipv4: string, ipv6 = '') => createAsnTable(packAsnTable({ ipv4, ipv6, date: '2026-06-17' }), 'asn.bin');
const numberOf = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const row = (first: string, last: string, rest: string) => `${numberOf(first)},${numberOf(last)},${rest}`;
const six = (upper: bigint, lower = 0n) => (upper << 64n) | lower;

describe('packAsnTable', () => {
  it('keeps gaps, joins neighbours, and reads names in quotes', () => {
    const table = tableOf(
      [
        row('8.0.0.0', '8.0.0.255', '64500,"Example, ""Networks"" Inc."'),
        row('8.0.1.0', '8.0.1.255', '64500,"Example, ""Networks"" Inc."'),
        row('8.0.3.0', '8.0.3.255', '64501,Beispiel Netz Zürich'),
        row('255.255.255.255', '255.255.255.255', '64502,Last'),
        '',
      ].join('\r\n'),
    );
    expect(table.source).toBe('asn 2026-06-17');
    for (const address of ['8.0.0.0', '8.0.0.255', '8.0.1.255', '::ffff:8.0.1.0'])
      expect(table.lookup(address), address).toEqual({ asn: 64500, organisation: 'Example, "Networks" Inc.', source: 'asn 2026-06-17' });
    expect(table.lookup('8.0.3.7')?.organisation).toBe('Beispiel Netz Zürich');
    for (const address of ['7.255.255.255', '8.0.2.0', '8.0.4.0', '1.1.1.1', '', 'a.example'])
      expect(table.lookup(address), address).toBeUndefined();
  });

  it('keeps the upper half of IPv6 addresses, and gives a shared /64 to nobody', () => {
    const base = 0x2a00_0001_0000_0000n;
    const all = (1n << 64n) - 1n;
    const table = tableOf(
      '',
      [
        `${six(base)},${six(base + 9n, 99n)},64500,A`,
        `${six(base + 9n, 100n)},${six(base + 9n, 100n)},64501,B`,
        `${six(base + 9n, 101n)},${six(base + 20n, all)},64500,A`,
        `${six(base + 21n)},${six(base + 21n, 5n)},64502,C`,
      ].join('\n'),
    );
    const asn = (low: number) => table.lookup(`2a00:1:0:${low.toString(16)}::1`)?.asn;
    expect([asn(0), asn(8), asn(9), asn(10), asn(20), asn(21), asn(22)]).toEqual([64500, 64500, undefined, 64500, 64500, 64502, undefined]);
  });

  it('gives what two rows claim to nobody, unless they are of one system', () => {
    const asn = (rows: string[], address: string) => tableOf(rows.join('\n')).lookup(address)?.asn;
    const two = [row('8.0.0.0', '8.0.0.20', '1,A'), row('8.0.0.10', '8.0.0.30', '2,B')];
    expect([asn(two, '8.0.0.9'), asn(two, '8.0.0.10'), asn(two, '8.0.0.21'), asn(two, '8.0.0.31')]).toEqual([1, undefined, 2, undefined]);
    const one = [row('8.0.0.0', '8.0.0.20', '1,A'), row('8.0.0.10', '8.0.0.30', '1,A')];
    expect([asn(one, '8.0.0.10'), asn(one, '8.0.0.30'), asn(one, '8.0.0.31')]).toEqual([1, 1, undefined]);
  });

  it('says of every address what its rows say', () => {
    const ranges = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 4 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(ranges, (parts) => {
        const whose = new Map<number, number>();
        const rows: string[] = [];
        let at = numberOf('8.0.0.0');
        for (const [length, gap, asn] of parts) {
          at += gap;
          rows.push(`${at},${at + length - 1},${asn},N${asn}`);
          for (let offset = 0; offset < length; offset += 1) whose.set(at + offset, asn);
          at += length;
        }
        const table = tableOf(rows.join('\n'));
        for (let address = numberOf('8.0.0.0') - 1; address <= at + 1; address += 1) {
          const text = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
          if (table.lookup(text)?.asn !== whose.get(address))
            throw new Error(`${text}: ${table.lookup(text)?.asn}, not ${whose.get(address)}`);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('refuses rows that are none', () => {
    expect(() => tableOf('1,2,3')).toThrow(RangeError);
    expect(() => tableOf('1,2\n3,4,5,A')).toThrow(RangeError);
  });
});
