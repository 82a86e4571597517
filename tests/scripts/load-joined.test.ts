import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder as the build leaves it: the loader, one joined file, and the code it was compiled to. */
function joinedFolder(source: string) {
  const folder = mkdtempSync(join(tmpdir(), 'plainsight-joined-'));
  folders.push(folder);
  cpSync('scripts/load-joined.mjs', join(folder, 'load.mjs'));
  const file = join(folder, 'a.cjs');
  writeFileSync(file, source);
  const node = (program: string) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(`${status} ${stderr}`).toBe('0 ');
    return stdout;
  };
  node(
    "import { load, scripts, writeCode } from './load.mjs'; load('a.cjs'); for (const [f, { source, script }] of scripts) writeCode(f, source, script);",
  );
  const run = () =>
    node(
      "import { load, scripts } from './load.mjs'; const { answer } = load('a.cjs'); const [{ script }] = scripts.values(); process.stdout.write(JSON.stringify([answer(), script.cachedDataRejected ?? 'compiled']));",
    );
  return { file, code: `${file}.code`, run };
}

const first = 'exports.answer = () => 1;';

test('a joined file runs from the code that it was compiled to', () => {
  expect(joinedFolder(first).run()).toBe('[1,false]');
});

test('a source that changed since, even in place, is compiled anew', () => {
  const { file, run } = joinedFolder(first);
  writeFileSync(file, first.replace('1', '2'));
  expect(run()).toBe('[2,"compiled"]');
});

test('code is not taken where a byte of it is damaged, where it is cut short, or where another Node made it', () => {
  const { code, run } = joinedFolder(first);
  const whole = readFileSync(code);
  for (let at = 0; at < whole.length; at += Math.max(1, whole.length >> 3)) {
    const damaged = Buffer.from(whole);
    damaged[at]! ^= 0x10;
    writeFileSync(code, damaged);
    expect(run()).toBe('[1,"compiled"]');
  }
  for (const length of [0, 8, 9, whole.length - 1]) {
    writeFileSync(code, whole.subarray(0, length));
    expect(run()).toBe('[1,"compiled"]');
  }
  rmSync(code);
  expect(run()).toBe('[1,"compiled"]');
});

test('the build leaves code for every joined file, and the terms of the packages in them', () => {
  const names = readdirSync('dist/joined');
  for (const name of names.filter((each) => each.endsWith('.cjs'))) expect(names).toContain(`${name}.code`);
  const terms = readFileSync('dist/joined/LICENSES.txt', 'utf8');
  for (const name of ['http-mitm-proxy', 'node-forge', 'yaml', 'commander']) expect(terms).toContain(`\n${name} `);
});
