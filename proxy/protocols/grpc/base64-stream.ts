const nothing = Buffer.alloc(0);

/**
 * Undoes the base64 of gRPC-Web's text mode, in whatever pieces it comes. Each flush of the sender is encoded by itself, so a padding may
 * stand in the middle. Keeps at most three characters.
 */
export class Base64Stream {
  /** Characters of a group of four that has not come whole. */
  #rest = '';

  /** Whether it stands in the middle of a group. */
  get withinGroup(): boolean {
    return this.#rest !== '';
  }

  /** The bytes of all groups that are whole; undefined when it is not base64. */
  push(piece: Buffer): Buffer | undefined {
    const text = this.#rest + piece.toString('latin1');
    const end = text.length - (text.length % 4);
    this.#rest = text.slice(end);
    const parts: Buffer[] = [];
    let at = 0;
    while (at < end) {
      const padding = text.indexOf('=', at);
      // The group that a padding ends is the last of its run.
      const stop = padding === -1 || padding >= end ? end : padding - (padding % 4) + 4;
      const part = decodeRun(text.slice(at, stop));
      if (part === undefined) return undefined;
      parts.push(part);
      at = stop;
    }
    return parts.length === 0 ? nothing : parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }
}

/** Whole groups, of which only the last may be padded. */
function decodeRun(text: string): Buffer | undefined {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(text, 'base64');
  // Node passes over what is no base64, and ends at the first padding.
  return bytes.length === (text.length / 4) * 3 - padding ? bytes : undefined;
}
