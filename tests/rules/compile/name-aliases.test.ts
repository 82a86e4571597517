import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nameAliases } from '../../../rules/compile/name-aliases.js';

const plain = (name: string) => name.replaceAll('_', '').toLowerCase();

describe('nameAliases', () => {
  it('gives each name to one group, once', () => {
    const all = nameAliases.flatMap(({ key, names }) => [key, ...names].map(plain));
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  it('leaves out what means several things', () => {
    const all = new Set(nameAliases.flatMap(({ key, names }) => [key, ...names].map(plain)));
    const ambiguous =
      'id name long no number code mail mobile cell zip sid pass pw fname lname ido keido sei mei sex user token key data'.split(' ');
    expect(ambiguous.filter((name) => all.has(name))).toEqual([]);
  });

  it('is what docs/rules.md says', () => {
    const docs = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8');
    const [, table = ''] = /\n### Names that mean the same\n([\s\S]*?)\n##/.exec(docs) ?? [];
    const rows = [...table.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, key, names]) => ({
      key,
      names: [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    }));
    expect(rows).toEqual(nameAliases);
  });
});
