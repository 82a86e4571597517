export const dtlsRecordHeaderLength = 13;
const largestRecord = 16 * 1024 + 2048;
const changeCipherSpec = 20;
const withConnectionId = 25;
const acknowledgement = 26;

/**
 * Whether a datagram is a sequence of DTLS records and nothing else (RFC 6347, section 4.1): types, versions and lengths fit to its end. A
 * record with a connection ID (RFC 9146, section 4) or of DTLS 1.3 (RFC 9147, section 4) may end the sequence: how long it is only the
 * endpoints know. Not: DTLS 1.3 ciphertext alone, which nothing marks ({@link isDtlsCiphertext}).
 */
export function isDtlsDatagram(bytes: Buffer): boolean {
  let at = 0;
  while (at < bytes.length) {
    const type = bytes[at]!;
    if (at > 0 && isDtlsCiphertext(type)) return true;
    if (at + dtlsRecordHeaderLength > bytes.length) return false;
    if (type < changeCipherSpec || type > acknowledgement) return false;
    // DTLS 1.0 is 0xfeff, DTLS 1.2 (and the legacy field of 1.3) 0xfefd.
    if (bytes[at + 1] !== 0xfe || (bytes[at + 2] !== 0xff && bytes[at + 2] !== 0xfd)) return false;
    if (type === withConnectionId) return true;
    const length = bytes.readUInt16BE(at + 11);
    if (length > largestRecord) return false;
    at += dtlsRecordHeaderLength + length;
  }
  return at === bytes.length && at > 0;
}

/** Whether a first byte is that of a DTLS 1.3 ciphertext record (RFC 9147, section 4). Says something only where DTLS was seen before. */
export function isDtlsCiphertext(first: number): boolean {
  return (first & 0xe0) === 0x20;
}
