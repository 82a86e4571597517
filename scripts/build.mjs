// Compiles with plain tsc, copies what the program reads at run time beside the compiled code, and joins what a start loads.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const rooms = ['model', 'certs', 'proxy', 'decode', 'rules', 'record', 'report', 'web', 'demo', 'cli'];
const assetEndings = ['.json', '.yaml', '.html', '.css'];

rmSync(join(root, 'dist'), { recursive: true, force: true });
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', root], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

function copyAssets(folder) {
  for (const name of readdirSync(join(root, folder))) {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) copyAssets(path);
    else if (assetEndings.some((ending) => name.endsWith(ending))) cpSync(join(root, path), join(root, 'dist', path));
  }
}
for (const room of rooms) if (existsSync(join(root, room))) copyAssets(room);

// The ruleset schema as code: compiling it at every start would cost more than anything else a start does.
const require = createRequire(import.meta.url);
const { compileSchema } = await import(pathToFileURL(join(root, 'dist/rules/load/compile-schema.js')).href);
const { ajv, validate } = compileSchema(true);
writeFileSync(join(root, 'dist/rules/load/ruleset-validator.cjs'), require('ajv/dist/standalone').default(ajv, validate));

await import('./pack-trees.mjs');
await import('./pack-asn.mjs');
await import('./bundle.mjs');
await import('./compile-joined.mjs');
