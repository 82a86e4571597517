import { normalPath } from '../compile/normal-path.js';

/** The ways in which a server may take a path: as sent and percent-decoded, each also in normal form. Where one of them counts, all do. */
export function pathForms(path: string): readonly string[] {
  if (!path.includes('%')) {
    const normal = normalPath(path);
    return normal === path ? [path] : [path, normal];
  }
  const plain = decoded(path);
  return [...new Set([path, plain, normalPath(path), normalPath(plain)])];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    // Broken escapes: then there is only the path as sent.
    if (error instanceof URIError) return path;
    throw error;
  }
}
