import { createHmac } from 'node:crypto';
import { type Field, type FieldLocation, type Message, type RecognisedAs, valueBounds } from '../../model/index.js';
import { hashValue } from '../redact/hash-value.js';
import { isBinary } from '../redact/is-binary.js';
import { createScrubber, type Scrub } from '../redact/scrubber.js';
import { type Leaf, leafFields } from './leaf-fields.js';
import { opaqueBytes } from './opaque-bytes.js';
import { fieldPosition, type RequestPosition, requestPosition } from './position-of.js';

/** A value as it stands at its place, hashed. */
export interface ReadValue {
  readonly location: FieldLocation;
  readonly at: string;
  readonly transforms: readonly string[];
  readonly offset?: number;
  readonly hash: string;
  readonly opaqueBytes?: number;
  readonly explainedBy?: readonly string[];
}

/** A field of the ruleset that was recognised. */
export interface ReadField {
  readonly field: string;
  readonly recognisedAs: RecognisedAs;
  readonly location: FieldLocation;
  readonly at: string;
  readonly hash: string;
}

/** What one message adds to the record of values. Nothing in it is raw, and it can be handed to another thread. */
export interface ReadValues {
  readonly request: RequestPosition;
  /** Of what the device sent. */
  readonly values: readonly ReadValue[];
  readonly fields: readonly ReadField[];
  /** Hashes of what a server sent. */
  readonly issued: readonly string[];
  /** Values beyond those that are kept of one message. */
  readonly left: number;
}

/** What the ruleset's fields recognise in a message. `planted`: names of those whose planted values stand in a field, in whatever form. */
export interface Recognised {
  readonly matches: readonly {
    readonly name: string;
    readonly field: Field;
    readonly value: string;
    readonly recognisedAs: RecognisedAs;
  }[];
  readonly planted: ReadonlyMap<Field, readonly string[]>;
}

export interface ValueReaderOptions {
  readonly hashKey: Buffer;
  /** As for the redactor. */
  readonly plantedValues: () => readonly string[];
}

/** Of one message. */
const mostValues = valueBounds.valuesOfMessage;
const mostFields = 200;
/** Shorter values carry nothing that could be told from chance. Characters. */
const shortest = 4;
/** Of bytes that nobody could read, so many cells of so many bytes are looked at one by one. */
const cellSize = 4;
const mostCells = 64;
/** They follow from the rest of a message. */
const derivedHeaders: ReadonlySet<string> = new Set(['host', ':authority', 'content-length']);

/** Makes the function that reads what one message adds to the record of values. It throws only where hashing does. */
export function createValueReader(
  options: ValueReaderOptions,
): (message: Message, fields: readonly Field[], found: Recognised) => ReadValues {
  const scrubber = createScrubber(options.plantedValues);
  const { hashKey } = options;
  return (message, fields, found) => {
    const scrub = scrubber([]);
    const leaves = withoutOtherReadings(leafFields(fields, found.planted).filter(({ field }) => isKept(field)));
    const first = leaves.slice(0, mostValues);
    const request = requestPosition(message, scrub);
    const fromDevice = message.direction === 'client-to-server';
    const firstWindow = (message.window?.offset ?? 0) === 0;
    return {
      request,
      values: fromDevice ? first.flatMap((leaf) => valuesAt(leaf, request, scrub, hashKey, firstWindow)) : [],
      fields: found.matches.slice(0, mostFields).map(({ name, field, value, recognisedAs }) => ({
        field: name,
        recognisedAs,
        location: field.location,
        at: fieldPosition(field, scrub),
        hash: hashValue(hashKey, value),
      })),
      issued: fromDevice ? [] : first.map(({ field }) => hashValue(hashKey, field.value)),
      left: Math.max(0, leaves.length - mostValues) + Math.max(0, found.matches.length - mostFields),
    };
  };
}

/** Text may read as base64 in more than one way. Of readings that come to bytes which nobody could read, the plainest is enough. */
function withoutOtherReadings(leaves: readonly Leaf[]): readonly Leaf[] {
  const plainest = new Map<string, Leaf>();
  const keyOf = ({ field: { location, path, byteRange } }: Leaf): string => `${location} ${byteRange.join('-')} ${path}`;
  const derived = leaves.filter(({ field }) => field.transforms.length > 0 && isBinary(field.value));
  for (const leaf of derived) {
    const known = plainest.get(keyOf(leaf));
    if (known === undefined || known.field.transforms.length > leaf.field.transforms.length) plainest.set(keyOf(leaf), leaf);
  }
  const dropped = new Set(derived.filter((leaf) => plainest.get(keyOf(leaf)) !== leaf));
  return dropped.size === 0 ? leaves : leaves.filter((leaf) => !dropped.has(leaf));
}

function isKept({ location, segments, value }: Field): boolean {
  if (value.length < shortest) return false;
  const name = segments[0];
  return location !== 'header' || typeof name !== 'string' || !derivedHeaders.has(name.toLowerCase());
}

function valuesAt(
  { field, opened, marks }: Leaf,
  request: RequestPosition,
  scrub: Scrub,
  hashKey: Buffer,
  firstWindow: boolean,
): ReadValue[] {
  const { location, value, transforms } = field;
  const binary = isBinary(value);
  // What was read out of a text says it better; of bytes nobody knows whether it was all.
  if (opened && !binary) return [];
  const at = fieldPosition(field, scrub);
  const place = { location, at, transforms: transforms.map((name) => scrub.text(name, 80)).slice(0, 16) };
  const opaque = opened || location === 'header' || location === 'cookie' ? undefined : opaqueBytes(value);
  const whole = {
    ...place,
    hash: hashValue(hashKey, value),
    ...(opaque === undefined ? {} : { opaqueBytes: opaque }),
    ...(marks.size === 0 ? {} : { explainedBy: [...marks] }),
  };
  if (!binary || !firstWindow) return [whole];
  // Where a planted value stands in the bytes is known to nobody here: all of them are explained by it.
  return [
    whole,
    ...cellsOf(value, place, request, hashKey).map((cell) => (marks.size === 0 ? cell : { ...cell, explainedBy: [...marks] })),
  ];
}

/** Values of a few bytes inside of a message whose format nobody knows. */
function cellsOf(value: string, place: Omit<ReadValue, 'hash'>, { method, path, kind }: RequestPosition, hashKey: Buffer): ReadValue[] {
  const bytes = Buffer.from(value, 'latin1');
  const salt = JSON.stringify([method, path, kind, place.location, place.at, place.transforms]);
  const cells: ReadValue[] = [];
  for (let offset = 0; offset + cellSize <= bytes.length && cells.length < mostCells; offset += cellSize) {
    const cell = bytes.subarray(offset, offset + cellSize);
    // With its place: of so few bytes, those that are equal at different places would tell too much.
    const hash = createHmac('sha256', hashKey).update(`${salt}${offset}\n`).update(cell).digest('hex').slice(0, 32);
    cells.push({ ...place, offset, hash });
  }
  return cells;
}
