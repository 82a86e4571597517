import type { OperatorEntry } from '../operators/index.js';
import type { OperatorDefinition } from '../ruleset.js';
import { compileNameOperators, type OperatorMatch } from './compile-operators.js';

/** What is known of a server whose operators are looked for. */
export interface ServerFacts {
  /** Names that it goes by, and what they are aliases of as far as that is certain; in normal form. */
  readonly names: readonly string[];
  readonly aliases: readonly string[];
  readonly asn: number | undefined;
}

/** Says which operators run a server: those that a ruleset declares, which replace those of their names that ship with us, and the latter. */
export function knownOperators(
  shipped: ReadonlyMap<string, OperatorEntry>,
  declared: ReadonlyMap<string, OperatorDefinition>,
): (facts: ServerFacts) => readonly OperatorMatch[] {
  const all = new Map<string, OperatorDefinition>();
  const place = { file: 'plainsight:operators', line: 1, column: 1 };
  for (const { name, domains, asns } of shipped.values()) all.set(name, { name, place, domains, asns: asns.map(([asn]) => asn) });
  for (const [name, definition] of declared) all.set(name, definition);
  const operatorsOf = compileNameOperators(all);
  return ({ names, aliases, asn }) =>
    operatorsOf({ hosts: { names, complete: true }, asn: asn ?? 'unknown', aliases: { names: aliases, certain: true } });
}
