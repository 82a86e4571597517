import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a ruleset that forbids these planted values in cleartext, and gives its path. Gone when the process ends. */
export function temporaryRuleset(values) {
  const folder = mkdtempSync(join(tmpdir(), 'plainsight-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const byKind = Map.groupBy === undefined ? groupBy(values) : Map.groupBy(values, ({ kind }) => kind);
  const fields = [...byKind].map(
    ([kind, of]) => `  any-${kind}: { as: ${kind}, values: [${of.map(({ value }) => JSON.stringify(value)).join(', ')}] }`,
  );
  const names = [...byKind.keys()].map((kind) => `any-${kind}`);
  const file = join(folder, 'rules.yaml');
  writeFileSync(
    file,
    `plainsight: 1\nfields:\n${fields.join('\n')}\nrules:\n  - id: never-in-cleartext\n    description: Planted values\n    fields: [${names.join(', ')}]\n    never: { wire: cleartext }\n`,
  );
  return file;
}

function groupBy(values) {
  const groups = new Map();
  for (const each of values) groups.set(each.kind, [...(groups.get(each.kind) ?? []), each]);
  return groups;
}
