import type { Ruleset } from '../rules/index.js';

/** Whether a live rule depends on who runs a server, and so on what the server's name is an alias of. */
export function asksForOperators({ rules }: Pick<Ruleset, 'rules'>): boolean {
  return rules.some(({ level, never }) => level !== 'off' && never.some(({ operator }) => operator !== undefined));
}
