import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkRules } from '../../../session/doctor/check-rules.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

function check(text: string | undefined) {
  const workingFolder = temporaryFolder();
  if (text !== undefined) writeFileSync(join(workingFolder, 'plainsight.yaml'), text);
  return checkRules({ workingFolder, env: {}, now: Date.UTC(2026, 10, 26) });
}

it('takes the ruleset of the folder, else the baseline', () => {
  expect(check('plainsight: 1\nextends: [plainsight:baseline]\n')).toMatchObject({ found: expect.stringContaining('plainsight.yaml') });
  expect(check(undefined)).toMatchObject({ state: 'note', found: expect.stringContaining('the baseline') });
});

it('finds no rule in force a problem: a run could prove nothing', () => {
  expect(check('plainsight: 1\nfields: { a: { values: [value-4415-a] } }\n')).toMatchObject({
    state: 'problem',
    found: expect.stringContaining('0 rules in force'),
  });
});

it('throws what is wrong in it, with its place', () => {
  expect(() => check('plainsight: 1\nrules: [{ id: a, never: { region: XX } }]\n')).toThrow(/plainsight\.yaml:2:\d+/);
});
