/** A path as one word of a POSIX shell command, for the "do this next" part of a message. Never executed by us. */
export function shellQuote(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
