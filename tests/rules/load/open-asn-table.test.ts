import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { openAsnTable } from '../../../rules/load/open-asn-table.js';
import { packedAsnTable } from '../../../rules/load/packed-asn-table.js';

describe('openAsnTable', () => {
  it('knows who announces well-known addresses, with the date of the package', () => {
    const table = openAsnTable();
    expect(table.lookup('8.8.8.8')).toMatchObject({ asn: 15169, source: table.source });
    expect(table.lookup('2001:4860:4860::8888')?.asn).toBe(15169);
    expect(table.lookup('10.0.0.1')).toBeUndefined();
    const { version } = createRequire(import.meta.url)('@ip-location-db/asn/package.json') as { version: string };
    expect(version).toContain(table.source.replace('asn ', '').replaceAll('-', ''));
  });

  it('fits into 12 MB, and is packed once', () => {
    const packed = packedAsnTable();
    expect(packed?.length).toBeLessThan(12 * 1024 * 1024);
    const cache = new URL(`../../../node_modules/.cache/plainsight/`, import.meta.url);
    expect(existsSync(cache)).toBe(true);
    expect(packedAsnTable()?.equals(packed!)).toBe(true);
  });
});
