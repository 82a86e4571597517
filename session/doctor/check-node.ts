import type { Finding } from './setup-check.js';

/** The oldest that is tested, as `engines` in package.json says. */
export const oldestNode = [20, 19] as const;

/** `version` as in `process.versions.node`. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = oldestNode;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return { state: 'ok', found: version };
  return { state: 'problem', found: `${version}, expected ${oldestNode.join('.')} or later`, next: 'install a newer Node.js' };
}
