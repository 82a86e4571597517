// Joins the modules that a start loads into a few files: finding and compiling a thousand small ones took longer than everything else a start does.
// Written over the compiled entry points, so that nothing else knows of it; the modules beside them stay, for the package's API and for tests.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const joined = join(dist, 'joined');
/** Each is a file that Node is started with: the command, and the two worker threads. */
const entries = ['cli/main', 'record/store/writer-thread', 'session/inspection/inspection-thread'];
/** Loaded when they are needed only, from files of their own: they are data, hold native code, or few runs need them. */
const external = [/^node:/, /^@ip-location-db\//, /^(?:koffi|libsql|protobufjs|bufferutil|utf-8-validate)(?:\/|$)/];

const address = /\bimport\.meta\.url\b/g;
const imported = /\bimport\(([`'"])([^`'"]+)\1\)/g;

/** A module keeps its own address, from which it finds files beside it, whichever file it is joined into. */
const ownAddress = {
  name: 'own-address',
  transform(code, id) {
    if (!id.startsWith(dist) || code.search(address) < 0) return null;
    return { code: code.replace(address, `__at("${relative(dist, id).split(sep).join('/')}")`), map: null };
  },
  renderChunk: (code) => code.replace(/^#!.*\n/, '').replace(imported, '__import("$2")'),
};

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((name) => [name.split('/').at(-1), join(dist, `${name}.js`)])),
  external,
  platform: 'node',
  plugins: [ownAddress],
  logLevel: 'warn',
});
const { output } = await bundle.write({
  dir: joined,
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name]-[hash].cjs',
  comments: { legal: true },
  minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
});
await bundle.close();

mkdirSync(joined, { recursive: true });
copyFileSync(join(root, 'scripts', 'load-joined.mjs'), join(joined, 'load.js'));
for (const name of entries) {
  const up = '../'.repeat(name.split('/').length - 1);
  const shebang = name === 'cli/main' ? '#!/usr/bin/env node\n' : '';
  writeFileSync(
    join(dist, `${name}.js`),
    `${shebang}import { load } from '${up}joined/load.js';\nload('${name.split('/').at(-1)}.cjs');\n`,
  );
}

// Packages that were joined come with their terms.
const inPackage = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const folders = new Set(output.flatMap(({ moduleIds = [] }) => moduleIds.flatMap((id) => inPackage.exec(id)?.[1] ?? [])));
const terms = [...folders].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file) && existsSync(join(folder, file)));
  return [`${name} ${version} (${license})`, ...texts.map((file) => readFileSync(join(folder, file), 'utf8').trim())].join('\n\n');
});
writeFileSync(join(joined, 'LICENSES.txt'), `${terms.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
