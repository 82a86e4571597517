/**
 * A URL path with what looks like an identifier replaced by `{}`, so that requests to one endpoint are one: `/users/8271/posts` is
 * `/users/{}/posts`. Query and fragment are dropped. Used for fingerprints and for showing URLs without values.
 */
export function templatePath(path: string): string {
  const end = path.search(/[?#]/);
  const bare = end < 0 ? path : path.slice(0, end);
  return bare
    .split('/')
    .map((segment) => (looksLikeIdentifier(segment) ? '{}' : segment))
    .join('/');
}

/** Digits among its characters (unless a version such as `v2`), escapes, an `@`, mixed case as in random text, or great length. */
export function looksLikeIdentifier(segment: string): boolean {
  if (segment === '') return false;
  if (segment.length > 40) return true;
  if (/^v\d{1,2}(?:\.\d{1,2})?$/i.test(segment)) return false;
  if (/[@%:;=,+~]/.test(segment)) return true;
  const digits = segment.replace(/\D/g, '').length;
  if (digits === 0) {
    // Letters alone: camelCase and words are names; upper case inside of words many times over is base64.
    const turns = segment.match(/[A-Z][A-Z]+[a-z]|[a-z][A-Z](?![a-z])/g)?.length ?? 0;
    return segment.length >= 16 && turns >= 2;
  }
  const stem = segment.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  if (/^\d/.test(stem) || digits >= 3) return true;
  return digits >= 2 ? segment.length >= 8 : segment.length >= 16;
}
