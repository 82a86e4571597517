const scheme = /^[A-Za-z][A-Za-z0-9+.-]{0,40}:\/\//;

/** Where the path of a target in absolute form begins (RFC 9112, section 3.2.2): behind scheme and authority; 0 in another form. */
export function authorityEnd(target: string): number {
  const start = scheme.exec(target)?.[0].length ?? 0;
  if (start === 0) return 0;
  const end = target.slice(start).search(/[/?#]/);
  return end < 0 ? target.length : start + end;
}
