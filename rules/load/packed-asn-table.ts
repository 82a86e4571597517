import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asnTableMagic } from '../regions/asn-table.js';
import { packAsnTable } from './pack-asn-table.js';

const PACKAGE = '@ip-location-db/asn';

/**
 * The packed table of autonomous systems, made of a package that is installed in a checkout only (two seconds), and remembered in its
 * `node_modules/.cache`. Nothing where the package is not installed. For the build, and for running from the sources.
 */
export function packedAsnTable(): Buffer | undefined {
  const folder = packageFolder();
  if (folder === undefined) return undefined;
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const layout = asnTableMagic.at(-1);
  const cache = join(dirname(dirname(folder)), '.cache', 'plainsight', `asn-${version}-${layout}.bin`);
  if (existsSync(cache)) return readFileSync(cache);
  const csv = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const packed = packAsnTable({ ipv4: csv('asn-ipv4-num.csv'), ipv6: csv('asn-ipv6-num.csv'), date: dateOf(version) });
  mkdirSync(dirname(cache), { recursive: true });
  // In one step, since others may be reading.
  const half = `${cache}.${process.pid}`;
  writeFileSync(half, packed);
  renameSync(half, cache);
  return packed;
}

function packageFolder(): string | undefined {
  try {
    return dirname(createRequire(fileURLToPath(import.meta.url)).resolve(`${PACKAGE}/package.json`));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** `2.3.2026061719` was made on 2026-06-17. */
function dateOf(version: string): string {
  const [, year, month, day] = /\.(\d{4})(\d{2})(\d{2})\d*$/.exec(version) ?? [];
  if (day === undefined) throw new RangeError(`the version ${version} of ${PACKAGE} holds no date`);
  return `${year}-${month}-${day}`;
}
