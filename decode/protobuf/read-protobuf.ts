import { deepestNesting } from '../binary/deepest-nesting.js';
import { isUtf8Stretch } from '../binary/is-utf8-stretch.js';
import { textKind } from '../binary/text-kind.js';
import { startsCompressed } from '../compression.js';
import type { Leaves } from '../format.js';
import type { Place } from '../place.js';
import type { Source } from '../source.js';
import { messageEvidence } from './message-evidence.js';
import { anyName, type FieldValue, type MapValue, type MessageType } from './message-type.js';
import { readFixed, readVarint } from './read-number.js';
import { readPacked } from './read-packed.js';
import { scalarText, wireTypeOf } from './scalar-text.js';
import { varintEnd, WireCursor, wireType } from './wire-cursor.js';

/** Messages up to this length that hold no text are values as bytes too: an identifier may read as a message by chance. */
const longestDoubtful = 1024;

/** `stopped`: the budget is used up. `whole`: every byte was read. `fields`: how many were, at all levels. */
export interface ProtobufOutcome {
  readonly stopped: boolean;
  readonly whole: boolean;
  readonly fields: number;
}

/** An open message. `entry`: it is a map's entry, whose value is at `place` itself. */
interface Level {
  readonly end: number;
  readonly place: Place;
  readonly type: MessageType | undefined;
  /** The field number of a group, which ends with a mark instead of at `end`; 0 for others. */
  readonly group: number;
  readonly entry: MapValue | undefined;
  /** What the `type_url` of a google.protobuf.Any named. */
  url: string;
}

/**
 * Reads a protobuf message ("Encoding", protobuf.dev) without recursion: by a type's names where one is given, else, and for fields it does not
 * know, by field numbers. Without a type a value of given length is text if it is printable, a message if it reads as one to its exact end
 * (and bytes, as a candidate, if that may be chance), else bytes. What is not well-formed, or too deep, is handed to `rest`.
 */
export function readProtobuf(source: Source, into: Leaves, type: MessageType | undefined): ProtobufOutcome {
  const reading = new ProtobufReading(source, into);
  const stopped = !reading.run(type);
  return { stopped, whole: reading.whole, fields: reading.fields };
}

class ProtobufReading {
  whole = true;
  fields = 0;
  readonly #source: Source;
  readonly #bytes: Buffer;
  readonly #into: Leaves;
  readonly #cursor: WireCursor;
  readonly #levels: Level[] = [];
  /** Bytes that may be looked at, or given, beside the reading: what keeps nested ambiguity linear. */
  #spare: number;

  constructor(source: Source, into: Leaves) {
    const { bytes } = source;
    this.#source = source;
    this.#bytes = bytes;
    this.#into = into;
    this.#cursor = new WireCursor(bytes);
    this.#spare = 4 * bytes.length + 65_536;
  }

  /** False when the budget is used up. */
  run(type: MessageType | undefined): boolean {
    const cursor = this.#cursor;
    this.#levels.push({ end: this.#bytes.length, place: this.#into.root, type, group: 0, entry: undefined, url: '' });
    for (let level = this.#levels.at(-1); level !== undefined; level = this.#levels.at(-1)) {
      const at = cursor.at;
      if (at >= level.end && level.group === 0) this.#levels.pop();
      else if (!cursor.next(level.end)) {
        if (!this.#broken(at)) return false;
      } else if (cursor.type === wireType.groupEnd) {
        if (cursor.number === level.group) this.#levels.pop();
        else if (!this.#broken(at)) return false;
      } else {
        if (cursor.type === wireType.groupStart && this.#levels.length >= deepestNesting) {
          this.#into.tooDeep(level.place);
          if (!this.#broken(at)) return false;
          continue;
        }
        this.fields += 1;
        if (!this.#field(level)) return false;
      }
    }
    return true;
  }

  /** Nothing more can be read up to the end of the innermost message of known length. */
  #broken(at: number): boolean {
    let level = this.#levels.pop();
    while (level !== undefined && level.group !== 0) level = this.#levels.pop();
    const end = level?.end ?? this.#bytes.length;
    this.whole = false;
    this.#cursor.at = end;
    return at >= end || this.#into.rest(at, end);
  }

  #field(level: Level): boolean {
    const { number, start, end } = this.#cursor;
    const { entry, place } = level;
    if (entry !== undefined) {
      if (number === 2) return this.#typed(entry.value, place, level);
      // The key is in the place already.
      if (number === 1 && this.#isKey(entry, this.#cursor)) return true;
    }
    const field = level.type?.fields.get(number);
    const inner = place.child(field?.name ?? number);
    if (field === undefined) return this.#untyped(inner);
    if (number === 1 && level.type?.fullName === anyName) level.url = this.#source.slice(start, end);
    return this.#typed(field.value, inner, level);
  }

  /** A value as its type says, unless it is not of that type on the wire. */
  #typed(value: FieldValue, place: Place, level: Level): boolean {
    const { type, start, end } = this.#cursor;
    switch (value.kind) {
      case 'message':
        if (type === wireType.groupStart) return this.#open(place, value.type);
        if (type !== wireType.bytes) break;
        if (start === end) return true;
        if (messageEvidence(this.#bytes, start, end) === 'none') break;
        return this.#asText(place) && this.#open(place, value.type);
      case 'any': {
        if (type !== wireType.bytes) break;
        const inner = value.typeOf(level.url.slice(level.url.lastIndexOf('/') + 1));
        if (inner === undefined || messageEvidence(this.#bytes, start, end) === 'none') break;
        return this.#open(place, inner);
      }
      case 'map':
        if (type !== wireType.bytes || messageEvidence(this.#bytes, start, end) === 'none') break;
        return this.#entry(value, place);
      case 'enum':
        return this.#numbers('int32', place, value.names);
      case 'scalar':
        if (value.scalar !== 'string' && value.scalar !== 'bytes') return this.#numbers(value.scalar, place, undefined);
        if (type !== wireType.bytes) break;
        if (start === end) return true;
        if (value.scalar === 'bytes') return this.#into.part(place, start, end, undefined);
        if (!isUtf8Stretch(this.#bytes, start, end)) break;
        return this.#into.leaf(place, this.#source.slice(start, end), start, end);
    }
    return this.#untyped(place);
  }

  /** Text where the type says numbers or a message: the schema may be older than the app. */
  #asText(place: Place): boolean {
    const { start, end } = this.#cursor;
    const text = end - start >= 4 && this.#maySpend(end - start) && textKind(this.#bytes, start, end) === 'printable';
    return !text || this.#into.leaf(place, this.#source.slice(start, end), start, end);
  }

  /** One number or, packed, many. */
  #numbers(
    scalar: Parameters<typeof scalarText>[0],
    place: Place,
    names: Readonly<Record<number, string | undefined>> | undefined,
  ): boolean {
    const { type, start, end } = this.#cursor;
    const expected = wireTypeOf(scalar);
    const give = (from: number, to: number): boolean => {
      const text = scalarText(scalar, this.#bytes, from, to);
      return this.#into.plain(place, names?.[Number(text)] ?? text, from, to);
    };
    if (type === expected) return give(start, end);
    if (type !== wireType.bytes) return this.#untyped(place);
    const endOf = (at: number): number => {
      if (expected === wireType.varint) return varintEnd(this.#bytes, at, end);
      const to = at + (expected === wireType.fixed64 ? 8 : 4);
      return to <= end ? to : -1;
    };
    for (let at = start; at < end; ) {
      at = endOf(at);
      if (at < 0) return this.#untyped(place);
    }
    if (!this.#asText(place)) return false;
    for (let at = start; at < end; ) {
      const to = endOf(at);
      if (!give(at, to)) return false;
      at = to;
    }
    return true;
  }

  /** A map's entry: its key becomes part of the place, and may be a value. */
  #entry(map: MapValue, place: Place): boolean {
    const { start, end } = this.#cursor;
    const cursor = new WireCursor(this.#bytes, start);
    let key = '';
    while (cursor.at < end && cursor.next(end)) {
      if (cursor.number !== 1 || !this.#isKey(map, cursor)) continue;
      const { key: type } = map;
      key =
        type === 'string' || type === 'bytes'
          ? this.#source.slice(cursor.start, cursor.end)
          : scalarText(type, this.#bytes, cursor.start, cursor.end);
      if (!this.#into.key(place.child(key), key, cursor.start, cursor.end)) return false;
    }
    return this.#open(place.child(key), undefined, map);
  }

  #isKey({ key }: MapValue, { type }: WireCursor): boolean {
    return type === (key === 'string' || key === 'bytes' ? wireType.bytes : wireTypeOf(key));
  }

  #open(place: Place, type: MessageType | undefined, entry?: MapValue): boolean {
    const { start, end, number } = this.#cursor;
    const group = this.#cursor.type === wireType.groupStart;
    if (this.#levels.length >= deepestNesting) {
      this.#into.tooDeep(place);
      this.whole = false;
      return this.#into.rest(start, end);
    }
    const outer = this.#levels.at(-1)!;
    this.#cursor.at = start;
    this.#levels.push({ end: group ? outer.end : end, place, type, group: group ? number : 0, entry, url: '' });
    return true;
  }

  #untyped(place: Place): boolean {
    const { type, start, end } = this.#cursor;
    switch (type) {
      case wireType.varint:
        return readVarint(this.#bytes, start, end, place, this.#into);
      case wireType.bytes:
        return start === end || this.#ofLength(start, end, place);
      case wireType.groupStart:
        return this.#open(place, undefined);
      default:
        return readFixed(this.#bytes, start, end, place, this.#into);
    }
  }

  #ofLength(start: number, end: number, place: Place): boolean {
    const bytes = this.#bytes;
    const into = this.#into;
    const evidence = messageEvidence(bytes, start, end);
    if (evidence === 'none') {
      if (textKind(bytes, start, end) !== 'none') return into.leaf(place, this.#source.slice(start, end), start, end);
      return readPacked(bytes, start, end, place, into) && into.part(place, start, end, undefined);
    }
    const text = this.#maySpend(end - start) ? textKind(bytes, start, end) : 'none';
    if (text === 'printable') return into.leaf(place, this.#source.slice(start, end), start, end);
    if (startsCompressed(bytes.subarray(start, start + 2))) return into.part(place, start, end, undefined);
    if (text === 'text' && !into.plain(place, this.#source.slice(start, end), start, end)) return false;
    const doubtful = text === 'none' && evidence === 'tiled' && end - start <= longestDoubtful;
    if (doubtful && this.#maySpend(end - start) && !into.plain(place, bytes.toString('latin1', start, end), start, end, true)) return false;
    return this.#open(place, undefined);
  }

  #maySpend(count: number): boolean {
    if (count > this.#spare) {
      // Then the whole is searched as well.
      this.whole = false;
      return false;
    }
    this.#spare -= count;
    return true;
  }
}
