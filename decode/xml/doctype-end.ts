/** Where the `>` of a document type declaration stands, its internal subset, quotes and comments passed over; -1 when it does not end. */
export function doctypeEnd(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case 34:
      case 39: {
        index = text.indexOf(text[index]!, index + 1);
        if (index < 0) return -1;
        break;
      }
      case 60: {
        if (text.startsWith('<!--', index)) {
          index = text.indexOf('-->', index + 4);
          if (index < 0) return -1;
          index += 2;
        } else depth += 1;
        break;
      }
      case 91:
        depth += 1;
        break;
      case 93:
        depth -= 1;
        break;
      case 62:
        if (depth <= 0) return index;
        depth -= 1;
        break;
    }
  }
  return -1;
}
