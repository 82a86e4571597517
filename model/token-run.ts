/** Bytes of which encoded values are made: base64 of both alphabets, also in lines, hexadecimal and percent-encoding, escapes of strings. */
const token = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-%\\.\r\n') token[character.charCodeAt(0)] = 1;

/** How many bytes at the end, looked at from `from` on, may be of one encoded value. */
export function trailingToken(bytes: Uint8Array, from = 0): number {
  let at = bytes.length;
  while (at > from && token[bytes[at - 1]!] === 1) at -= 1;
  return bytes.length - at;
}

/** How many bytes at the start, at most `most`, may be of one encoded value. */
export function leadingToken(bytes: Uint8Array, most: number): number {
  const end = Math.min(bytes.length, most);
  let at = 0;
  while (at < end && token[bytes[at]!] === 1) at += 1;
  return at;
}
