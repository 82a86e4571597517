// Compiles the joined files ahead: V8 takes its own compiled code from a file in a tenth of the time that compiling takes. Code is good for the
// version of Node that made it; another compiles the sources as ever.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scriptOf, writeCode } from '../dist/joined/load.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const joined = join(root, 'dist', 'joined');
const longestMs = 60_000;

// A short run first: functions that a start calls are compiled then, and are in the file. Without one (no loopback, no room) files have less in them.
const folder = mkdtempSync(join(tmpdir(), 'plainsight-build-'));
const { NODE_OPTIONS: _, ...env } = process.env;
const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'warm-joined.mjs'), folder], {
  cwd: folder,
  env: { ...env, PLAINSIGHT_HOME: join(folder, 'home'), NO_COLOR: '1' },
  stdio: ['ignore', 'ignore', 'pipe'],
  timeout: longestMs,
  encoding: 'utf8',
});
// 3: its verdict, since next to nothing happens in it.
if (status !== 0 && status !== 3) console.warn(`a first run failed, so a start will take longer than it must:\n${stderr}`);
rmSync(folder, { recursive: true, force: true });

for (const name of readdirSync(joined)) {
  const file = join(joined, name);
  if (!name.endsWith('.cjs') || existsSync(`${file}.code`)) continue;
  writeCode(file, scriptOf(file));
}
