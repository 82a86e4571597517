const reference = /&(?:#0{0,64}(\d{1,7})|#[xX]0{0,64}([\dA-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));?/g;

/**
 * Undoes character references of XML (section 4.1) and HTML (section 13.5): numbers, and the names of a table, once. A number may lack its
 * semicolon, as browsers have it; a name may not. Unknown ones stay as they are; nothing that a document type declares is ever expanded.
 */
export function undoReferences(text: string, names: ReadonlyMap<string, string>): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (whole: string, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return whole.endsWith(';') ? (names.get(name) ?? whole) : whole;
    const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
