/** Texts of one byte order that stand in bytes of another kind, a line each. */
export interface EmbeddedUtf16 {
  /** As it stands in a field's `transforms`. */
  readonly layer: 'utf-16le' | 'utf-16be';
  readonly text: string;
}

/** Characters below U+0100 that are no controls, six or more in a row: fewer turn up by chance. */
const little = /(?:[\x20-\x7e\xa0-\xff]\0){6,}/g;
const big = /(?:\0[\x20-\x7e\xa0-\xff]){6,}/g;

/**
 * The runs of UTF-16 of Western text in bytes that are not UTF-16 as a whole (a property list, a frame's payload). `units`: one
 * character a byte. Not a charset detector: what is UTF-16 as a whole is read by `readCharset`.
 */
export function embeddedUtf16(units: string): readonly EmbeddedUtf16[] {
  const found: EmbeddedUtf16[] = [];
  for (const [layer, runs] of [
    ['utf-16le', units.match(little)],
    ['utf-16be', units.match(big)],
  ] as const) {
    if (runs !== null) found.push({ layer, text: runs.map((run) => run.replaceAll('\0', '')).join('\n') });
  }
  return found;
}
