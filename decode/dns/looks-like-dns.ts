import { headerLength, readMessage } from './read-message.js';

/** Header, the shortest name of one label, type and class. */
const shortest = headerLength + 3 + 4;
const internet = 1;

/**
 * Whether bytes that nothing declares are one DNS message beyond doubt: a standard query or its answer with one question in class IN, whose name
 * is printable, and records that fill the rest exactly.
 */
export function looksLikeDns(bytes: Buffer): boolean {
  if (bytes.length < shortest) return false;
  const flags = bytes.readUInt16BE(2);
  const isResponse = (flags & 0x8000) !== 0;
  // Opcode, and the reserved bit.
  if ((flags & 0x7840) !== 0 || bytes.readUInt16BE(4) !== 1) return false;
  if (!isResponse && (bytes.readUInt16BE(6) !== 0 || bytes.readUInt16BE(8) !== 0 || bytes.readUInt16BE(10) > 2)) return false;
  if ((bytes.readUInt16BE(6) + bytes.readUInt16BE(8) + bytes.readUInt16BE(10)) * 11 > bytes.length) return false;
  let plausible = false;
  const { end } = readMessage(bytes, {
    question(question) {
      plausible = question.class === internet && question.type !== 0 && isPrintable(bytes, question.start);
      return plausible;
    },
    record: () => true,
  });
  return plausible && end === bytes.length;
}

/** A name of at least one label, all of them printable. There is nothing before the first question to point to. */
function isPrintable(bytes: Buffer, start: number): boolean {
  let at = start;
  for (let size = bytes[at]!; size > 0; size = bytes[at]!) {
    if (size > 63) return false;
    const stop = at + 1 + size;
    for (at += 1; at < stop; at += 1) if (bytes[at]! < 0x21 || bytes[at]! > 0x7e) return false;
  }
  return at > start;
}
