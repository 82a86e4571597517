// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of rulesets are written so.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultContext } from '../../../rules/load/default-context.js';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { problemsOf } from './load-harness.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plainsight-load-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('defaultContext', () => {
  it('loads each pack that ships', () => {
    const context = defaultContext({ now: Date.UTC(2026, 10, 1) });
    expect([...context.packs.keys()]).toContain('baseline');
    for (const name of context.packs.keys()) expect(problemsOf(() => loadRuleset([`plainsight:${name}`], context))).toEqual([]);
  });

  it('loads a file with its variables, matchers, countries and groups', () => {
    const path = write(
      'r.yaml',
      'plainsight: 1\nextends: [plainsight:baseline]\nfields: { user: { values: ["${env:USER_UNDER_TEST}"] } }\n' +
        'rules: [{ id: r, fields: [user, email], never: { region: { notIn: [eu, JP] } } }]',
    );
    const ruleset = loadRuleset([path], defaultContext({ env: { USER_UNDER_TEST: 'u-7f3a9c2d41' } }));
    expect(ruleset.files).toEqual(['plainsight:baseline', path]);
    expect(ruleset.fields.get('user')?.values[0]?.text).toBe('u-7f3a9c2d41');
  });

  it.each<[what: string, prepare: () => string, reason: string]>([
    ['a missing file', () => join(folder, 'none.yaml'), 'no such file'],
    ['a folder', () => folder, 'a folder, not a file'],
    ['bytes that are not UTF-8', () => write('latin1.yaml', Buffer.from([0x61, 0xe9, 0x3a])), 'not UTF-8'],
    [
      'a file that is too large',
      () => write('large.yaml', 'a'.repeat(1024 * 1024 + 1)),
      'larger than 1048576 bytes, which no ruleset needs',
    ],
  ])('refuses %s with the reason', (_what, prepare, reason) => {
    const path = prepare();
    expect(problemsOf(() => loadRuleset([path], defaultContext()))).toEqual([`${path}:1:1: cannot read ${path}: ${reason}`]);
  });
});
