import type { Direction, Field, RecognisedAs } from '../../model/index.js';
import { type CompiledField, compareSureness } from '../compile/compile-field.js';
import { nameKey } from '../compile/name-key.js';
import type { PlantedHit } from '../compile/planted-index.js';

/** A field definition's value found in one field of a message. */
export interface FieldMatch {
  readonly field: Field;
  /** The matched text, not the whole field. */
  readonly value: string;
  readonly recognisedAs: RecognisedAs;
  readonly transforms: readonly string[];
  /** Only a hash stands there: not readable. */
  readonly hashed: boolean;
  /** Of a value learnt in this run: the host that issued it. */
  readonly issuedBy?: string;
}

/** Matchers are given texts up to this many UTF-16 units; longer ones come in pieces that overlap. */
const pieceLength = 1024 * 1024;
const pieceOverlap = 4096;
/** Matches of one sureness that are kept of one field definition in one field of a message: many that are less sure leave room for those that are. */
const mostMatches = 200;

/**
 * Everything in a message that a field definition recognises: its planted values, else what its patterns and matchers find, else the whole
 * value by its name. A text recognised in several ways counts as the surest of them. `hits` are those of all definitions.
 */
export function matchFields(
  definition: CompiledField,
  fields: readonly Field[],
  hits: readonly PlantedHit[],
  direction: Direction | undefined,
): readonly FieldMatch[] {
  const found = new Map<Field, Map<string, FieldMatch>>();
  const counts = new Map<Field, Map<RecognisedAs, number>>();
  const add = (match: FieldMatch): void => {
    let inField = found.get(match.field);
    if (inField === undefined) {
      inField = new Map();
      found.set(match.field, inField);
    }
    const key = match.hashed ? `#${match.value}` : match.value;
    const known = inField.get(key);
    if (known !== undefined && compareSureness(match.recognisedAs, known.recognisedAs) <= 0) return;
    let ofField = counts.get(match.field);
    if (ofField === undefined) {
      ofField = new Map();
      counts.set(match.field, ofField);
    }
    const kept = ofField.get(match.recognisedAs) ?? 0;
    if (kept >= mostMatches) return;
    inField.set(key, match);
    ofField.set(match.recognisedAs, kept + 1);
  };

  for (const hit of longestHits(definition.index, hits)) {
    if (!definition.narrows(hit.field)) continue;
    add({
      field: hit.field,
      value: hit.text,
      recognisedAs: hit.suspect ? 'pattern' : 'planted',
      transforms: hit.transforms,
      hashed: hit.hashed,
      ...(hit.issuedBy === undefined ? {} : { issuedBy: hit.issuedBy }),
    });
  }
  if (definition.plantedOnly) return flat(found);
  for (const field of fields) {
    if (field.noise || field.value === '' || !definition.narrows(field)) continue;
    const name = field.location === 'name' ? undefined : lastName(field);
    if (definition.patterns.length > 0 || definition.matchers.length > 0) {
      for (const text of pieces(field.value)) search(definition, field, text, name, direction, add);
    }
    if (name === undefined || !definition.names.has(nameKey(name)) || isNothing(field.value)) continue;
    // What stands in it was recognised already, and surer.
    if (!found.has(field)) add({ field, value: field.value, recognisedAs: 'name', transforms: [], hashed: false });
  }
  return flat(found);
}

function search(
  definition: CompiledField,
  field: Field,
  text: string,
  name: string | undefined,
  direction: Direction | undefined,
  add: (match: FieldMatch) => void,
): void {
  for (const pattern of definition.patterns) {
    const matcher = pattern.matcher(text);
    for (let count = 0; count < mostMatches && matcher.find(); count += 1) {
      const value = matcher.group();
      if (value) add({ field, value, recognisedAs: 'pattern', transforms: [], hashed: false });
    }
  }
  if (definition.matchers.length === 0) return;
  const context = {
    ...(name === undefined ? {} : { name }),
    ...(direction === undefined ? {} : { direction }),
    ...(field.number ? { number: true } : {}),
  };
  for (const prepared of definition.matchers) {
    for (const { start, end, recognisedAs, note } of prepared.find(text, context)) {
      const value = text.slice(start, end);
      if (value !== '') add({ field, value, recognisedAs, transforms: note === undefined ? [] : [note], hashed: false });
    }
  }
}

/** Of several forms of one planted value in one field, the longest; a hash and the value itself are told apart. */
function longestHits(definition: number, hits: readonly PlantedHit[]): readonly PlantedHit[] {
  const best = new Map<Field, Map<string, PlantedHit>>();
  for (const hit of hits) {
    if (hit.value.field !== definition) continue;
    let inField = best.get(hit.field);
    if (inField === undefined) {
      inField = new Map();
      best.set(hit.field, inField);
    }
    const key = `${hit.value.id}${hit.hashed ? '#' : ''}`;
    const known = inField.get(key);
    if (known === undefined || (known.suspect && !hit.suspect) || (known.suspect === hit.suspect && known.text.length < hit.text.length)) {
      inField.set(key, hit);
    }
  }
  const all = [...best.values()].flatMap((inField) => [...inField.values()]);
  return all.some(({ field }) => field.noise) ? all.filter((hit) => !hit.field.noise || !all.some((other) => isShownBy(other, hit))) : all;
}

/** Whether a value stands as a text where its digits, undone, spell its bytes: that says it again. */
function isShownBy(text: PlantedHit, bytes: PlantedHit): boolean {
  return (
    !text.field.noise &&
    text.value === bytes.value &&
    text.hashed === bytes.hashed &&
    // A suspicion says less than what is certain.
    (!text.suspect || bytes.suspect) &&
    text.field.location === bytes.field.location &&
    text.field.path === bytes.field.path
  );
}

/** The innermost name on the path: of `['ids', 0]` it is `ids`. */
export function lastName({ segments }: Field): string | undefined {
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    const segment = segments[index];
    if (typeof segment === 'string') return segment;
  }
  return undefined;
}

/** Null and empty never match; forms and headers write null as a word. */
function isNothing(value: string): boolean {
  const text = value.trim();
  return text === '' || text === 'null' || text === 'undefined';
}

function* pieces(text: string): Generator<string> {
  if (text.length <= pieceLength) {
    yield text;
    return;
  }
  for (let start = 0; start < text.length; start += pieceLength - pieceOverlap) yield text.slice(start, start + pieceLength);
}

/** A value found in a whole and in a part of it, which says better where it stands, counts once. */
function flat(found: ReadonlyMap<Field, ReadonlyMap<string, FieldMatch>>): readonly FieldMatch[] {
  const all = [...found.values()].flatMap((inField) => [...inField.values()]);
  if (all.length < 2 || !all.some(({ field }) => field.whole)) return all;
  const inParts = new Map<string, Field[]>();
  for (const { field, value } of all) if (!field.whole) inParts.set(value, [...(inParts.get(value) ?? []), field]);
  return all.filter(({ field, value }) => !field.whole || !inParts.get(value)?.some((part) => isPartOf(part, field)));
}

function isPartOf(part: Field, whole: Field): boolean {
  const [start, end] = part.byteRange;
  return (
    part.location === whole.location &&
    start >= whole.byteRange[0] &&
    end <= whole.byteRange[1] &&
    whole.segments.every((segment, index) => part.segments[index] === segment)
  );
}
