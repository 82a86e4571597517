import { isUtf8 } from 'node:buffer';
import { type FieldLocation, isHashLike, type Message } from '../model/index.js';
import { isTextType, readCharset } from './charset.js';
import type { Declared } from './declared.js';
import type { DecodeBudget } from './decoder.js';
import { embeddedUtf16 } from './embedded-utf16.js';
import type { Format, Reading } from './format.js';
import { formatDeclaredBy } from './formats/format-declared-by.js';
import { formats } from './formats/index.js';
import { compressedInside, textRuns } from './inside-bytes.js';
import { Meter } from './meter.js';
import { deepestPlace, Place } from './place.js';
import { holdsText } from './printable.js';
import { type Shape, shape, shapeOf } from './shape.js';
import { Source } from './source.js';
import type { Transform, Undone } from './transform.js';
import { transforms as allTransforms } from './transforms/index.js';
import { WalkLeaves } from './walk-leaves.js';
import { WalkedField } from './walked-field.js';

/** One layer on its way through the walk. Always made with all its properties: there are many, and engines like them alike. */
export interface Piece {
  readonly location: FieldLocation;
  readonly place: Place;
  readonly transforms: readonly string[];
  readonly source: Source;
  /** Where the outermost encoded form stands in the message. */
  readonly start: number;
  readonly end: number;
  /** Whether the source's positions are those of the message, from `start` on. */
  readonly exact: boolean;
  /** The layer that this one came out of. */
  readonly outer: Piece | undefined;
}

/** Binary outcomes of a guess up to this length are searched: an identifier's bytes, a small protobuf. */
const shortBinary = 256;

/** Longer ones that look like no text (images, ciphertext) are searched for planted values alone, up to this length. */
const longestNoise = 1024 * 1024;

/** The first two bytes of a digit in full width, U+FF10 to U+FF19, in UTF-8. */
const fullWidth = Buffer.from([0xef, 0xbc]);

const none: readonly string[] = [];
const byCoding = new Map(allTransforms.flatMap((transform) => (transform.codings ?? []).map((coding) => [coding, transform] as const)));
const textTransforms = allTransforms.filter((transform) => transform.needs !== undefined);
const byteTransforms = allTransforms.filter((transform) => transform.looksLikeBytes !== undefined);
const textFormats = formats.filter((format) => format.needs !== undefined);
const byteFormats = formats.filter((format) => format.looksLikeBytes !== undefined);
const byName = new Map(allTransforms.map((transform) => [transform.name, transform]));
type TextReader = Required<Pick<Format, 'needs' | 'looksLike'>>;
/** Objects all alike, which engines read faster: each value is shown to each of them. */
const readerOf = ({ needs, looksLike }: Pick<Format, 'needs' | 'looksLike'>): TextReader => ({
  needs: needs!,
  looksLike: looksLike ?? (() => false),
});
const formatReaders = textFormats.map(readerOf);
const textReaders: readonly TextReader[] = [...formatReaders, ...textTransforms.map(readerOf)];
const anyNeeds = textReaders.reduce((needs, reader) => needs | reader.needs, 0);

/**
 * One message's walk: takes values as they stand in it, and undoes and reads layer by layer what they hold. What is declared
 * comes first, then what it looks like. Recursion goes only as deep as the budget allows layers.
 */
export class Walk {
  readonly fields: WalkedField[] = [];
  readonly meter: Meter;
  /** Set when something was only scanned, because its format is not known. */
  scanned = false;
  readonly #message: Message;
  readonly #budget: DecodeBudget;

  constructor(message: Message, budget: DecodeBudget, clock: () => number) {
    this.#message = message;
    this.#budget = budget;
    this.meter = new Meter(message, budget, clock);
  }

  /** A value that cannot hide another. False when the budget is used up. Empty values are no fields. */
  plain(
    location: FieldLocation,
    place: Place,
    value: string,
    start: number,
    end: number,
    transforms = none,
    as?: 'noise' | 'whole' | 'number',
  ): boolean {
    if (this.meter.stopped) return false;
    if (value === '') return true;
    const count = this.fields.length;
    if (count >= this.#budget.fields) {
      this.meter.exhausted('fields', location, place, transforms);
      this.meter.stopped = true;
      return false;
    }
    if (place.depth === deepestPlace) this.meter.exhausted('nesting', location, place, transforms);
    if (!this.meter.hasTime(value.length, location, place, transforms)) return false;
    this.fields.push(new WalkedField(this.#message.id, location, place, value, transforms, start, end, as));
    return true;
  }

  /** A text value, walked further. `known`: the kinds of its characters, from who has looked at each already. */
  value(
    location: FieldLocation,
    place: Place,
    value: string,
    start: number,
    end: number,
    transforms = none,
    outer?: Piece,
    known?: Shape,
  ): boolean {
    const own = this.fields.length;
    if (!this.plain(location, place, value, start, end, transforms)) return false;
    // Nothing that short can be an encoding of anything.
    if (value.length < 4) return true;
    const seen = known ?? shapeOf(value);
    if (!mayHideBytes(value, seen) && ((seen & anyNeeds) === 0 || !isSuspect(value, seen))) return true;
    const piece: Piece = { location, place, transforms, source: Source.ofText(value), start, end, exact: false, outer };
    const goOn = this.#visitText(piece, undefined, true, seen);
    if (this.fields.length > own + 1) this.fields[own]!.whole = true;
    return goOn;
  }

  /** A body or a part of one: its declared codings first, then what it is. */
  body(piece: Piece, declared: Declared): boolean {
    let current = piece;
    for (let index = declared.codings.length - 1; index >= 0 && current.source.length > 0; index -= 1) {
      const coding = declared.codings[index]!;
      const transform = byCoding.get(coding);
      if (transform === undefined) {
        this.meter.gap('undecodable', piece.location, `unknown coding ${safeName(coding)}`);
        return this.scan(current);
      }
      const [undone, left] = this.#undo(transform, current, true);
      // Not encoded at all, or broken from the start: then it is read as it stands.
      if (undone === undefined || undone.source.length === 0) break;
      // What the coding did not take is searched as it stands.
      if (left !== undefined) this.visit({ ...current, source: left.source, exact: false, outer: current }, undefined);
      else if (undone.flaw === 'corrupt') this.scan(current);
      current = this.#inner(current, transform.name, undone);
      if (current.transforms.length > this.#budget.depth) {
        this.meter.exhausted('depth', current.location, current.place, current.transforms);
        return this.scan(current);
      }
    }
    return this.visit(current, declared);
  }

  /** A layer whose codings are undone. */
  visit(piece: Piece, declared: Declared | undefined): boolean {
    return piece.source.bytewise ? this.#visitBytes(piece, declared, 'certain') : this.#visitText(piece, declared, false);
  }

  /** Searches bytes to their end as they are. */
  scan(piece: Piece): boolean {
    if (piece.source.length === 0) return !this.meter.stopped;
    this.scanned = true;
    const { location, place, source, start, end, transforms } = piece;
    if (!this.plain(location, place, source.units, start, end, transforms, 'whole')) return false;
    // Digits in full width stand there in UTF-8.
    if (
      source.bytes.includes(fullWidth) &&
      !this.plain(location, place, source.bytes.toString('utf8'), start, end, [...transforms, 'utf-8'], 'whole')
    )
      return false;
    return this.#wide(piece) && this.#insideBytes(piece);
  }

  /** What stands in bytes of an unknown format: texts that one of the readers knows, and compressed data. */
  #insideBytes(piece: Piece, readers: readonly TextReader[] = textReaders): boolean {
    const { source, transforms } = piece;
    const { units, bytes } = source;
    if (source.length < 12 || transforms.length >= this.#budget.depth) return !this.meter.stopped;
    const names = [...transforms, 'bytes'];
    const inner = (start: number, end: number): Piece => ({
      ...piece,
      transforms: names,
      source: Source.ofBytes(bytes.subarray(start, end)),
      start: piece.exact ? piece.start + start : piece.start,
      end: piece.exact ? piece.start + end : piece.end,
      outer: piece,
    });
    for (const { start, end } of textRuns(units)) {
      const seen = shapeOf(units, start, end);
      if ((seen & anyNeeds) === 0 || !isSuspect(units.slice(start, end), seen, readers)) continue;
      if (!this.#visitText(inner(start, end), undefined, true)) return false;
    }
    for (const { at, compression } of compressedInside(bytes)) {
      const transform = byName.get(compression);
      if (transform !== undefined) this.#unfold(transform, inner(at, bytes.length), 'first');
      if (this.meter.stopped) return false;
    }
    return !this.meter.stopped;
  }

  #noise({ location, place, source, start, end, transforms }: Piece): boolean {
    if (source.length > longestNoise) return !this.meter.stopped;
    return this.plain(location, place, source.units, start, end, transforms, 'noise');
  }

  /** What is there for sure is searched as it stands if nothing recognises it. */
  #visitBytes(piece: Piece, declared: Declared | undefined, sure: Undone['sure']): boolean {
    const { bytes } = piece.source;
    if (bytes.length === 0 || this.#isRepeated(piece)) return !this.meter.stopped;
    const binary = declared?.mediaType === undefined ? undefined : formatDeclaredBy(declared.mediaType, 'binary');
    /** Why it could not be read has been said. */
    let said = false;
    if (binary !== undefined) {
      if (!this.#mayGoDeeper(piece)) return this.scan(piece);
      const { reading, deep } = this.#readDeep(binary, piece, declared);
      said = deep;
      if (reading === 'all') return !this.meter.stopped;
      if (reading === 'part' && !said && !declared?.assumed) this.#broken(binary, piece);
    }
    if (sure === 'noise' && isHashLike(bytes, bytes.length)) return this.#noise(piece);
    for (const transform of byteTransforms) {
      if (transform.looksLikeBytes?.(bytes) && this.#unfold(transform, piece)) return !this.meter.stopped;
    }
    for (const format of byteFormats) {
      if (!format.looksLikeBytes?.(bytes) || (declared?.mediaType !== undefined && format.declaredBy?.(declared.mediaType))) continue;
      if (!this.#mayGoDeeper(piece)) return this.scan(piece);
      if (this.#read(format, piece, undefined) === 'all') return !this.meter.stopped;
    }
    const charset = readCharset(bytes, declared);
    switch (charset.kind) {
      case 'text': {
        if (charset.layer === undefined) return this.#visitText(piece, declared, false);
        const transforms = [...piece.transforms, charset.layer];
        return this.#visitText({ ...piece, transforms, source: charset.source, exact: false, outer: piece }, declared, false);
      }
      case 'unknown-charset':
        this.meter.gap('undecodable', piece.location, `unknown charset ${safeName(declared?.charset ?? '')}`);
        return this.scan(piece);
      case 'binary':
        if (binary !== undefined && !said && !declared?.assumed) this.#broken(binary, piece);
        if (sure === 'certain' || (sure === 'guess' && bytes.length <= shortBinary) || holdsText(bytes)) return this.scan(piece);
        return this.#noise(piece);
    }
  }

  /** What a binary format could not read may hide what a search does not see. Of what was cut off on the way nothing more is to be had. */
  #broken({ name }: Format, { location }: Piece): void {
    if (!this.#message.body.truncated && !this.#message.cancelled) this.meter.gap('undecodable', location, `${name} data is broken`);
  }

  /** `shown`: the text is a field already. `known`: the kinds of its characters, if somebody has asked. */
  #visitText(piece: Piece, declared: Declared | undefined, shown: boolean, known?: Shape): boolean {
    const { source } = piece;
    if (source.length === 0) return !this.meter.stopped;
    const type = declared?.mediaType;
    let reading: Reading = 'none';
    if (type !== undefined) {
      const format = formatDeclaredBy(type, 'text');
      if (format !== undefined && this.#mayGoDeeper(piece)) reading = this.#read(format, piece, declared);
      if (reading === 'all') return !this.meter.stopped;
    }
    const seen = known ?? shapeOf(source.units);
    for (const format of textFormats) {
      if (reading !== 'none') break;
      if (format.name === 'form' && isUnwinding(piece)) continue;
      if ((seen & format.needs!) !== 0 && format.looksLike?.(source.units, seen) && this.#mayGoDeeper(piece))
        reading = this.#read(format, piece, undefined);
    }
    if (!shown && reading !== 'all' && !this.#whole(piece, type)) return false;
    if (reading !== 'none') return !this.meter.stopped;
    return this.#unfoldText(piece, seen) && (!mayHideBytes(source.units, seen) || this.#asBytes(piece));
  }

  /** What stands in a text with control characters: bytes that were escaped one by one, each a character, or in UTF-8 where some are more. */
  #asBytes(piece: Piece): boolean {
    const { units } = piece.source;
    if (piece.source.bytewise) return this.#insideBytes(piece, formatReaders);
    if (piece.transforms.length >= this.#budget.depth) return !this.meter.stopped;
    const bytes = [...units].every((character) => character <= '\xff') ? Buffer.from(units, 'latin1') : Buffer.from(units, 'utf8');
    const inner: Piece = {
      ...piece,
      transforms: [...piece.transforms, 'bytes'],
      source: Source.ofBytes(bytes),
      exact: false,
      outer: piece,
    };
    for (const transform of byteTransforms) {
      if (transform.looksLikeBytes?.(bytes) && this.#unfold(transform, inner)) return !this.meter.stopped;
    }
    for (const format of byteFormats) {
      if (format.looksLikeBytes?.(bytes) && this.#mayGoDeeper(inner) && this.#read(format, inner, undefined) === 'all')
        return !this.meter.stopped;
    }
    const charset = readCharset(bytes, undefined);
    if (charset.kind === 'text' && charset.layer !== undefined) {
      return this.#visitText({ ...inner, transforms: [...piece.transforms, charset.layer], source: charset.source }, undefined, false);
    }
    return this.#insideBytes(inner);
  }

  #unfoldText(piece: Piece, seen: Shape): boolean {
    for (const transform of textTransforms) {
      if ((seen & transform.needs!) !== 0 && transform.looksLike?.(piece.source.units, seen)) this.#unfold(transform, piece);
    }
    return !this.meter.stopped;
  }

  /** A stretch of a layer that its format could not read. */
  rest(piece: Piece): boolean {
    this.scanned = true;
    if (piece.source.length === 0) return !this.meter.stopped;
    if (!this.#whole(piece, undefined)) return false;
    // Not by formats: a hostile text could then nest as deep as it is long.
    return this.#unfoldText(piece, shapeOf(piece.source.units));
  }

  #whole(piece: Piece, type: string | undefined): boolean {
    const { location, place, source, start, end, transforms } = piece;
    if (place === Place.root && (type === undefined || !isTextType(type))) this.scanned = true;
    if (!this.plain(location, place, source.slice(0, source.length), start, end, transforms, 'whole')) return false;
    if (!this.#wide(piece)) return false;
    // Mostly UTF-8 with a broken byte, or another charset: both readings count.
    if (!source.bytewise || isUtf8(source.bytes)) return true;
    return this.plain(location, place, source.bytes.toString('utf8'), start, end, [...transforms, 'utf-8'], 'whole');
  }

  /** UTF-16 inside other bytes, as in property lists and binary protocols. */
  #wide({ location, place, source, start, end, transforms }: Piece): boolean {
    if (!source.units.includes('\0')) return true;
    for (const { layer, text } of embeddedUtf16(source.units)) {
      if (!this.plain(location, place, text, start, end, [...transforms, layer])) return false;
    }
    return true;
  }

  #mayGoDeeper(piece: Piece): boolean {
    if (piece.transforms.length < this.#budget.depth) {
      return this.meter.hasTime(piece.source.length, piece.location, piece.place, piece.transforms);
    }
    this.meter.exhausted('depth', piece.location, piece.place, piece.transforms);
    return false;
  }

  #read(format: Format, piece: Piece, declared: Declared | undefined): Reading {
    return this.#readDeep(format, piece, declared).reading;
  }

  /** `deep`: something in it is nested too deep, which has been said. */
  #readDeep(format: Format, piece: Piece, declared: Declared | undefined): { readonly reading: Reading; readonly deep: boolean } {
    const leaves = new WalkLeaves(this, piece, format.name);
    const reading = format.read(piece.source, leaves, declared);
    // Otherwise the whole is a field, and its names stand in that.
    if (reading === 'all') leaves.finish();
    return { reading, deep: leaves.deep };
  }

  /** Undoes a transform that was sniffed, and walks what comes out; with `first` not what stands behind it. False when it was not that encoding. */
  #unfold(transform: Transform, piece: Piece, which: 'first' | 'every' = 'every'): boolean {
    const found = this.#undo(transform, piece, false);
    let any = false;
    for (const undone of which === 'first' ? found.slice(0, 1) : found) {
      if (undone.source.length === 0 || (undone.source.bytewise === piece.source.bytewise && undone.source.units === piece.source.units)) {
        continue;
      }
      if (piece.transforms.length >= this.#budget.depth) {
        if (undone.sure === 'certain') this.meter.exhausted('depth', piece.location, piece.place, piece.transforms);
        continue;
      }
      any = true;
      const inner = this.#inner(piece, transform.name, undone);
      if (inner.source.bytewise) this.#visitBytes(inner, undefined, undone.sure);
      else this.#visitText(inner, undefined, false);
      if (this.meter.stopped) break;
    }
    return any;
  }

  #undo(transform: Transform, piece: Piece, declared: boolean): readonly Undone[] {
    const { location, place, transforms } = piece;
    if (!this.meter.hasTime(piece.source.length, location, place, transforms)) return [];
    const allowance = this.meter.allowance(piece.source.length);
    const found = transform.undo(piece.source, allowance, declared);
    for (const { source, flaw } of found) {
      this.meter.spend(source.length);
      if (flaw === 'limit') {
        this.meter.exhausted(this.meter.bytesLeft === 0 ? 'bytes' : 'ratio', location, place, [...transforms, transform.name]);
      } else if (!declared && piece.outer !== undefined) {
        // Only part of a token that another transform undoes as a whole, or no such encoding at all: nothing is missing.
      } else if (flaw === 'corrupt' || (flaw === 'cut' && !this.#message.body.truncated && !this.#message.cancelled)) {
        this.meter.gap('undecodable', location, `${transform.name} data ${flaw === 'cut' ? 'ends too early' : 'is broken'}`);
      }
    }
    return found;
  }

  #inner(piece: Piece, name: string, undone: Undone): Piece {
    const { start, end, exact } = piece;
    return {
      location: piece.location,
      place: piece.place,
      transforms: [...piece.transforms, name],
      source: undone.source,
      start: exact ? start + undone.start : start,
      end: exact ? start + undone.end : end,
      exact: false,
      outer: piece,
    };
  }

  /** Whether the same bytes stand further out: data made to decode to itself. */
  #isRepeated(piece: Piece): boolean {
    for (let outer = piece.outer; outer !== undefined; outer = outer.outer) {
      if (outer.source.bytewise && outer.source.length === piece.source.length && outer.source.bytes.equals(piece.source.bytes))
        return true;
    }
    return false;
  }
}

/** Whether some transform or format wants a closer look at a value. */
function isSuspect(value: string, seen: Shape, readers: readonly TextReader[] = textReaders): boolean {
  for (const reader of readers) if ((seen & reader.needs) !== 0 && reader.looksLike(value, seen)) return true;
  return false;
}

/** Bytes so few are no compressed data and no document of a format. */
const leastBytes = 8;

/** Whether a text has control characters, as bytes have that were escaped one by one. */
function mayHideBytes(text: string, seen: Shape): boolean {
  return (seen & shape.control) !== 0 && text.length >= leastBytes;
}

/** A name that a sender chose, fit for a gap's detail. */
function safeName(name: string): string {
  return /^[\w.:+-]{1,32}$/.test(name) ? name : '(not a name)';
}

/** `a=b=c=d` is one value with equals signs in it, not a form in a form in a form: without this it would use up the layers, and be a gap. */
function isUnwinding({ transforms, source }: Piece): boolean {
  const { length } = transforms;
  return length >= 2 && transforms[length - 1] === 'form' && transforms[length - 2] === 'form' && !source.units.includes('&');
}
