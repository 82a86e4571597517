import { normalizedPath } from '../../../decode/normalized-path.js';

/** What a reader of JSON-like data should hand over of a value, in order, keys aside. */
export function linesOfTree(value: unknown, path: readonly (string | number)[] = []): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => linesOfTree(item, [...path, index]));
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, item]) => linesOfTree(item, [...path, key]));
  const text = Object.is(value, -0) ? '-0' : String(value);
  return [`${typeof value === 'string' ? 'leaf' : 'plain'} ${normalizedPath(path)} = ${text}`];
}
