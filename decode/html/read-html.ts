import { characterReferences } from '../../model/index.js';
import { eachAttribute } from '../markup/attributes.js';
import { undoReferences } from '../markup/undo-references.js';
import type { Source } from '../source.js';
import type { Attribute, Tag } from './tag.js';

/** What a document is made of, in its order, with positions in the source. Each method says whether to go on. */
export interface HtmlHandler {
  tag(tag: Tag): boolean;
  /** A closing tag, its name in lower case. */
  close(name: string): boolean;
  text(start: number, end: number): boolean;
  /** The content of an element in which no tags are read: a script, a style sheet, the text of a form field or title. */
  raw(tag: Tag, start: number, end: number): boolean;
  /** The content of a comment, or of what browsers take for one. */
  comment(start: number, end: number): boolean;
}

/** Elements in which tags are not read (HTML, section 13.2.6), with what ends them. */
const rawElements: ReadonlyMap<string, RegExp> = new Map(
  ['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes'].map((name) => [name, new RegExp(`</${name}`, 'gi')]),
);
/** Attributes of one tag that are kept; what further ones hold, and second ones of the same name, counts as text. */
const mostAttributes = 256;
const tagName = /[A-Za-z][^\s/>]{0,63}/y;

/** Reads HTML as a scanner, not as a browser: no tree is made, and nothing is put right. One pass, without recursion. */
export function readHtml(source: Source, handler: HtmlHandler): void {
  const text = source.units;
  for (let index = 0; index < text.length; ) {
    const mark = markAt(text, index);
    if (mark > index && !handler.text(index, mark)) return;
    if (mark >= text.length) return;
    const code = text.charCodeAt(mark + 1);
    if (code === 33 || code === 63) {
      const comment = text.startsWith('<!--', mark);
      const end = orEnd(text, text.indexOf(comment ? '-->' : '>', mark + 2));
      if (!handler.comment(Math.min(end, mark + (comment ? 4 : 2)), end)) return;
      index = end + (comment ? 3 : 1);
      continue;
    }
    if (code === 47) {
      const end = orEnd(text, text.indexOf('>', mark));
      if (!handler.close(nameAt(text, mark + 2))) return;
      index = end + 1;
      continue;
    }
    const tag = tagAt(source, mark, handler);
    if (tag === 'stopped') return;
    if (tag === 'cut') {
      handler.text(mark, text.length);
      return;
    }
    if (!handler.tag(tag)) return;
    index = tag.end;
    const closing = rawElements.get(tag.name);
    if (closing === undefined) continue;
    closing.lastIndex = index;
    const end = closing.exec(text)?.index ?? text.length;
    if (end > index && !handler.raw(tag, index, end)) return;
    index = end;
  }
}

/** Where the next `<` stands that begins a tag or comment, or the end. */
function markAt(text: string, from: number): number {
  for (let mark = text.indexOf('<', from); mark >= 0; mark = text.indexOf('<', mark + 1)) {
    const code = text.charCodeAt(mark + 1);
    if (code === 33 || code === 63 || isLetter(code) || (code === 47 && isLetter(text.charCodeAt(mark + 2)))) return mark;
  }
  return text.length;
}

function tagAt(source: Source, mark: number, handler: HtmlHandler): Tag | 'cut' | 'stopped' {
  const text = source.units;
  const name = nameAt(text, mark + 1);
  const attributes = new Map<string, Attribute>();
  let stopped = false;
  const close = eachAttribute(text, mark + 1 + name.length, (nameStart, nameEnd, start, end) => {
    const attribute = source.slice(nameStart, nameEnd).toLowerCase();
    if (attributes.size < mostAttributes && !attributes.has(attribute)) {
      attributes.set(attribute, { value: undoReferences(source.slice(start, end), characterReferences), start, end });
    } else stopped = start < end && !handler.text(start, end);
    return !stopped;
  });
  if (stopped) return 'stopped';
  return close < 0 ? 'cut' : { name, attributes, start: mark, end: close + 1 };
}

function nameAt(text: string, from: number): string {
  tagName.lastIndex = from;
  return tagName.exec(text)?.[0].toLowerCase() ?? '';
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

function orEnd(text: string, found: number): number {
  return found < 0 ? text.length : found;
}
