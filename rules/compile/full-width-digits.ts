/** Bytes up to which a loop is done before a search has begun. */
const few = 256;

/** Whether a full-width digit (U+FF10 to U+FF19) stands in UTF-8. */
export function holdsFullWidthDigits(bytes: Buffer, end: number): boolean {
  const text = end > few && end < bytes.length ? bytes.subarray(0, end) : bytes;
  for (let at = nextLead(text, 0, end); at >= 0 && at + 2 < end; at = nextLead(text, at + 1, end)) {
    if (bytes[at + 1] === 0xbc && bytes[at + 2]! >= 0x90 && bytes[at + 2]! <= 0x99) return true;
  }
  return false;
}

function nextLead(bytes: Buffer, from: number, end: number): number {
  if (end > few) return bytes.indexOf(0xef, from);
  for (let at = from; at < end; at += 1) if (bytes[at] === 0xef) return at;
  return -1;
}

/** What takes the place of characters that end a number. */
const other = 120;

/**
 * A text that holds full-width digits with one byte a UTF-16 unit, so that offsets stay: digits and what may stand between them in ASCII (as
 * NFKC has them, dashes and spaces as one kind), everything else as one letter. `undefined` for a text without any.
 */
export function narrowDigits(text: string): Uint8Array | undefined {
  if (!/[\uff10-\uff19]/.test(text)) return undefined;
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = narrow(text.charCodeAt(index));
  return bytes;
}

function narrow(unit: number): number {
  if (unit < 128) return unit;
  if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0;
  if (unit === 0xa0 || unit === 0x3000) return 32;
  // Dashes, the minus sign, and the sound mark that Japanese keyboards give for one.
  if ((unit >= 0x2010 && unit <= 0x2015) || unit === 0x2212 || unit === 0x30fc || unit === 0xff70) return 45;
  return other;
}
