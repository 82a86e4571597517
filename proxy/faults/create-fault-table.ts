import type { InjectedFault } from '../../model/index.js';
import type { Authority } from '../capture/parse-authority.js';
import { type FaultRule, FaultRuleError } from './fault-rule.js';

/** The faults that a run makes at present. Changes hold for connections made from then on; those that stand are left alone. */
export interface FaultTable {
  /** Replaces the rule of the same pattern. Throws {@link FaultRuleError} when there are too many. */
  add(rule: FaultRule): void;
  /** False when there is no rule of this pattern (in its normal form). */
  remove(pattern: string): boolean;
  clear(): void;
  /** In the order in which they were added. */
  list(): readonly FaultRule[];
  /** What the latest rule that matches asks for. */
  faultFor(target: Authority): InjectedFault | undefined;
}

/** Most rules at once: every new connection is held against all of them. */
export const mostFaultRules = 1_000;

export function createFaultTable(rules: readonly FaultRule[] = []): FaultTable {
  const byPattern = new Map<string, FaultRule>();
  const table: FaultTable = {
    add(rule) {
      if (!byPattern.has(rule.pattern) && byPattern.size >= mostFaultRules) {
        throw new FaultRuleError(`there are ${mostFaultRules} faults already: remove some, or use *.a.example or a CIDR for many hosts`);
      }
      byPattern.delete(rule.pattern);
      byPattern.set(rule.pattern, rule);
    },
    remove: (pattern) => byPattern.delete(pattern),
    clear: () => byPattern.clear(),
    list: () => [...byPattern.values()],
    faultFor(target) {
      let fault: InjectedFault | undefined;
      for (const rule of byPattern.values()) if (rule.matches(target)) fault = rule.fault;
      return fault;
    },
  };
  for (const rule of rules) table.add(rule);
  return table;
}
