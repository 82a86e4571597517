import parse from 'jsonpath-rfc9535/parser';

/**
 * Why a JSONPath (RFC 9535) cannot narrow a field; nothing when it can. A field is judged by its own path, without the rest of the document,
 * so what would need the rest is refused: filters, and indices and slices counted from the end.
 */
export function checkJsonPath(path: string): string | undefined {
  let query: unknown;
  try {
    query = parse(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const offset = offsetOf(error);
    return `not a JSONPath (RFC 9535)${offset === undefined ? '' : `, at its character ${offset + 1}`}: write such as \`$.user.id\`, \`$..id\` or \`$.list[*]\``;
  }
  return unusableSelector(query);
}

function offsetOf(error: Error): number | undefined {
  const location: unknown = 'location' in error ? error.location : undefined;
  if (typeof location !== 'object' || location === null || !('start' in location)) return undefined;
  const start: unknown = location.start;
  return typeof start === 'object' && start !== null && 'offset' in start && typeof start.offset === 'number' ? start.offset : undefined;
}

function unusableSelector(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const type: unknown = 'type' in node ? node.type : undefined;
  if (type === 'FilterSelector')
    return 'filters (`[?…]`) need the whole document, and a field is judged by its path alone: use names, indices and `*`';
  if (type === 'IndexSelector' && 'value' in node && typeof node.value === 'number' && node.value < 0) {
    return 'an index from the end needs the whole list, and a field is judged by its path alone: count from 0, or use `*`';
  }
  if (type === 'SliceSelector') return 'slices are not evaluated: name the indices, as in `[1, 2]`, or use `*`';
  for (const part of Object.values(node)) {
    const reason = unusableSelector(part);
    if (reason) return reason;
  }
  return undefined;
}
