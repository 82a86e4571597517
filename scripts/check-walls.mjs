// Which room may import which, and which modules only one room may touch (docs/architecture.md). Part of the lint run.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url)));

const mayImport = {
  model: [],
  certs: ['model'],
  proxy: ['model', 'certs'],
  decode: ['model'],
  rules: ['model'],
  record: ['model'],
  report: ['model'],
  web: ['model', 'record', 'report'],
  demo: ['model', 'certs', 'session.ts'],
  cli: ['model', 'session.ts'],
};
const network = /^node:(net|tls|dgram|https?|http2|dns)(\/|$)/;
const files = /^node:fs(\/|$)/;
/** [what, where it is allowed, why] */
const restricted = [
  [/^node-forge$/, ['certs/'], 'only certs mints certificates'],
  [/^http-mitm-proxy$/, ['proxy/capture/create-front.ts'], 'one file stands guard over what it gets wrong'],
  [
    network,
    ['proxy/', 'web/', 'demo/', 'cli/preload/'],
    'sockets live in proxy and web only (beside the apps of the demo, and what is loaded into other processes)',
  ],
  [files, ['certs/', 'rules/load/', 'record/', 'cli/'], 'files are touched in certs, rules/load, record and cli only'],
];
const problems = [];

function* sources(folder) {
  for (const name of readdirSync(join(root, folder)).sort()) {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) yield* sources(path);
    else if (name.endsWith('.ts')) yield path;
  }
}

function check(path) {
  const room = path.split('/')[0];
  const text = readFileSync(join(root, path), 'utf8');
  const imports = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+|\brequire\s*\(\s*|\bgetBuiltinModule\s*\(\s*)'([^']+)'/gm);
  for (const match of imports) {
    const name = match[1];
    const at = `${path}:${text.slice(0, match.index).split('\n').length}`;
    for (const [what, where, why] of restricted) {
      if (what.test(name) && !where.some((place) => path.startsWith(place))) problems.push(`${at}: must not import ${name}: ${why}`);
    }
    if (!name.startsWith('.')) continue;
    const target = relative(root, join(root, dirname(path), name)).replace(/\.js$/, '.ts');
    const targetRoom = target.split('/')[0];
    if (targetRoom !== room && !mayImport[room].includes(targetRoom)) {
      problems.push(`${at}: ${room} must not import ${targetRoom} (allowed: ${[room, ...mayImport[room]].join(', ')})`);
    }
  }
}

for (const room of Object.keys(mayImport)) for (const path of sources(room)) check(path);
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(`${problems.length} breach(es) of the house's walls`);
  process.exit(1);
}
