import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintRuleset } from '../../rules/lint-ruleset.js';
import { defaultContext } from '../../rules/load/default-context.js';
import { loadRuleset } from '../../rules/load/load-ruleset.js';
import { blocksOf, documents, repositoryFile } from './repository.js';

const env = { QA_USER_ID: 'u-7f3a9c21d0', QA_EMAIL: 'qa.heron@ourapp.example' };
const now = Date.UTC(2026, 10, 21);

const rulesets = documents.flatMap((document) =>
  blocksOf(readFileSync(repositoryFile(document), 'utf8'))
    .filter(({ language, text }) => language === 'yaml' && text.startsWith('plainsight: 1'))
    .map((block) => ({ document, ...block })),
);

describe('rulesets in the documentation', () => {
  it('are there', () => {
    expect(rulesets.length).toBeGreaterThan(6);
  });

  it.each(rulesets)('$document:$line loads, and is nothing to complain about', ({ document, line, text }) => {
    const base = defaultContext({ env, now });
    const file = `${document}:${line}.yaml`;
    const context = { ...base, readFile: (path: string) => (path === file ? text : base.readFile(path)) };
    expect(lintRuleset(loadRuleset([file], context))).toEqual([]);
  });
});
