const names: readonly (string | undefined)[] = [undefined, 'cname', 'name', 'email', 'phone', 'loc', 'tool', 'note', 'priv'];
const sourceDescription = 202;

/**
 * Whether a datagram is RTCP (RFC 3550, section 6.1; reduced-size as in RFC 5506): packets of version 2 with types from 192 to 223 (RFC 5761,
 * section 4) whose lengths fill it exactly. Not: SRTCP, which is encrypted after its first eight bytes and ends in a tag.
 */
export function isRtcp(bytes: Buffer): boolean {
  let at = 0;
  while (at + 4 <= bytes.length) {
    if ((bytes[at]! & 0xc0) !== 0x80) return false;
    const type = bytes[at + 1]!;
    if (type < 192 || type > 223) return false;
    at += 4 + 4 * bytes.readUInt16BE(at + 2);
  }
  return at === bytes.length && at >= 8;
}

/**
 * What the source descriptions in it say (RFC 3550, section 6.5): names and texts, flat. `undefined` when there are none.
 *
 * @param bytes a datagram that {@link isRtcp} took
 */
export function readSourceDescriptions(bytes: Buffer): readonly string[] | undefined {
  let properties: string[] | undefined;
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 + 4 * bytes.readUInt16BE(at + 2);
    if (bytes[at + 1] === sourceDescription) {
      properties ??= [];
      readChunks(bytes, at + 4, end, properties);
    }
    at = end;
  }
  return properties !== undefined && properties.length > 0 ? properties : undefined;
}

/** Chunks: a source, then items until a zero, padded to four bytes. */
function readChunks(bytes: Buffer, start: number, end: number, properties: string[]): void {
  let at = start + 4;
  while (at < end) {
    const type = bytes[at]!;
    if (type === 0) {
      // RFC 3550, section 6.5: at least one zero, up to the next boundary, where the next chunk begins.
      at += 4 - ((at - start) % 4) + 4;
      continue;
    }
    const stop = at + 2 + (bytes[at + 1] ?? 0);
    if (stop > end) return;
    const name = names[type];
    if (name !== undefined && stop > at + 2) properties.push(name, bytes.toString('utf8', at + 2, stop));
    at = stop;
  }
}
