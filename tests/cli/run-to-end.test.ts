import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const built = (name: string) => JSON.stringify(new URL(`../../dist/cli/${name}.js`, import.meta.url).href);

/** Runs `work` to its end in a process of its own. */
function ran(work: string) {
  const program = `import { runToEnd } from ${built('run-to-end')};
import { processTerminal } from ${built('terminal')};
runToEnd(async () => { ${work} }, processTerminal());`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stderr };
}

const never = 'await new Promise(() => undefined);';

it('work that is done ends with what it set', () => {
  expect(ran('process.exitCode = 3;')).toEqual({ status: 3, stderr: '' });
  expect(ran('await new Promise((resolve) => setTimeout(resolve, 5));')).toEqual({ status: 0, stderr: '' });
});

it('work that never ends is a failure, not a pass', () => {
  const { status, stderr } = ran(never);
  expect(status).toBe(4);
  expect(stderr).toContain('plainsight: ended before its work was done');
  expect(ran(`process.exitCode = 0; ${never}`).status).toBe(4);
});

it('a violation stays one, whatever comes after it', () => {
  expect(ran(`process.exitCode = 1; ${never}`).status).toBe(1);
  expect(ran("process.exitCode = 1; throw new Error('late');").status).toBe(1);
});

it('what is thrown is told, and is 4', () => {
  const { status, stderr } = ran("throw new Error('no luck');");
  expect([status, stderr.includes('plainsight: ') && stderr.includes('no luck')]).toEqual([4, true]);
});
