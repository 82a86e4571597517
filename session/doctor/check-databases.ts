import type { ListedDatabase } from '../list-databases.js';
import type { Finding } from './setup-check.js';

/** What says where addresses stand and who announces them: each with its date and age, the worst of them deciding. */
export function checkDatabases(databases: readonly ListedDatabase[]): Finding {
  const found = databases.map(describe).join('\n');
  const broken = databases.find(({ state }) => typeof state === 'object');
  if (broken !== undefined) {
    const next = broken.origin === 'bundled' ? 'install Plainsight again: npm ci' : `plainsight data remove ${broken.name}, or replace it`;
    return { state: 'problem', found, next };
  }
  const aged = databases.flatMap(({ warning }) => (warning === undefined ? [] : [warning]));
  if (aged.length > 0)
    return { state: 'warning', found: [found, ...aged].join('\n'), next: 'plainsight data update FILE, or update Plainsight' };
  return { state: 'ok', found };
}

function describe({ name, origin, state, knows, date, ageDays }: ListedDatabase): string {
  const of = `${name} (${origin}, ${knows.join(' and ')})`;
  if (typeof state === 'object') return `${of}: ${state.broken}`;
  const age = date === undefined ? 'of an unknown date' : `of ${date}${ageDays === undefined ? '' : `, ${ageDays} days old`}`;
  return `${of} ${age}${state === 'replaced' ? ', replaced by another' : ''}`;
}
