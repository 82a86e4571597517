import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { matchers } from '../matchers/index.js';
import { builtInOperatorGroups, builtInOperators } from '../operators/index.js';
import { builtInGroups, countryNames } from '../regions/index.js';
import type { LoadContext } from './load-context.js';
import { maximumFileBytes } from './parse-file.js';

/** The context of a real run: files on disk, the packs and matchers that ship, this process's environment, the clock. */
export function defaultContext(overrides: Partial<LoadContext> = {}): LoadContext {
  return {
    matchers,
    groups: builtInGroups,
    operators: builtInOperators,
    operatorGroups: builtInOperatorGroups,
    // Kosovo has no code of ISO’s own, and databases have one for it.
    countryCodes: new Set([...countryNames.keys(), 'XK']),
    env: process.env,
    readFile: (path) => decode(readBounded(path, maximumFileBytes, 'ruleset')),
    readBytes: (path) => readBounded(path, maximumSchemaBytes, 'schema'),
    readBuiltTree: (path) => (path.startsWith(packsFolder) ? readIfThere(`${path}.json`) : undefined),
    packs: packagedRulesets(),
    now: Date.now(),
    ...overrides,
  };
}

const packsFolder = fileURLToPath(new URL('../packs/', import.meta.url));

function packagedRulesets(): ReadonlyMap<string, string> {
  const files = readdirSync(packsFolder).filter((name) => name.endsWith('.yaml'));
  return new Map(files.sort().map((name) => [name.slice(0, -'.yaml'.length), join(packsFolder, name)]));
}

/** Nothing where it is not there or cannot be read: it only repeats what is read then. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Descriptor sets with all that they include are larger than rulesets. */
const maximumSchemaBytes = 16 * 1024 * 1024;

/** Reads at most one byte more than such a file may have, so that an endless one (`/dev/zero`, say) ends too. */
function readBounded(path: string, most: number, what: string): Uint8Array {
  const file = open(path);
  try {
    const buffer = Buffer.alloc(most + 1);
    let length = 0;
    for (;;) {
      const read = readSync(file, buffer, length, buffer.length - length, null);
      length += read;
      if (read === 0 || length === buffer.length) break;
    }
    if (length > most) throw new Error(`larger than ${most} bytes, which no ${what} needs`);
    return Buffer.from(buffer.subarray(0, length));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR') throw new Error('a folder, not a file', { cause: error });
    throw error;
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new Error('no such file', { cause: error });
    if (code === 'EACCES') throw new Error('not permitted', { cause: error });
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error('not UTF-8', { cause: error });
  }
}
