/**
 * Protocol names as one ProtocolNameList without its outer length (RFC 7301, section 3.1), which is what OpenSSL takes. Names are
 * latin1, 1 to 255 bytes each. Always encode here: Node aborts the whole process on an empty name.
 */
export function encodeAlpn(names: readonly string[]): Buffer {
  return Buffer.concat(names.filter(isName).map((name) => Buffer.concat([Buffer.of(name.length), Buffer.from(name, 'latin1')])));
}

/** Reads the extension's data; `undefined` when it is not a well-formed list of non-empty names. */
export function decodeAlpn(data: Buffer): readonly string[] | undefined {
  if (data.length < 2 || data.readUInt16BE(0) !== data.length - 2) return undefined;
  const names: string[] = [];
  let at = 2;
  while (at < data.length) {
    const length = data[at]!;
    if (length === 0 || at + 1 + length > data.length) return undefined;
    names.push(data.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return names.length > 0 ? names : undefined;
}

function isName(name: string): boolean {
  return name.length >= 1 && name.length <= 255;
}
