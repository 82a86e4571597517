import type { OperatorDefinition } from '../ruleset.js';

/** Whether two files say the same of an operator, in whatever order. */
export function sameOperator(a: OperatorDefinition, b: OperatorDefinition): boolean {
  const same = <T>(left: readonly T[], right: readonly T[]): boolean =>
    left.length === right.length && left.every((entry) => right.includes(entry));
  return same(a.domains, b.domains) && same(a.asns, b.asns);
}
