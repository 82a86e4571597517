import { describe, expect, it } from 'vitest';
import { packAsnTable } from '../../../rules/load/pack-asn-table.js';
import { createAsnTable } from '../../../rules/regions/asn-table.js';
import { AsnTableError } from '../../../rules/regions/asn-table-error.js';

const packed = packAsnTable({ ipv4: '134217728,134217983,64500,Example\n', ipv6: '', date: '2026-06-07' });

describe('createAsnTable', () => {
  it('reads a table wherever it stands in memory', () => {
    const shifted = Buffer.concat([Buffer.alloc(1), packed]).subarray(1);
    for (const bytes of [packed, shifted]) {
      const table = createAsnTable(bytes, 'asn.bin');
      expect(table.source).toBe('asn 2026-06-07');
      expect(table.lookup('8.0.0.9')?.asn).toBe(64500);
      expect(table.lookup('2a00::1')).toBeUndefined();
    }
  });

  it('refuses a table that is cut, grown or something else', () => {
    const damaged = [packed.subarray(0, -1), Buffer.concat([packed, Buffer.alloc(1)]), Buffer.alloc(0), Buffer.from('hello'.repeat(20))];
    for (const bytes of damaged) {
      expect(() => createAsnTable(bytes, 'asn.bin')).toThrow(AsnTableError);
      expect(() => createAsnTable(bytes, 'asn.bin')).toThrow('table of autonomous systems asn.bin: it is damaged');
    }
  });
});
