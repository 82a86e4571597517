import type { Field } from '../../model/index.js';
import { createDigitFinder, type DigitsHit } from './digit-finder.js';
import { endOfGmail } from './end-of-gmail.js';
import { holdsFullWidthDigits, narrowDigits } from './full-width-digits.js';
import { isWholeNumber } from './is-whole-number.js';
import { createLiteralScanner } from './literal-scanner.js';
import type { PlantedForm, PlantedValueForms } from './planted-forms.js';
import { noRest, type Rest } from './rest.js';
import { createSplitFinder } from './split-finder.js';
import { createXorFinder } from './xor-finder.js';

/** A planted value with its forms. `id` tells values apart; `field` is the index of its field definition. */
export interface PlantedValue extends PlantedValueForms {
  readonly id: number;
  readonly field: number;
}

/** A planted value found in one field of a message. */
export interface PlantedHit {
  readonly field: Field;
  readonly value: PlantedValue;
  /** As it stands there. */
  readonly text: string;
  readonly transforms: readonly string[];
  readonly hashed: boolean;
  readonly suspect: boolean;
  /** One coordinate of a place, found beside the other. */
  readonly half?: 'first' | 'second';
  /** Of a value learnt in this run: the host that issued it. */
  readonly issuedBy?: string;
}

/** Finds planted values in the fields of messages. */
export interface PlantedIndex {
  find(fields: readonly Field[]): readonly PlantedHit[];
}

/** UTF-16 units packed before a scan. */
const batchUnits = 32 * 1024;
/** Within so many bytes a short binary form proves something; further on, chance finds it. A small one is not looked for further on. */
const shortBinaryReach = 512;
/** The longest value in which two bytes are looked for: in one of random bytes they stand once in five hundred. */
const longestForTiny = 64;

interface Target {
  readonly value: PlantedValue;
  readonly form: PlantedForm;
}

/** All values' fields are packed into one buffer, so that a message costs one scan, however many fields it has. */
export function createPlantedIndex(values: readonly PlantedValue[], rest: Rest = noRest): PlantedIndex {
  if (values.length === 0) return { find: () => [] };
  const targets: Target[] = values.flatMap((value) => value.forms.map((form) => ({ value, form })));
  const needles = targets.map(({ form }) => ({ bytes: Buffer.from(form.text, 'utf8'), anyCase: form.anyCase }));
  const scanner = createLiteralScanner(needles);
  const numbers = new Map<string, PlantedValue[]>();
  for (const value of values) for (const digits of value.digits) numbers.set(digits, [...(numbers.get(digits) ?? []), value]);
  const finder = createDigitFinder(new Set(numbers.keys()));
  const xored = values.flatMap((value) => value.xored.map((text) => ({ value, text })));
  const xorFinder = createXorFinder(xored.map(({ text }) => text));
  const findSplit = createSplitFinder(values);

  let scratch = Buffer.allocUnsafe(16 * 1024);

  function batch(
    fields: readonly Field[],
    from: number,
    to: number,
    units: number,
    hits: PlantedHit[],
    places: Map<PlantedHit, number>,
  ): void {
    const needed = units * 3 + (to - from);
    if (scratch.length < needed) scratch = Buffer.allocUnsafe(Math.max(needed, scratch.length * 2));
    let text = '';
    for (let index = from; index < to; index += 1) text += `${fields[index]!.value}\n`;
    let length = scratch.write(text, 0, 'utf8');
    const ascii = length === text.length;
    // Asked for where something was found, which is seldom.
    let known: { readonly units: readonly number[]; readonly bytes: readonly number[] } | undefined;
    const startsOf = (): NonNullable<typeof known> => {
      if (known === undefined) {
        const units = startsBy(fields, from, to, ({ length: size }) => size);
        known = { units, bytes: ascii ? units : startsBy(fields, from, to, (value) => Buffer.byteLength(value, 'utf8')) };
      }
      return known;
    };
    const binary: (boolean | undefined)[] = [];
    scanner.scan(scratch, 0, length, (literal, at) => {
      const { value, form } = targets[literal]!;
      const starts = startsOf().bytes;
      const literalEnd = at + needles[literal]!.bytes.length;
      const slot = slotOf(starts, at);
      const fieldStart = starts[slot]!;
      const fieldEnd = starts[slot + 1]! - 1;
      const end = literalEnd > fieldEnd ? -1 : endOf(scratch, at, literalEnd, fieldStart, fieldEnd, form);
      if (end < 0) return;
      const field = fields[from + slot]!;
      const far = at - fieldStart > shortBinaryReach;
      if (form.binary !== undefined) {
        binary[slot] ??= isBinary(field.value);
        if (!binary[slot] || (form.binary === 'small' && far)) return;
        if (form.binary === 'tiny' && field.value.length > longestForTiny) return;
      }
      const suspect = form.suspect === true || (form.binary === 'short' && far);
      const text = scratch.toString('utf8', at, end);
      const half = form.half === undefined ? {} : { half: form.half };
      const hit = { field, value, text, transforms: form.transforms, hashed: form.hashed, suspect, ...half };
      if (form.half !== undefined) places.set(hit, at - fieldStart);
      hits.push(hit);
    });
    rest();
    if (numbers.size > 0) {
      const add = (field: Field, text: string, digits: string): void => {
        for (const value of numbers.get(digits) ?? []) hits.push({ field, value, text, transforms: [], hashed: false, suspect: false });
      };
      finder.find(scratch, 0, length, ({ digits, start, end }) => {
        add(fields[from + slotOf(startsOf().bytes, start)]!, scratch.toString('utf8', start, end), digits);
      });
      if (holdsFullWidthDigits(scratch, length)) {
        for (const field of fields.slice(from, to)) {
          const narrow = narrowDigits(field.value);
          const found = ({ digits, start, end }: DigitsHit): void => add(field, field.value.slice(start, end), digits);
          if (narrow !== undefined) finder.find(narrow, 0, narrow.length, found);
        }
      }
    }
    rest();
    if (xored.length > 0) {
      // One byte a character: what was combined with a byte is no UTF-8.
      if (!ascii) length = scratch.write(text, 0, 'latin1');
      xorFinder.find(scratch, 0, length, ({ text, start, end }) => {
        const starts = startsOf().units;
        const slot = slotOf(starts, start);
        if (end >= starts[slot + 1]!) return;
        const field = fields[from + slot]!;
        const at = start - starts[slot]!;
        const found = field.value.slice(at, at + end - start);
        hits.push({ field, value: xored[text]!.value, text: found, transforms: ['xor'], hashed: false, suspect: true });
      });
    }
    // One enormous message must not keep its memory for the rest of the run.
    if (scratch.length > 8 * 1024 * 1024) scratch = Buffer.allocUnsafe(16 * 1024);
  }

  return {
    find: (fields) => {
      const hits: PlantedHit[] = [];
      /** Of coordinates: where in its field each stands. */
      const places = new Map<PlantedHit, number>();
      let from = 0;
      let units = 0;
      for (let index = 0; index < fields.length; index += 1) {
        units += fields[index]!.value.length;
        if (units < batchUnits && index + 1 < fields.length) continue;
        batch(fields, from, index + 1, units, hits, places);
        rest();
        from = index + 1;
        units = 0;
      }
      for (const { value, field } of findSplit(fields))
        hits.push({ field, value, text: field.value, transforms: ['split'], hashed: false, suspect: true });
      return hits.some(({ half }) => half !== undefined)
        ? hits.filter((hit) => hit.half === undefined || isPaired(hit, hits, places))
        : hits;
    },
  };
}

/** Of a coordinate that tells less (110 m), the other one stands no further off within one text: the paths of drawings are long lists of such numbers. */
const coarse = 3;
const coarseReach = 48;

/** Whether the other coordinate of the same place stands in the same object, list or query. */
function isPaired(hit: PlantedHit, hits: readonly PlantedHit[], places: ReadonlyMap<PlantedHit, number>): boolean {
  const { half, value, field, text } = hit;
  const decimals = text.length - text.indexOf('.') - 1;
  const isCoarse = text.includes('.') && decimals <= coarse;
  return hits.some(
    (other) =>
      (!isCoarse || other.field !== field || Math.abs(places.get(hit)! - places.get(other)!) <= coarseReach) &&
      other.value === value &&
      other.half !== undefined &&
      other.half !== half &&
      other.field.location === field.location &&
      other.field.segments.length === field.segments.length &&
      field.segments.slice(0, -1).every((segment, index) => other.field.segments[index] === segment),
  );
}

/** Where each field's value begins, by a measure of their lengths, with a line break after each; and the end. */
function startsBy(fields: readonly Field[], from: number, to: number, lengthOf: (value: string) => number): readonly number[] {
  const starts = [0];
  let length = 0;
  for (let index = from; index < to; index += 1) {
    length += lengthOf(fields[index]!.value) + 1;
    starts.push(length);
  }
  return starts;
}

/** The last slot that starts at or before a position. */
function slotOf(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a match ends that stands as its form demands; -1 for one that does not. */
function endOf(bytes: Uint8Array, at: number, end: number, fieldStart: number, fieldEnd: number, { boundary }: PlantedForm): number {
  switch (boundary) {
    case 'none':
      return end;
    case 'word':
      return (at > fieldStart && isWord(bytes[at - 1]!)) || (end < fieldEnd && isWord(bytes[end]!)) ? -1 : end;
    case 'digits':
      return isWholeNumber(bytes, at, end, fieldStart, fieldEnd) ? end : -1;
    case 'gmail-tag':
      return endOfGmail(bytes, end, fieldEnd);
    case 'number': {
      const before = at > fieldStart ? bytes[at - 1]! : 32;
      return (before >= 48 && before <= 57) || before === 46 || before === 45 ? -1 : end;
    }
  }
}

function isWord(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || ((byte | 32) >= 97 && (byte | 32) <= 122);
}

/** Not text: it holds control characters, or characters of one byte each beyond ASCII only (as bytes read as latin1 do). */
function isBinary(value: string): boolean {
  let high = 0;
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || (code >= 127 && code < 160)) return true;
    if (code >= 256) return false;
    if (code >= 160) high += 1;
  }
  return high > 0 && value.length <= 64;
}
