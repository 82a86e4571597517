const values = new Int8Array(128).fill(-1);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'].entries()) {
  values[character.charCodeAt(0)] = value;
  values[character.toLowerCase().charCodeAt(0)] = value;
}

/** The bytes of base32 in either case, without padding (RFC 4648, section 6). Bits left over at the end are dropped; characters of no alphabet are not expected. */
export function base32Decode(text: string): Buffer {
  const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    held = ((held << 5) | values[text.charCodeAt(index) & 127]!) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (held >> bits) & 255;
  }
  return bytes.subarray(0, length);
}
