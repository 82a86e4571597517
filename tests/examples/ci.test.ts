import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commandLines, unknownParts } from '../docs/command-line.js';
import { repositoryFile } from '../docs/repository.js';

describe('examples/ci/github-actions.yaml', () => {
  const workflow = parse(readFileSync(repositoryFile('examples/ci/github-actions.yaml'), 'utf8')) as {
    jobs: Record<string, { 'runs-on': string; steps: { uses?: string; run?: string }[] }>;
  };
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it('has steps that run or use something', () => {
    expect(steps.length).toBeGreaterThan(3);
    for (const step of steps) expect(step.run ?? step.uses).toBeTruthy();
  });

  it('calls only commands and flags that exist', () => {
    const lines = steps.flatMap(({ run }) => commandLines(run ?? ''));
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.flatMap(unknownParts)).toEqual([]);
  });
});

describe('examples/ci/retry.sh', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plainsight-retry-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the script on a command that ends with one code after the other; returns its code and how often the command ran. */
  function retry(...codes: readonly number[]): { code: number | null; attempts: number } {
    const command = join(folder, 'command.sh');
    const counter = join(folder, 'count');
    writeFileSync(counter, '');
    const cases = codes.map((code, index) => `${index + 1}) exit ${code};;`).join(' ');
    writeFileSync(command, `printf x >> '${counter}'; case $(wc -c < '${counter}' | tr -d ' ') in ${cases} esac; exit 99\n`);
    const { status } = spawnSync('sh', [repositoryFile('examples/ci/retry.sh'), 'sh', command]);
    return { code: status, attempts: readFileSync(counter, 'utf8').length };
  }

  it.each([
    [[0], { code: 0, attempts: 1 }],
    [[1, 0], { code: 1, attempts: 1 }],
    [[2, 0], { code: 2, attempts: 1 }],
    [[3, 0], { code: 0, attempts: 2 }],
    [[4, 1], { code: 1, attempts: 2 }],
    [[3, 3, 0], { code: 3, attempts: 2 }],
  ])('codes %j', (codes, expected) => {
    expect(retry(...codes)).toEqual(expected);
  });
});
