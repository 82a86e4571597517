/** The head of a part or message: header lines as a flat list name, value, name, value …, latin1, and where the body starts. */
export interface HeaderBlock {
  readonly headers: readonly string[];
  readonly body: number;
}

/** Longest head, in characters: beyond that there is none. */
const longestHead = 16 * 1024;

/**
 * Reads header lines (RFC 5322, section 2.2) up to the empty line between two positions; continued lines are joined. What is no head, or too long to
 * be one, is all body.
 */
export function readHeaderBlock(text: string, start: number, end: number): HeaderBlock {
  const headers: string[] = [];
  let index = start;
  while (index < end && index - start < longestHead) {
    const newline = text.indexOf('\n', index);
    const stop = newline < 0 || newline > end ? end : newline;
    const line = text.slice(index, stop).trimEnd();
    index = Math.min(end, stop + 1);
    if (line === '') return { headers, body: index };
    const colon = line.indexOf(':');
    if ((line[0] === ' ' || line[0] === '\t') && headers.length > 0) headers[headers.length - 1] += ` ${line.trim()}`;
    else if (colon <= 0) return { headers: [], body: start };
    else headers.push(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return index < end ? { headers: [], body: start } : { headers, body: end };
}
