import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AsnTable, createAsnTable } from '../regions/asn-table.js';
import { AsnTableError } from '../regions/asn-table-error.js';
import { packedAsnTable } from './packed-asn-table.js';

/**
 * Opens the table of autonomous systems that ships with us: what the build packed, or, run from the sources, what is packed now. Reads it whole
 * (about 9 MB, some 10 ms). Throws `AsnTableError` when it cannot be used.
 */
export function openAsnTable(): AsnTable {
  const file = fileURLToPath(new URL('../regions/asn.bin', import.meta.url));
  return createAsnTable(readTable(file), file);
}

function readTable(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code !== 'ENOENT') throw new AsnTableError(file, { kind: 'unreadable', code });
    const packed = packedAsnTable();
    if (packed === undefined) throw new AsnTableError(file, { kind: 'not-packed' });
    return packed;
  }
}
