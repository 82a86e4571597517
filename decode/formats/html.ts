import type { Format } from '../format.js';
import { HtmlLeaves } from '../html/html-leaves.js';
import { readHtml } from '../html/read-html.js';
import { shape, shapeOf } from '../shape.js';
import { json } from './json.js';

/** How a document, or a piece of one that holds a form's fields, begins. */
const opening = /^(?:\u00ef\u00bb\u00bf|\ufeff)?\s{0,256}<(?:!doctype\s{1,8}html|(?:html|head|body|form|input|meta|script|div)(?=[\s>]))/i;

/**
 * HTML (WHATWG): what it names (fields of forms, `<meta>`, `data-*`, scripts with JSON) is read by those names, the text between tags as text without
 * them. The whole stays a field, as it does when nothing in it has a name. Not: what scripts would make of it, style sheets' rules.
 */
export const html: Format = {
  name: 'html',
  declaredBy: (mediaType) => mediaType === 'text/html' || mediaType === 'application/xhtml+xml',
  needs: shape.other,
  looksLike: (text) => opening.test(text.slice(0, 512)),
  read(source, into) {
    const text = source.units;
    // Many a server sends JSON under this type, or mere text.
    if (!/<[A-Za-z!]/.test(text) || json.looksLike?.(text, shapeOf(text))) return 'none';
    const leaves = new HtmlLeaves(into, source);
    readHtml(source, leaves);
    leaves.finish();
    return 'part';
  },
};
