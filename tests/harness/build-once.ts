import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Folders of tests that run the compiled program, or its writer thread. */
const endToEnd = ['clients', 'cli', 'scenarios', 'session'];
const sources = ['model', 'certs', 'proxy', 'decode', 'rules', 'record', 'report', 'web', 'demo', 'cli', 'session'];

/** Before tests that run the compiled program: builds it when it is older than its sources. Other tests need no build and cause none. */
export default async function buildOnce(): Promise<void> {
  if (onlyOthers(process.argv.slice(2)) || !isStale()) return;
  // Another test run may be building: it holds the folder meanwhile.
  const lock = join(root, 'node_modules', '.plainsight-build');
  const until = Date.now() + 60_000;
  while (!taken(lock)) {
    if (Date.now() > until) rmSync(lock, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    if (!isStale()) return;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Whether the command line names test files or folders, and none of them is one of ours. */
function onlyOthers(words: readonly string[]): boolean {
  const paths = words.filter((word) => !word.startsWith('-') && existsSync(join(root, word)));
  return (
    paths.length > 0 &&
    !paths.some((path) =>
      endToEnd.some(
        (folder) =>
          `${resolve(root, path)}/`.startsWith(join(root, 'tests', folder, '/')) ||
          join(root, 'tests', folder).startsWith(`${resolve(root, path)}/`),
      ),
    )
  );
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isStale(): boolean {
  const built = join(root, 'dist', 'cli', 'main.js');
  if (!existsSync(built)) return true;
  const newest = Math.max(...['session.ts', 'index.ts', 'tsconfig.json', ...sources.flatMap(filesBelow)].map(modified));
  return newest > modified('dist/cli/main.js');
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

function modified(file: string): number {
  return statSync(join(root, file)).mtimeMs;
}
