import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findRuleset } from '../../../rules/load/find-ruleset.js';
import { problemsOf } from './load-harness.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plainsight-find-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('finds nothing in an empty folder, nor a folder of that name', () => {
  expect(findRuleset(folder)).toBeUndefined();
  mkdirSync(join(folder, 'plainsight.yaml'));
  expect(findRuleset(folder)).toBeUndefined();
});

it.each(['plainsight.yaml', 'plainsight.yml', 'plainsight.json'])('finds %s', (name) => {
  writeFileSync(join(folder, name), '');
  expect(findRuleset(folder)).toBe(join(folder, name));
});

it('does not pick one of two', () => {
  for (const name of ['plainsight.yaml', 'plainsight.json']) writeFileSync(join(folder, name), '');
  expect(problemsOf(() => findRuleset(folder))).toEqual([
    `${join(folder, 'plainsight.json')}:1:1: plainsight.yaml stands beside it: keep one, or name the rulesets with --rules`,
  ]);
});
