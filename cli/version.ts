import { readFileSync } from 'node:fs';

/** Version of this package, from its own package.json (one level up from the sources, two from `dist/cli`). */
export function packageVersion(): string {
  for (const up of ['../package.json', '../../package.json']) {
    const file = new URL(up, import.meta.url);
    try {
      const found = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
      if (found.name === 'plainsight' && found.version) return found.version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error('the package.json of plainsight is missing: the installation is damaged');
}
