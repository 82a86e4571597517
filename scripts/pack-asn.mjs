// Packs the table of autonomous systems into dist/rules/regions/asn.bin. Part of the build, after tsc; what was packed once is remembered in node_modules/.cache.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { packedAsnTable } = await import(pathToFileURL(join(root, 'dist/rules/load/packed-asn-table.js')).href);
const packed = packedAsnTable();
if (packed === undefined) throw new Error('@ip-location-db/asn is not installed: run `npm ci`');
writeFileSync(join(root, 'dist/rules/regions/asn.bin'), packed);
