export const dnsHeaderLength = 12;
const headerLength = dnsHeaderLength;
const shortestQuestion = 5;
const shortestRecord = 11;
/** Query, inverse query, status, notify, update, and stateful operations (RFC 8490). */
const opcodes = new Set([0, 1, 2, 4, 5, 6]);

/**
 * Whether the header of a DNS message (RFC 1035, section 4.1.1) may be one where DNS is expected: an opcode that is in use, the reserved bit clear,
 * something asked, and no more counted than `length`, that of the message, can hold. Not whether the rest of it is well-formed: the message is
 * told either way, and what cannot be read of it is found out where it is read.
 */
export function isPlausibleHeader(bytes: Buffer, at: number, length: number): boolean {
  if (length < headerLength) return false;
  const flags = bytes.readUInt16BE(at + 2);
  const isResponse = (flags & 0x8000) !== 0;
  const opcode = (flags >> 11) & 0x0f;
  const questions = bytes.readUInt16BE(at + 4);
  if (!opcodes.has(opcode) || (flags & 0x40) !== 0 || (!isResponse && opcode === 0 && questions === 0)) return false;
  const records = bytes.readUInt16BE(at + 6) + bytes.readUInt16BE(at + 8) + bytes.readUInt16BE(at + 10);
  return questions * shortestQuestion + records * shortestRecord <= length - headerLength;
}
