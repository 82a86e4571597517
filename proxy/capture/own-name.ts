import { hostname } from 'node:os';

/**
 * Whether a lower-case name plainly means the machine that the proxy runs on: `localhost` and what is below it, this host's name with
 * whatever domain a network gives it, and the names that the proxy serves itself.
 */
export function isOwnName(name: string, localHosts: ReadonlyMap<string, number>): boolean {
  if (name === 'localhost' || name.endsWith('.localhost') || localHosts.has(name)) return true;
  return name.split('.', 1)[0] === hostname().toLowerCase().split('.', 1)[0];
}
