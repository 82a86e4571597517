/** Bytes of MD5, SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512. */
const hashLengths = new Set([16, 20, 28, 32, 48, 64]);
/** Characters in a row that chance hardly puts into a hash. */
const tellingRun = 7;

/**
 * Whether bytes that hexadecimal or base32 digits spell are those of a hash or identifier, for all one can tell: as long as one, and neither text
 * (of ASCII, UTF-8 or UTF-16) nor compressed data shows in them. The search over undecoded bytes and the decoder must agree on it, so it stands here.
 */
export function isHashLike(bytes: Uint8Array, length: number): boolean {
  if (!hashLengths.has(length)) return false;
  const first = bytes[0]!;
  const second = bytes[1]!;
  if ((first === 0x1f && second === 0x8b) || (first === 0x28 && second === 0xb5)) return false;
  if ((first & 0x8f) === 8 && ((first << 8) | second) % 31 === 0) return false;
  if ((second === 0 && bytes[3] === 0) || (first === 0 && bytes[2] === 0)) return false;
  let run = 0;
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index]!;
    run = byte >= 32 && byte < 127 ? run + 1 : 0;
    if (run === tellingRun) return false;
  }
  return !isUtf8(bytes, length);
}

/** Well-formed UTF-8 (RFC 3629, section 4) but for overlong forms and surrogates, which chance makes as seldom. */
function isUtf8(bytes: Uint8Array, length: number): boolean {
  for (let index = 0; index < length; ) {
    const lead = bytes[index++]!;
    if (lead < 0x80) continue;
    if (lead < 0xc2 || lead > 0xf4) return false;
    for (let more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3; more > 0; more -= 1) {
      if (index === length || (bytes[index++]! & 0xc0) !== 0x80) return false;
    }
  }
  return true;
}
