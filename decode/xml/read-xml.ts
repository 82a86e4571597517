import { eachAttribute } from '../markup/attributes.js';
import { undoReferences } from '../markup/undo-references.js';
import type { Source } from '../source.js';
import { doctypeEnd } from './doctype-end.js';
import { predefinedEntities } from './predefined-entities.js';
import { TextRun } from './text-run.js';
import type { XmlHandler } from './xml-handler.js';

/** `broken`: what stands from `end` on is not XML, or is cut off inside a tag or section. `elements`: how many had begun by then. */
export type XmlOutcome =
  | { readonly kind: 'read'; readonly elements: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken'; readonly end: number; readonly elements: number };

/** A declaration that tells nothing but how the document is written. */
const plainDeclaration =
  /^xml\s{1,8}version\s?=\s?["']1\.\d["'](?:\s{1,8}encoding\s?=\s?["'][A-Za-z][\w-]{1,15}["'])?(?:\s{1,8}standalone\s?=\s?["'](?:yes|no)["'])?\s{0,8}$/i;

/**
 * Reads XML (1.0, fifth edition) in one pass without recursion: nesting costs memory only. Several documents one after the other, text outside
 * of elements and elements that have not ended by the end count too. Document types are never obeyed: no entity of theirs is expanded.
 */
export function readXml(source: Source, from: number, handler: XmlHandler): XmlOutcome {
  const text = source.units;
  /** The names of the open elements, as they stand. */
  const open: string[] = [];
  const run = new TextRun(source);
  let elements = 0;
  let stopped = false;
  const flush = (): boolean => {
    const value = run.take();
    return value === '' || handler.text(value, run.start, run.end);
  };
  const attribute = (nameStart: number, nameEnd: number, start: number, end: number): boolean => {
    const name = source.slice(nameStart, nameEnd);
    const value = undoReferences(source.slice(start, end), predefinedEntities);
    // A name without a value is no XML, and may be the value.
    stopped = !(start === nameEnd
      ? handler.aside(name, nameStart, nameEnd)
      : handler.attribute(name.startsWith('xmlns:') ? 'xmlns' : localName(name), value, start, end));
    return !stopped;
  };

  for (let index = from; index < text.length; ) {
    const mark = text.indexOf('<', index);
    if (mark !== index) run.add(index, mark < 0 ? text.length : mark, 'text');
    if (mark < 0) break;
    const code = text.charCodeAt(mark + 1);
    if (code === 33 || code === 63) {
      const [opener, closer] = sectionAt(text, mark);
      const start = mark + opener.length;
      const end = closer === '>' ? doctypeEnd(text, start) : text.indexOf(closer, start);
      if (opener === '' || end < 0) return broken(mark);
      if (closer === ']]>') run.add(start, end, 'cdata');
      else if (!aside(source, start, end, handler)) return { kind: 'stopped' };
      index = end + closer.length;
      continue;
    }
    if (code === 47) {
      const name = open.at(-1);
      const end = name === undefined ? -1 : closingEnd(text, mark + 2, name);
      if (end < 0) return broken(mark);
      if (!flush() || !handler.close()) return { kind: 'stopped' };
      open.pop();
      index = end;
      continue;
    }
    const nameEnd = nameEndAt(text, mark + 1);
    if (nameEnd < 0) return broken(mark);
    if (!flush()) return { kind: 'stopped' };
    const raw = text.slice(mark + 1, nameEnd);
    if (!handler.open(localName(source.slice(mark + 1, nameEnd)), mark + 1, nameEnd)) return { kind: 'stopped' };
    elements += 1;
    const close = text.charCodeAt(nameEnd) === 62 ? nameEnd : eachAttribute(text, nameEnd, attribute);
    if (stopped) return { kind: 'stopped' };
    if (close < 0) return broken(mark);
    if (text.charCodeAt(close - 1) !== 47) open.push(raw);
    else if (!handler.close()) return { kind: 'stopped' };
    index = close + 1;
  }
  return flush() ? { kind: 'read', elements } : { kind: 'stopped' };

  function broken(end: number): XmlOutcome {
    return flush() ? { kind: 'broken', end, elements } : { kind: 'stopped' };
  }
}

/** How what begins with `<!` or `<?` begins and ends; both empty when it is none of the four. */
function sectionAt(text: string, mark: number): readonly [opener: string, closer: string] {
  if (text.charCodeAt(mark + 1) === 63) return ['<?', '?>'];
  if (text.startsWith('<!--', mark)) return ['<!--', '-->'];
  if (text.startsWith('<![CDATA[', mark)) return ['<![CDATA[', ']]>'];
  return text.slice(mark, mark + 9).toUpperCase() === '<!DOCTYPE' ? ['<!DOCTYPE', '>'] : ['', ''];
}

function aside(source: Source, start: number, end: number, handler: XmlHandler): boolean {
  if (end - start < 128 && plainDeclaration.test(source.units.slice(start, end))) return true;
  const value = source.slice(start, end).trim();
  return value === '' || handler.aside(value, start, end);
}

/** Where a name ends that starts here; -1 when none does, or it ends in what cannot follow one. */
function nameEndAt(text: string, start: number): number {
  const first = text.charCodeAt(start);
  const letter = ((first | 32) >= 97 && (first | 32) <= 122) || first === 95 || first === 58 || first > 127;
  if (!letter) return -1;
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code <= 32 || code === 62 || code === 47) return index;
    // < " ' & = cannot be in one.
    if (code === 60 || code === 34 || code === 39 || code === 38 || code === 61) return -1;
  }
  return -1;
}

/** Behind the `>` of a closing tag of this name, or -1. */
function closingEnd(text: string, start: number, name: string): number {
  if (!text.startsWith(name, start)) return -1;
  let index = start + name.length;
  while (text.charCodeAt(index) <= 32) index += 1;
  return text.charCodeAt(index) === 62 ? index + 1 : -1;
}

function localName(name: string): string {
  const colon = name.lastIndexOf(':');
  return colon < 0 || colon === name.length - 1 ? name : name.slice(colon + 1);
}
