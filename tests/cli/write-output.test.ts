import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UsageError } from '../../cli/usage-error.js';
import { writeOutput } from '../../cli/write-output.js';

it('writes, or says which file could not be written and what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plainsight-output-'));
  writeOutput(join(folder, 'a'), 'text');
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('text');
  expect(() => writeOutput(join(folder, 'missing', 'a'), 'text')).toThrow(UsageError);
  expect(() => writeOutput(join(folder, 'missing', 'a'), 'text')).toThrow(/missing\/a could not be written \(ENOENT\)/);
});
