import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintRuleset } from '../../rules/lint-ruleset.js';
import { defaultContext } from '../../rules/load/default-context.js';
import { loadRuleset } from '../../rules/load/load-ruleset.js';
import { testExamples } from '../../session.js';
import { repositoryFile } from '../docs/repository.js';

const files = readdirSync(repositoryFile('examples')).filter((name) => name.endsWith('.yaml'));
const load = (name: string) => loadRuleset([repositoryFile(`examples/${name}`)], defaultContext({ env: {}, now: Date.UTC(2026, 10, 21) }));

describe('examples', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(4);
  });

  describe.each(files)('%s', (name) => {
    it('loads without warnings', () => {
      expect(lintRuleset(load(name))).toEqual([]);
    });

    it('has examples for each rule about fields, of both kinds', () => {
      for (const { id, own, fields, examples } of load(name).rules) {
        if (!own || fields.length === 0) continue;
        expect(new Set(examples.map(({ expect: kind }) => kind)), id).toEqual(new Set(['violates', 'complies']));
      }
    });

    it('has examples that hold', () => {
      const failed = testExamples(load(name)).filter(({ outcome }) => outcome !== 'ok');
      expect(failed).toEqual([]);
    });

    it('says what it is for', () => {
      expect(readFileSync(repositoryFile(`examples/${name}`), 'utf8')).toMatch(/^# \S/);
    });
  });
});
