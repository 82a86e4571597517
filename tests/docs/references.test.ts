import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLines, commands, flags, isFlag, unknownParts } from './command-line.js';
import { blocksOf, documents, repositoryFile } from './repository.js';

const read = (document: string) => readFileSync(repositoryFile(document), 'utf8');
const withoutBlocks = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '');
const inlineCode = (text: string) => [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** Flags of other programs that the documents show. */
const foreignFlags = new Set([
  '--noproxy',
  '--import',
  '--cacert',
  '--rounds',
  '--window',
  '--scenario',
  '--connections',
  '--peers',
  '--json',
  '--check',
  '--only',
  '--messages',
  '--chains',
  '--seed',
  '--equal',
]);
const rooms = /^(?:model|certs|proxy|decode|rules|record|report|web|demo|cli|docs|examples|tests|bench|scripts)\/[\w./-]*$/;
/** Files that a reader is told to make. */
const madeByReader = new Set(['rules/matchers/vin.ts', 'tests/rules/matchers/vin.test.ts']);

/** GitHub's way of making an anchor of a heading. */
function anchors(markdown: string): ReadonlySet<string> {
  const headings = [...withoutBlocks(markdown).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

describe.each(documents)('%s', (document) => {
  const text = read(document);

  it('links to files and headings that exist', () => {
    const broken = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? document : join(dirname(document), path);
      if (!existsSync(repositoryFile(target))) return [link];
      return anchor === undefined || anchors(read(target)).has(anchor) ? [] : [link];
    });
    expect(broken).toEqual([]);
  });

  it('names files that exist', () => {
    const paths = inlineCode(text).filter((code) => rooms.test(code) && !/NAME|RUN/.test(code) && !madeByReader.has(code));
    // A report or test that is named in passing, such as `relay/` inside a room, begins with no room and is not asked for.
    expect(paths.filter((path) => !existsSync(repositoryFile(path)))).toEqual([]);
  });

  it('shows commands and flags that exist', () => {
    const shell = blocksOf(text)
      .filter(({ language }) => language === 'sh')
      .map((block) => block.text);
    const inline = inlineCode(text).filter((code) => code.startsWith('plainsight '));
    expect([...shell, ...inline].flatMap(commandLines).flatMap(unknownParts)).toEqual([]);
    const flags = inlineCode(text).flatMap((code) => /^--[a-z-]+/.exec(code) ?? []);
    expect(flags.filter((flag) => !isFlag(flag) && !foreignFlags.has(flag))).toEqual([]);
  });

  it('has one first heading and no unfinished places', () => {
    expect(withoutBlocks(text).match(/^# /gm)).toHaveLength(1);
    expect(text).not.toMatch(/\b(?:TODO|FIXME|TBD|XXX)\b/);
  });
});

describe('tables that repeat the code', () => {
  const keysOf = (table: string) =>
    [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, key]) => key));

  it('docs/evidence.md has every key of the violation log', () => {
    const schema = JSON.parse(read('record/violation.schema.json')) as { properties: Record<string, unknown> };
    const section = read('docs/evidence.md').split('## A line of violations.ndjson')[1]?.split('\n## ')[0] ?? '';
    expect(keysOf(section).sort()).toEqual(Object.keys(schema.properties).sort());
  });

  it('docs/rules.md has every matcher', async () => {
    const { matchers } = await import('../../rules/matchers/index.js');
    const section = read('docs/rules.md').split('### Matchers')[1]?.split('\n## ')[0] ?? '';
    expect(keysOf(section).sort()).toEqual([...matchers.keys()].sort());
  });

  it('docs/rules.md has every key of the rule language', () => {
    const schema = read('rules/ruleset.schema.json');
    const { properties, definitions } = JSON.parse(schema) as {
      properties: Record<string, unknown>;
      definitions: Record<string, { properties?: Record<string, unknown>; then?: { properties?: Record<string, unknown> } }>;
    };
    const keys = [
      properties,
      ...['field', 'when', 'rule'].map((name) => definitions[name]?.properties ?? {}),
      definitions['forbidden']?.then?.properties ?? {},
    ];
    const text = read('docs/rules.md') + read('docs/verdict.md') + read('rules/packs/README.md');
    expect(keys.flatMap(Object.keys).filter((key) => !new RegExp(`\\b${key}\\b`).test(text))).toEqual([]);
  });

  it('docs/regions.md has every built-in group', async () => {
    const { builtInGroups } = await import('../../rules/regions/built-in-groups.js');
    const section = read('docs/regions.md').split('## Built-in groups')[1]?.split('\n## ')[0] ?? '';
    expect(keysOf(section).sort()).toEqual([...builtInGroups.keys()].sort());
    for (const { name, asOf } of builtInGroups.values()) expect(section).toMatch(new RegExp(`\`${name}\`.*${asOf}`));
  });

  it('docs/ci.md has every variable that `run` adds', () => {
    const source = read('cli/run-environment.ts');
    const names = new Set(
      [...source.matchAll(/^ {4}([A-Za-z_]+):/gm), ...source.matchAll(/'([A-Z]+_PROXY)'/g)].map(([, name = '']) => name),
    );
    const text = read('docs/ci.md');
    expect(names.size).toBeGreaterThan(14);
    expect([...names].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('docs/commands.md has every command and flag', () => {
    const text = read('docs/commands.md');
    // There is no dashboard to be without.
    const left = new Set<string | undefined>(['--no-dashboard', '--help', '--version', 'rules', 'ca']);
    const missing = [...commands, ...flags].filter(
      (name) => !left.has(name) && !new RegExp(`\`(?:(?:rules|ca|data) )?${name}\\b`).test(text),
    );
    expect(commands.size).toBeGreaterThan(12);
    expect(missing).toEqual([]);
  });

  it('docs/verdict.md has every reason for a gap', () => {
    const reasons = [...(/type GapReason =([^;]*);/.exec(read('model/gap.ts'))?.[1]?.matchAll(/'([a-z-]+)'/g) ?? [])].map(
      ([, reason]) => reason,
    );
    const section = read('docs/verdict.md').split('## Gaps')[1]?.split('\n## ')[0] ?? '';
    expect(reasons.length).toBeGreaterThan(5);
    expect(keysOf(section).sort()).toEqual(reasons.sort());
  });
});
