import type { Format } from '../format.js';
import { type Shape, shape } from '../shape.js';
import { ElementLeaves } from '../xml/element-leaves.js';
import { PlistLeaves } from '../xml/plist-leaves.js';
import { readXml } from '../xml/read-xml.js';

/**
 * XML (1.0), SOAP and other envelopes, property lists: names of elements and attributes, without prefixes, are segments, and those of the same name
 * share a place; comments and CDATA are text like other text. What is malformed or cut yields what could be read, and the rest is searched as text.
 * Character references and the five predefined entities are undone. Not: entities that the document declares, XInclude, schemas.
 */
export const xml: Format = {
  name: 'xml',
  declaredBy: (mediaType) => mediaType === 'application/xml' || mediaType === 'text/xml' || mediaType.endsWith('+xml'),
  needs: shape.other,
  looksLike: (text: string, _seen: Shape) => opens(text),
  read(source, into, declared) {
    const text = source.units;
    const start = begin(text);
    if (text.charCodeAt(start) !== 60) return 'none';
    const outcome = readXml(source, start, isPropertyList(text) ? new PlistLeaves(into) : new ElementLeaves(into));
    switch (outcome.kind) {
      case 'stopped':
        return 'all';
      case 'read':
        return outcome.elements === 0 ? 'none' : 'all';
      case 'broken':
        // Not XML after all: leave it to others, unless something was read already.
        if (outcome.elements === 0) return 'none';
        into.rest(outcome.end, text.length);
        return declared === undefined ? 'part' : 'all';
    }
  },
};

/** Whether a text begins as XML: with its declaration, or with an element that also ends somewhere. */
function opens(text: string): boolean {
  const start = begin(text);
  if (text.charCodeAt(start) !== 60) return false;
  if (/^(?:\?xml\s|!DOCTYPE\s(?!\s{0,8}html)|!--)/i.test(text.slice(start + 1, start + 32))) return true;
  const name = /^[A-Za-z_\u0080-\uffff][^\s<>"'&=/]{0,127}(?=[\s/>])/.exec(text.slice(start + 1, start + 256))?.[0];
  if (name === undefined) return false;
  return text.includes(`</${name}`, start) || text.trimEnd().endsWith('/>');
}

/** Behind a byte order mark, as a character or as its three bytes, and white space. */
function begin(text: string): number {
  let index = text.charCodeAt(0) === 0xfeff ? 1 : text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0;
  while (text.charCodeAt(index) <= 32) index += 1;
  return index;
}

function isPropertyList(text: string): boolean {
  const head = text.slice(0, 2048);
  const first = head.search(/<[A-Za-z_]/);
  return first >= 0 && /^<plist[\s>]/.test(head.slice(first, first + 8));
}
