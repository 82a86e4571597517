import type { RecognisedAs } from '../../../model/index.js';
import type { Match, MatchContext } from '../matcher.js';
import { labelBefore, type ReadName, readName, saysSo } from './id-name.js';
import type { NationalIdKind, WrittenId } from './national-id-kind.js';
import { type ShapeTable, shapeOf } from './shape-table.js';
import { followsGroup, isContinuation, standsAlone } from './stands-alone.js';

/** Escapes of the surrounding text whose letters touch what comes after: `\n`, `\u003d`, `%3D`. */
const ESCAPE = /(?:\\(?:[nrtbf]|u[0-9a-fA-F]{4})|%[0-9a-fA-F]{2})(?=[0-9A-Za-z])/g;

const SLASH = 0x2f;
const SPACE = /[ \u00a0\u202f]/;

/** Surest first. */
const RANK: readonly RecognisedAs[] = ['planted', 'checksum', 'pattern', 'name'];

/** One candidate, as the kinds see it in turn. */
class Candidate implements WrittenId {
  readonly id: string;
  readonly grouped: boolean;
  readonly upper: boolean;
  kind: NationalIdKind | undefined;
  #label: ReadName | undefined;

  constructor(
    readonly text: string,
    readonly start: number,
    written: string,
    readonly shape: string,
    readonly fieldName: () => ReadName,
  ) {
    this.grouped = !/^[9A]+$/.test(shape);
    const bare = this.grouped ? written.replace(/[^0-9A-Za-z]/g, '') : written;
    this.id = bare.toUpperCase();
    this.upper = this.id === bare;
  }

  get named(): boolean {
    return this.kind !== undefined && (saysSo(this.fieldName(), this.kind.names) || saysSo(this.#read(), this.kind.names));
  }

  get counted(): boolean {
    // Bare in a path: `/photos/299027248085102`.
    const inPath = !this.grouped && this.text.charCodeAt(this.start - 1) === SLASH;
    return inPath || this.fieldName().counting || this.#read().counting;
  }

  #read(): ReadName {
    this.#label ??= readName(labelBefore(this.text, this.start));
    return this.#label;
  }
}

interface Answer {
  readonly kind: NationalIdKind;
  readonly recognisedAs: RecognisedAs;
}

interface FoundId extends Answer {
  readonly id: string;
  readonly end: number;
}

/** The surest answer of the kinds written in this shape; of equal ones the first. */
function judge(candidate: Candidate, kinds: readonly NationalIdKind[]): Answer | undefined {
  let best: Answer | undefined;
  for (const kind of kinds) {
    candidate.kind = kind;
    const recognisedAs = kind.recognise(candidate);
    if (recognisedAs === undefined) continue;
    if (best === undefined || RANK.indexOf(recognisedAs) < RANK.indexOf(best.recognisedAs)) best = { kind, recognisedAs };
  }
  return best;
}

/** The first that is an identity number of: the whole of `written`, and, where it has spaces, what is left without its last group, and so on. */
function longestId(searched: string, start: number, written: string, table: ShapeTable, fieldName: () => ReadName): FoundId | undefined {
  let shape = shapeOf(written);
  for (;;) {
    const kinds = table.kinds.get(shape);
    if (kinds !== undefined && standsAlone(searched, start + shape.length, shape)) {
      const candidate = new Candidate(searched, start, written.slice(0, shape.length), shape, fieldName);
      const best = judge(candidate, kinds);
      if (best !== undefined) return { kind: best.kind, recognisedAs: best.recognisedAs, id: candidate.id, end: start + shape.length };
    }
    // `12345678 A` may be eight digits and a word.
    const space = shape.lastIndexOf(' ');
    if (space === -1) return undefined;
    shape = shape.slice(0, space);
  }
}

/** The identity numbers of a table's kinds, in order. `noted`: a match says which kind it is. Linear. */
export function findIds(text: string, context: MatchContext, table: ShapeTable, noted = false): readonly Match[] {
  const matches: Match[] = [];
  let read: ReadName | undefined;
  const fieldName = (): ReadName => {
    read ??= readName(context.name ?? '');
    return read;
  };
  const searched = text.includes('\\') || text.includes('%') ? text.replace(ESCAPE, (found) => '\0'.repeat(found.length)) : text;
  const { pattern } = table;
  pattern.lastIndex = 0;
  for (let run = pattern.exec(searched); run !== null; run = pattern.exec(searched)) {
    const { index: start, 0: written } = run;
    const space = written.search(SPACE);
    const first = space === -1 ? written : written.slice(0, space);
    // When it is no number, the next one may begin with its second group.
    pattern.lastIndex = start + first.length;
    if (isContinuation(searched.charCodeAt(start - 1))) continue;
    const found = longestId(searched, start, followsGroup(searched, start) ? first : written, table, fieldName);
    if (found === undefined) continue;
    pattern.lastIndex = found.end;
    const { end, id: value, recognisedAs, kind } = found;
    matches.push(noted ? { start, end, value, recognisedAs, note: kind.name } : { start, end, value, recognisedAs });
  }
  return matches;
}
