import { characterReferences } from '../../model/index.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform } from '../transform.js';

const reference = /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));?/y;
const mayBeReference = /&(?:#\d|#[xX][\dA-Fa-f]|[A-Za-z][A-Za-z0-9]{1,31};)/;
/** Characters put together before they are laid aside: a text made of millions of pieces is slow to read. */
const pieceLength = 8192;

/**
 * Character references of HTML and XML (HTML, section 13.5): decimal, hexadecimal, and the named ones of the common table. A number may lack its
 * semicolon, as browsers have it; a name may not, since `&copy=1` is a parameter. Unknown ones stay.
 */
export const htmlEntities: Transform = {
  name: 'html-entities',
  needs: shape.ampersand,
  looksLike: (text) => mayBeReference.test(text),
  undo(source) {
    const text = source.slice(0, source.length);
    const pieces: string[] = [];
    let piece = '';
    let copied = 0;
    for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at)) {
      reference.lastIndex = at;
      const found = reference.exec(text);
      const character = found === null ? undefined : characterOf(found);
      at += found?.[0].length ?? 1;
      if (character === undefined) continue;
      piece += text.slice(copied, at - found![0].length) + character;
      copied = at;
      if (piece.length < pieceLength) continue;
      pieces.push(piece);
      piece = '';
    }
    if (copied === 0) return [];
    pieces.push(piece, text.slice(copied));
    return [{ source: Source.ofText(pieces.join('')), start: 0, end: source.length, sure: 'certain' }];
  },
};

function characterOf([whole, decimal, hexadecimal, name]: RegExpExecArray): string | undefined {
  if (name !== undefined) return whole.endsWith(';') ? characterReferences.get(name) : undefined;
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
