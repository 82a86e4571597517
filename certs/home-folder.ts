import { join, resolve } from 'node:path';

/**
 * The folder in which Plainsight keeps its CA and its hash key: `PLAINSIGHT_HOME`, or `~/.plainsight`. Always absolute.
 * A leading `~` is understood, since CI files and Dockerfiles hand it over unexpanded. It creates nothing.
 */
export function homeFolder(env: Readonly<Record<string, string | undefined>>, homedir: string): string {
  const named = env['PLAINSIGHT_HOME']?.trim();
  if (!named) return join(homedir, '.plainsight');
  if (named === '~') return homedir;
  return named.startsWith('~/') ? join(homedir, named.slice(2)) : resolve(named);
}
