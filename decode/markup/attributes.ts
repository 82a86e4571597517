/** Called with the positions of one attribute's name and value; a name alone has an empty value behind it. False ends the reading. */
export type OnAttribute = (nameStart: number, nameEnd: number, valueStart: number, valueEnd: number) => boolean;

/**
 * Reads the attributes of a tag of HTML or XML from behind its name on, and returns where its `>` stands; -1 when the tag does not end, or
 * `onAttribute` ended it. As lenient as HTML (section 13.2.5): values without quotes, names without values, signs that mean nothing.
 */
export function eachAttribute(text: string, from: number, onAttribute: OnAttribute): number {
  let index = from;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === 62) return index;
    if (code <= 32 || code === 47) {
      index += 1;
      continue;
    }
    const nameStart = index;
    // An equals sign in front belongs to the name, as browsers have it.
    index += 1;
    while (index < text.length && !endsName(text.charCodeAt(index))) index += 1;
    const nameEnd = index;
    const sign = skipSpace(text, index);
    if (text.charCodeAt(sign) !== 61) {
      if (!onAttribute(nameStart, nameEnd, nameEnd, nameEnd)) return -1;
      continue;
    }
    const start = skipSpace(text, sign + 1);
    const quote = text.charCodeAt(start);
    if (quote === 34 || quote === 39) {
      const end = text.indexOf(quote === 34 ? '"' : "'", start + 1);
      if (end < 0 || !onAttribute(nameStart, nameEnd, start + 1, end)) return -1;
      index = end + 1;
      continue;
    }
    index = start;
    while (index < text.length && !endsBareValue(text, index)) index += 1;
    if (!onAttribute(nameStart, nameEnd, start, index)) return -1;
  }
  return -1;
}

/** White space, `/`, `=` or `>`. */
function endsName(code: number): boolean {
  return code <= 32 || code === 47 || code === 61 || code === 62;
}

function endsBareValue(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code <= 32 || code === 62 || (code === 47 && text.charCodeAt(index + 1) === 62);
}

function skipSpace(text: string, from: number): number {
  let index = from;
  while (text.charCodeAt(index) <= 32) index += 1;
  return index;
}
