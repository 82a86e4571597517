import { characterReferences } from '../../model/index.js';
import { isTextType } from '../charset.js';
import type { Leaves } from '../format.js';
import { undoReferences } from '../markup/undo-references.js';
import { namedPlace } from '../named-place.js';
import type { Place } from '../place.js';
import { Source } from '../source.js';
import { mayHide } from './may-hide.js';
import type { HtmlHandler } from './read-html.js';
import type { Attribute, Tag } from './tag.js';

/** Elements that do not interrupt a word. */
const inline = new Set(
  'a abbr b bdi bdo big cite code em font i ins kbd label mark q s samp small span strong sub sup tt u var wbr'.split(' '),
);
const plainText = { mediaType: 'text/plain', codings: [] } as const;

/**
 * What an HTML document names: fields of forms by their names (with brackets), `<meta>` by its name, `data-*` by theirs, scripts as parts (JSON among
 * them) at their `id`; every other attribute that may hide something at its tag and name. The text without its tags is a part at the root.
 */
export class HtmlLeaves implements HtmlHandler {
  readonly #into: Leaves;
  readonly #source: Source;
  #text = '';
  #separated = true;
  /** The name of the `<select>` that is open, and its selected option where that has no value of its own. */
  #select: string | undefined;
  #option: Place | undefined;

  constructor(into: Leaves, source: Source) {
    this.#into = into;
    this.#source = source;
  }

  tag(tag: Tag): boolean {
    this.#separate(tag.name);
    this.#option = undefined;
    const { attributes } = tag;
    if (attributes.size === 0 && tag.name !== 'option') return true;
    const taken = new Set<Attribute>();
    if (!this.#field(tag, taken) || !this.#meta(tag, taken)) return false;
    for (const [name, attribute] of attributes) {
      if (taken.has(attribute) || attribute.value === '') continue;
      const data = name.startsWith('data-') && name.length > 5;
      if (!data && !mayHide(attribute.value)) continue;
      const place = data ? this.#into.root.child(name.slice(5)) : this.#into.root.child(tag.name).child(name);
      if (!this.#into.leaf(place, attribute.value, attribute.start, attribute.end)) return false;
    }
    return true;
  }

  close(name: string): boolean {
    this.#separate(name);
    if (name === 'select') this.#select = undefined;
    this.#option = undefined;
    return true;
  }

  text(start: number, end: number): boolean {
    const text = undoReferences(this.#source.slice(start, end), characterReferences);
    if (text.trim() !== '' || !this.#separated) {
      this.#text += text;
      this.#separated = false;
    }
    const place = this.#option;
    this.#option = undefined;
    return place === undefined || this.#into.leaf(place, text.trim(), start, end);
  }

  raw(tag: Tag, start: number, end: number): boolean {
    if (tag.name === 'title') return this.text(start, end);
    if (tag.name === 'textarea') {
      const place = this.#named(tag.attributes.get('name')?.value, start, end);
      const value = undoReferences(this.#source.slice(start, end), characterReferences);
      return place !== undefined && this.#into.leaf(place, value.trim(), start, end);
    }
    const type = tag.attributes.get('type')?.value.split(';', 1).join('').trim().toLowerCase() ?? '';
    const mediaType = isTextType(type) ? type : tag.name === 'script' ? 'text/javascript' : 'text/plain';
    const place = this.#into.root.child(tag.attributes.get('id')?.value || tag.name);
    return this.#into.part(place, start, end, { mediaType, codings: [] });
  }

  comment(start: number, end: number): boolean {
    const text = this.#source.slice(start, end).trim();
    return /^doctype html$/i.test(text) || this.#into.leaf(this.#into.root, text, start, end);
  }

  /** Once all is read. */
  finish(): boolean {
    const text = this.#text.trim();
    return text === '' || this.#into.part(this.#into.root, 0, this.#source.length, plainText, Source.ofText(text));
  }

  #separate(tag: string): void {
    if (this.#separated || inline.has(tag)) return;
    this.#text += '\n';
    this.#separated = true;
  }

  /** Fields of forms. Of boxes and options those that are chosen: the others are what a form offers, not what it holds. */
  #field({ name: tag, attributes, start, end }: Tag, taken: Set<Attribute>): boolean {
    const value = attributes.get('value');
    switch (tag) {
      case 'select':
        this.#select = attributes.get('name')?.value;
        return true;
      case 'option': {
        if (!attributes.has('selected')) return true;
        const place = this.#named(this.#select, start, end);
        if (place === undefined) return false;
        if (value === undefined) this.#option = place;
        else taken.add(value);
        return value === undefined || this.#into.leaf(place, value.value, value.start, value.end);
      }
      case 'input':
      case 'button': {
        const type = attributes.get('type')?.value.toLowerCase();
        if (value === undefined || ((type === 'radio' || type === 'checkbox') && !attributes.has('checked'))) return true;
        const place = this.#named((attributes.get('name') ?? attributes.get('id'))?.value, start, end);
        taken.add(value);
        return place !== undefined && this.#into.leaf(place, value.value, value.start, value.end);
      }
      default:
        return true;
    }
  }

  /** Also microdata and Open Graph: whatever has a content and a name for it. */
  #meta({ attributes, start, end }: Tag, taken: Set<Attribute>): boolean {
    const content = attributes.get('content');
    if (content === undefined) return true;
    const name = attributes.get('name') ?? attributes.get('property') ?? attributes.get('itemprop') ?? attributes.get('http-equiv');
    const place = name === undefined ? this.#into.root.child('meta') : this.#named(name.value, start, end);
    taken.add(content);
    return place !== undefined && this.#into.leaf(place, content.value, content.start, content.end);
  }

  #named(name: string | undefined, start: number, end: number): Place | undefined {
    return name ? namedPlace(this.#into, name, start, end) : this.#into.root;
  }
}
