import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { iban } from '../../examples/matcher/iban.js';
import { defaultContext } from '../../rules/load/default-context.js';
import { loadRuleset } from '../../rules/load/load-ruleset.js';
import { repositoryFile } from '../docs/repository.js';

const { find } = iban.prepare({});
const values = (text: string) => find(text, {}).map(({ value }) => value);

describe('the matcher that CONTRIBUTING.md adds', () => {
  it.each([
    ['DE89370400440532013000', 'DE89370400440532013000'],
    ['please pay to GB82 WEST 1234 5698 7654 32.', 'GB82WEST12345698765432'],
    ['{"iban":"NL91ABNA0417164300"}', 'NL91ABNA0417164300'],
  ])('finds %s', (text, value) => {
    expect(values(text)).toEqual([value]);
  });

  it('says where it stood', () => {
    expect(find('to DE89370400440532013000', {})).toEqual([
      { start: 3, end: 25, value: 'DE89370400440532013000', recognisedAs: 'checksum' },
    ]);
  });

  it.each([
    ['wrong check digits', 'DE88370400440532013000'],
    ['in the middle of a token', 'xDE89370400440532013000'],
    ['in lower case', 'de89370400440532013000'],
    ['too short', 'DE8937040044'],
    ['nothing', ''],
  ])('does not find: %s', (_why, text) => {
    expect(values(text)).toEqual([]);
  });

  it('can be named by a ruleset once it is in the list', () => {
    const base = defaultContext({ env: {}, now: Date.UTC(2026, 10, 21) });
    const text = 'plainsight: 1\nrules: [{ id: no-iban, fields: [iban], never: anywhere }]\n';
    const context = { ...base, matchers: new Map([...base.matchers, [iban.name, iban]]), readFile: () => text };
    expect(loadRuleset(['r.yaml'], context).rules.map(({ id }) => id)).toEqual(['no-iban']);
  });

  it('stands in CONTRIBUTING.md as it stands in examples/', () => {
    const contributing = readFileSync(repositoryFile('CONTRIBUTING.md'), 'utf8');
    const shown = /```ts\n(import type \{ Match, Matcher \}[\s\S]*?)```/.exec(contributing)?.[1];
    const source = readFileSync(repositoryFile('examples/matcher/iban.ts'), 'utf8');
    expect(shown).toBe(source.replace('../../rules/matchers/matcher.js', './matcher.js'));
  });
});
