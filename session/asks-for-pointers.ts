import type { Ruleset } from '../rules/index.js';

/** Whether a live rule depends on the names that addresses themselves have (PTR). */
export function asksForPointers({ rules }: Pick<Ruleset, 'rules'>): boolean {
  return rules.some(({ level, never }) => level !== 'off' && never.some(({ names }) => names === 'disagree-with-ptr'));
}
