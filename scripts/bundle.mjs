// Joins the own modules a start loads into a few files: finding and compiling a thousand small ones took longer than everything else a start does.
// Written over the compiled entry points, so that nothing else knows of it; the modules beside them stay, for the package's API and for tests.
import { readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
/** Each is a file that Node is started with: the command, and the two worker threads. */
const entries = ['cli/main', 'record/store/writer-thread', 'session/inspection/inspection-thread'];
/** Packages stay packages: they come under their own licences, and are kept up to date by who installs Plainsight. */
const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const external = [/^node:/, ...Object.keys({ ...dependencies, ...optionalDependencies }).map((name) => new RegExp(`^${name}(/|$)`))];

const address = /\bimport\.meta\.url\b/g;
const mark = /__at\("([^"]+)"\)/g;

/** A module keeps its own address, from which it finds files beside it, whichever file it is joined into. */
const ownAddress = {
  name: 'own-address',
  transform(code, id) {
    if (!id.startsWith(dist) || code.search(address) < 0) return null;
    return { code: code.replace(address, `__at("${relative(dist, id).split(sep).join('/')}")`), map: null };
  },
  renderChunk(code, chunk) {
    if (!code.includes('__at(')) return null;
    const from = posix.dirname(chunk.fileName);
    return code.replace(mark, (_, path) => `new URL("${posix.relative(from, path)}", import.meta.url).href`);
  },
};

/** Packages in CommonJS that a start loads. */
const inCommonJs = [
  'commander',
  'http-mitm-proxy',
  'ipaddr.js',
  'mmdb-lib',
  'node-forge',
  'picocolors',
  'read-tls-client-hello',
  'tldts',
  'yaml',
];
const imported = new RegExp(
  `^import ([^;]+?) from "((?:${inCommonJs.map((name) => name.replace('.', '\\.')).join('|')})(?:/[^"]+)?)";$`,
  'gm',
);

/** Requires them: for an import Node reads each of their files twice, the first time to guess what it exports. */
const required = {
  name: 'required',
  renderChunk(code) {
    if (!code.match(imported)) return null;
    const lines = code.replace(imported, (_, names, from) => {
      const [, standard, named] = /^(\w+)?(?:, )?(\{.*\})?$/s.exec(names) ?? [];
      const parts = [...(standard === undefined ? [] : [standard]), ...(named === undefined ? [] : [named.replaceAll(' as ', ': ')])];
      if (parts.length === 0) throw new Error(`an import that is not understood: ${names} from ${from}`);
      return parts.map((part) => `const ${part} = __require("${from}");`).join('\n');
    });
    const [shebang] = /^(?:#!.*\n)?/.exec(lines);
    const preamble =
      'import { createRequire as __createRequire } from "node:module";\nconst __require = __createRequire(import.meta.url);\n';
    return `${shebang}${preamble}${lines.slice(shebang.length)}`;
  },
};

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((name) => [name, join(dist, `${name}.js`)])),
  external,
  platform: 'node',
  plugins: [ownAddress, required],
  logLevel: 'warn',
});
await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'joined/[name]-[hash].js',
  comments: { legal: true },
  minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
});
await bundle.close();
