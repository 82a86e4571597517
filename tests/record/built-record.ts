import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Compiles `record/` and `model/` into a folder of its own for the tests of a file that need a thread or another process, so that they
 * run what is in the sources and not the last build. Returns a function that gives the URL of a compiled file.
 */
export function useBuiltRecord(): (file: string) => URL {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plainsight-built-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    const project = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        rootDir: root,
        outDir: folder,
        declaration: false,
        sourceMap: false,
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: [join(root, 'record'), join(root, 'model')],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`record/ does not compile:\n${stdout}`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (file) => pathToFileURL(join(folder, file));
}
