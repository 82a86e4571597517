const headerLength = 12;
/** Questions in one message; all but multicast DNS have one. */
const mostQuestions = 64;

/**
 * Whether a datagram is one DNS message (RFC 1035, section 4). Strict, since the port is not known here: opcode and reserved bit as they may
 * be, and questions and records that parse and fill the datagram exactly. Where they do not (cut off, or bytes added), one question with a
 * printable name in class IN is enough. Names are not decoded; what of them cannot be read is for the format to say. Not: a header alone.
 */
export function isDnsMessage(bytes: Buffer): boolean {
  if (bytes.length < headerLength + 5) return false;
  const flags = bytes[2]!;
  const opcode = (flags >> 3) & 0x0f;
  // Query, Notify (RFC 1996), Update (RFC 2136).
  if (opcode !== 0 && opcode !== 4 && opcode !== 5) return false;
  if ((bytes[3]! & 0x40) !== 0) return false;
  const questions = bytes.readUInt16BE(4);
  const records = bytes.readUInt16BE(6) + bytes.readUInt16BE(8) + bytes.readUInt16BE(10);
  const isResponse = (flags & 0x80) !== 0;
  if (questions > mostQuestions || (questions === 0 && (!isResponse || records === 0))) return false;
  const end = skipRecords(bytes, skipQuestions(bytes, questions), records);
  return end === bytes.length || (questions === 1 && asksForName(bytes));
}

function skipQuestions(bytes: Buffer, count: number): number {
  let at = headerLength;
  for (let index = 0; index < count; index += 1) {
    at = skipName(bytes, at);
    if (at < 0 || at + 4 > bytes.length || bytes.readUInt16BE(at) === 0 || !isClass(bytes.readUInt16BE(at + 2))) return -1;
    at += 4;
  }
  return at;
}

/** Every record takes eleven bytes, so a count that does not fit ends at once. */
function skipRecords(bytes: Buffer, start: number, count: number): number {
  let at = start;
  if (at < 0 || count * 11 > bytes.length - at) return -1;
  for (let index = 0; index < count; index += 1) {
    at = skipName(bytes, at);
    if (at < 0 || at + 10 > bytes.length) return -1;
    at += 10 + bytes.readUInt16BE(at + 8);
  }
  return at;
}

/** IN, CH, HS, NONE, ANY; the top bit is a wish for a unicast answer (RFC 6762, section 5.4). */
function isClass(value: number): boolean {
  const plain = value & 0x7fff;
  return plain === 1 || plain === 3 || plain === 4 || plain === 254 || plain === 255;
}

/** Where a name ends; -1 when it is none. A pointer ends it (RFC 1035, section 4.1.4) and has to point back. */
function skipName(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && at - start < 255) {
    const length = bytes[at]!;
    if (length === 0) return at + 1;
    if (length >= 0xc0) {
      if (at + 1 >= bytes.length) return -1;
      const target = ((length & 0x3f) << 8) | bytes[at + 1]!;
      return target >= headerLength && target < at ? at + 2 : -1;
    }
    if (length > 63) return -1;
    at += 1 + length;
  }
  return -1;
}

function asksForName(bytes: Buffer): boolean {
  let at = headerLength;
  let labels = 0;
  while (at < bytes.length && at < headerLength + 255) {
    const length = bytes[at]!;
    at += 1;
    if (length === 0) return labels > 0 && at + 4 <= bytes.length && bytes.readUInt16BE(at) !== 0 && bytes.readUInt16BE(at + 2) === 1;
    if (length > 63 || at + length > bytes.length) return false;
    for (const stop = at + length; at < stop; at += 1) if (bytes[at]! < 0x21 || bytes[at]! > 0x7e) return false;
    labels += 1;
  }
  return false;
}
