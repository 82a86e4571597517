const unreserved = /%(?:2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])/g;

/**
 * The path of a URL as servers take it: escapes of unreserved characters undone (RFC 3986, section 6.2.2.2), several slashes as one, dot
 * segments removed (section 5.2.4). Not percent-decoded otherwise: an escaped slash may be part of a name.
 */
export function normalPath(path: string): string {
  if (!path.includes('%') && !path.includes('//') && !path.includes('/.')) return path;
  const plain = normalGlob(path);
  if (!plain.includes('/.')) return plain;
  const kept: string[] = [];
  const segments = plain.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
    // What a dot segment at the end leaves is a folder.
    if (isLast && (segment === '.' || segment === '..')) kept.push('');
  }
  return `/${kept.join('/')}`;
}

/** The same for a glob, which is compared with normal paths; dot segments stay, since nobody knows what a `*` before them stands for. */
export function normalGlob(glob: string): string {
  return glob.replace(unreserved, (escaped) => String.fromCharCode(Number.parseInt(escaped.slice(1), 16))).replace(/\/{2,}/g, '/');
}
