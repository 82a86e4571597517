/** One DER element inside a larger buffer; offsets count from the start of that buffer. `end` is exclusive. */
export interface DerElement {
  readonly tag: number;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/**
 * Reads the header of the DER element at `start` (ITU-T X.690 section 8.1, definite shortest lengths, single-byte tags).
 * Throws a `RangeError` on anything else, and where the element would pass `limit`.
 */
export function readDer(bytes: Uint8Array, start: number, limit: number): DerElement {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || start + 2 > limit) throw new RangeError(`DER ends early at offset ${start}`);
  if ((tag & 0x1f) === 0x1f) throw new RangeError(`DER tag of several bytes at offset ${start}`);
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > 4) throw new RangeError(`DER length not definite or too long at offset ${start}`);
  let length = lengthBytes === 0 ? first : 0;
  for (let index = 0; index < lengthBytes; index++) length = length * 256 + (bytes[start + 2 + index] ?? Number.NaN);
  const contentStart = start + 2 + lengthBytes;
  const end = contentStart + length;
  if (!(end <= limit)) throw new RangeError(`DER element at offset ${start} passes its end`);
  if (lengthBytes > 0 && length < (lengthBytes === 1 ? 0x80 : 256 ** (lengthBytes - 1))) {
    throw new RangeError(`DER length not in its shortest form at offset ${start}`);
  }
  return { tag, start, contentStart, end };
}

/** The elements directly inside `parent`, in order. */
export function readDerChildren(bytes: Uint8Array, parent: DerElement): DerElement[] {
  const children: DerElement[] = [];
  for (let offset = parent.contentStart; offset < parent.end; ) {
    const child = readDer(bytes, offset, parent.end);
    children.push(child);
    offset = child.end;
  }
  return children;
}
