const hosts = ['@gmail.com', '@googlemail.com'].map((text) => Buffer.from(text));
/** Bytes of the local part of an address (RFC 5321, section 4.5.3.1.1). */
const longestTag = 64;
/** What ends an address, in ASCII. Bytes beyond it may be part of one. */
const ending = new Uint8Array(256).fill(1, 0, 33);
for (const character of '"(),:;<>[\\]') ending[character.charCodeAt(0)] = 1;

/** Where a Gmail address ends whose tag begins at `at`, behind its plus; -1 where there is no such address. */
export function endOfGmail(bytes: Uint8Array, at: number, fieldEnd: number): number {
  const last = Math.min(fieldEnd, at + longestTag + 1);
  for (let index = at; index < last; index += 1) {
    const byte = bytes[index]!;
    if (byte === 64) {
      for (const host of hosts) if (standsAt(bytes, index, fieldEnd, host)) return index + host.length;
      return -1;
    }
    if (ending[byte] === 1) return -1;
  }
  return -1;
}

function standsAt(bytes: Uint8Array, at: number, fieldEnd: number, text: Uint8Array): boolean {
  if (at + text.length > fieldEnd) return false;
  for (let index = 0; index < text.length; index += 1) {
    const byte = bytes[at + index]!;
    if ((byte >= 65 && byte <= 90 ? byte | 32 : byte) !== text[index]) return false;
  }
  return true;
}
