import type { CompiledField } from '../compile/compile-field.js';
import { isBareTarget } from './is-bare-target.js';
import type { FieldMatch } from './match-fields.js';
import type { Plan } from './plan.js';

/** Request-targets remembered. */
const mostTargets = 1024;
/** UTF-16 units of the longest target worth remembering. */
const longestTarget = 1024;

/** Remembers the request-targets that were read and held nothing, for the fields of a plan. */
export interface CleanTargets {
  /** Whether a target must be read, as far as its own fields go. */
  needs(plan: Plan, target: string): boolean;
  /** A message with this target was read, and nothing was left out. */
  learn(plan: Plan, target: string, matchesOf: (definition: CompiledField) => readonly FieldMatch[]): void;
  clear(): void;
}

export function createCleanTargets(): CleanTargets {
  const clean = new Set<string>();
  return {
    needs: (plan, target) => {
      if (plan.target === 'nothing') return false;
      if (plan.target === 'names' && isBareTarget(target)) return false;
      return !clean.has(`${plan.targetKey} ${target}`);
    },
    learn: (plan, target, matchesOf) => {
      if (plan.target === 'nothing' || target.length > longestTarget) return;
      const onTarget = ({ field }: FieldMatch): boolean => field.location === 'url' || field.location === 'query';
      if (plan.fields.some((field) => matchesOf(field).some(onTarget))) return;
      if (clean.size >= mostTargets) clean.clear();
      clean.add(`${plan.targetKey} ${target}`);
    },
    clear: () => clean.clear(),
  };
}
