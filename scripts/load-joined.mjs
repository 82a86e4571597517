// Runs joined files from the code that the build compiled them to. Copied to `dist/joined/load.js`; not for use from here.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import zlib from 'node:zlib';

const require = createRequire(import.meta.url);
const modules = new Map();
/** What was loaded, by file. */
export const scripts = new Map();

/**
 * Two sums go before the code, of what it was made from and by, and of itself: V8 compares its own version, its flags and the source's length, and
 * sees neither damage nor another kind of machine.
 */
const headerBytes = 8;
/** Not in early versions of Node 21 and 22, which compile the source. */
const { crc32 } = zlib;
const maker = crc32?.(`${process.version} ${process.platform} ${process.arch}`);

/** Loads `name`, a CommonJS file beside this one, once; returns what it exports. */
export function load(name) {
  const known = modules.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(name, module);
  const file = fileURLToPath(new URL(name, import.meta.url));
  const script = scriptOf(file);
  scripts.set(file, script);
  try {
    script.runInThisContext()(module.exports, requireFrom, module, addressOf, importPackage);
  } catch (error) {
    // As Node does: a module that failed is no module, and half of one must not be found at the next try.
    modules.delete(name);
    throw error;
  }
  return module.exports;
}

/** V8 takes no code from another version or with other flags: then it compiles the source. */
export function scriptOf(file) {
  const source = readFileSync(file);
  const text = `(function(exports,require,module,__at,__import){${source.toString('utf8')}\n})`;
  return new Script(text, { filename: file, cachedData: codeOf(file, source) });
}

/** For the build. */
export function writeCode(file, script) {
  if (maker === undefined) return;
  const code = script.createCachedData();
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(crc32(readFileSync(file), maker), 0);
  header.writeUInt32LE(crc32(code), 4);
  writeFileSync(`${file}.code`, Buffer.concat([header, code]));
}

/** `undefined` where the build left none for this Node, or one of both was changed or damaged since. */
function codeOf(file, source) {
  if (maker === undefined) return undefined;
  let bytes;
  try {
    bytes = readFileSync(`${file}.code`);
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EACCES') return undefined;
    throw error;
  }
  if (bytes.length <= headerBytes || bytes.readUInt32LE(0) !== crc32(source, maker)) return undefined;
  const code = bytes.subarray(headerBytes);
  return bytes.readUInt32LE(4) === crc32(code) ? code : undefined;
}

function requireFrom(name) {
  return name.startsWith('./') ? load(name.slice(2)) : require(name);
}

/** Where a module was before it was joined; `path` from `dist`. */
function addressOf(path) {
  return new URL(`../${path}`, import.meta.url).href;
}

function importPackage(name) {
  return import(name);
}
