import { characterReferences } from '../../model/index.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform } from '../transform.js';

const reference = /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));?/g;
const mayBeReference = /&(?:#\d|#[xX][\dA-Fa-f]|[A-Za-z][A-Za-z0-9]{1,31};)/;

/**
 * Character references of HTML and XML (HTML, section 13.5): decimal, hexadecimal, and the named ones of the common table. A number may lack its
 * semicolon, as browsers have it; a name may not, since `&copy=1` is a parameter. Unknown ones stay.
 */
export const htmlEntities: Transform = {
  name: 'html-entities',
  needs: shape.ampersand,
  looksLike: (text) => mayBeReference.test(text),
  undo(source) {
    let changed = false;
    const text = source.slice(0, source.length).replace(reference, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
      const character =
        name === undefined ? numbered(decimal, hexadecimal) : whole.endsWith(';') ? characterReferences.get(name) : undefined;
      if (character === undefined) return whole;
      changed = true;
      return character;
    });
    return changed ? [{ source: Source.ofText(text), start: 0, end: source.length, sure: 'certain' }] : [];
  },
};

function numbered(decimal: string | undefined, hexadecimal: string | undefined): string | undefined {
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
