/** The text of bytes that start like UTF-16 or UTF-32, by a byte order mark or by the zeros of their first characters, in UTF-8; `undefined` for others. */
export function wideText(bytes: Buffer, end: number): Buffer | undefined {
  if (end < 4) return undefined;
  const first = bytes[0]!;
  const second = bytes[1]!;
  const third = bytes[2]!;
  const fourth = bytes[3]!;
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? ofUtf32(bytes, end, true) : ofUtf16(bytes, end, true);
  if (first === 0xfe && second === 0xff) return ofUtf16(bytes, end, false);
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return ofUtf32(bytes, end, false);
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return ofUtf16(bytes, end, true);
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return ofUtf16(bytes, end, false);
  return undefined;
}

function ofUtf16(bytes: Buffer, end: number, little: boolean): Buffer {
  const even = Buffer.from(bytes.subarray(0, end - (end % 2)));
  return Buffer.from((little ? even : even.swap16()).toString('utf16le'), 'utf8');
}

function ofUtf32(bytes: Buffer, end: number, little: boolean): Buffer {
  let text = '';
  for (let index = 0; index + 4 <= end; index += 4) {
    const code = little ? bytes.readUInt32LE(index) : bytes.readUInt32BE(index);
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }
  return Buffer.from(text, 'utf8');
}
