/** A name from inside a file becomes a path only in letters, digits, `.`, `_` and `-`, and never begins with a dot. */
export function databaseFileName(name: string): string {
  const safe = name
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 64);
  return safe === '' ? 'database' : safe;
}
