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
    "import { load, scripts, writeCode } from './load.mjs'; load('a.cjs'); for (const [file, script] of scripts) writeCode(file, script);",
  );
  const run = () =>
    node(
      "import { load, scripts } from './load.mjs'; const { answer } = load('a.cjs'); const [script] = scripts.values(); process.stdout.write(JSON.stringify([answer(), script.cachedDataRejected ?? 'compiled']));",
    );
  return { folder, file, code: `${file}.code`, node, run };
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

test('code is not taken where a byte of it is damaged, where it is cut short, or where there is none', () => {
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

test.each([
  ['another machine made the code', 'process.arch', "'another'"],
  ['Node has no sums', '{ crc32 } = zlib', '{ crc32 } = {}'],
])('where %s, the source is compiled', (_, written, instead) => {
  const { folder, run } = joinedFolder(first);
  const loader = join(folder, 'load.mjs');
  const changed = readFileSync(loader, 'utf8').replace(written, instead);
  expect(changed).toContain(instead);
  writeFileSync(loader, changed);
  expect(run()).toBe('[1,"compiled"]');
});

test('a joined file that fails is no module at the next try either', () => {
  const { node } = joinedFolder("exports.half = 1; if (globalThis.fails) throw new Error('no');");
  const program = `import { load } from './load.mjs';
globalThis.fails = true;
for (let tries = 0; tries < 2; tries += 1) try { load('a.cjs'); console.log('half'); } catch { console.log('failed'); }`;
  expect(node(program)).toBe('failed\nfailed\n');
});

test('the build leaves code for every joined file, and the terms of the packages in them', () => {
  const names = readdirSync('dist/joined');
  for (const name of names.filter((each) => each.endsWith('.cjs'))) expect(names).toContain(`${name}.code`);
  const terms = readFileSync('dist/joined/LICENSES.txt', 'utf8');
  for (const name of ['http-mitm-proxy', 'node-forge', 'yaml', 'commander']) expect(terms).toContain(`\n${name} `);
});
