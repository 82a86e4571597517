import { asnTableMagic } from '../regions/asn-table.js';

/** CSV texts of ip-location-db with addresses as numbers: first, last, number of the system, organisation; ascending. `date` is `YYYY-MM-DD`. */
export interface AsnSource {
  readonly ipv4: string;
  readonly ipv6: string;
  readonly date: string;
}

interface Row {
  readonly first: string;
  readonly last: string;
  readonly asn: string;
  readonly organisation: string;
}

/** Systems in the order first met, counted from 1. */
class Systems {
  readonly #known = new Map<string, number>();
  readonly numbers: number[] = [];
  readonly names: Buffer[] = [];

  of({ asn, organisation }: Row): number {
    const known = this.#known.get(asn);
    if (known !== undefined) return known;
    this.numbers.push(Number(asn));
    this.names.push(Buffer.from(unquoted(organisation), 'utf8'));
    this.#known.set(asn, this.numbers.length);
    return this.numbers.length;
  }
}

/**
 * Packs a table as `createAsnTable` reads it: done by the build, since the CSV files take two seconds to read. Neighbouring ranges of one
 * system become one, and what lies between ranges belongs to none. Of IPv6 addresses only the upper 64 bits count: a /64 that is shared by
 * several systems belongs to none. Throws a `RangeError` on rows that are none.
 */
export function packAsnTable({ ipv4, ipv6, date }: AsnSource): Buffer {
  const systems = new Systems();
  const v4 = ranges(ipv4, systems, Number, (address) => address + 1, 2 ** 32);
  const v6 = ranges(
    ipv6,
    systems,
    (address) => BigInt(address) >> 64n,
    (upper) => upper + 1n,
    1n << 64n,
  );
  const header = [Number(date.replaceAll('-', '')), v4.starts.length, v6.starts.length, systems.numbers.length, sizeOf(systems.names)];
  let end = 0;
  const ends = [0, ...systems.names.map((name) => (end += name.length))];
  return Buffer.concat([
    asnTableMagic,
    wordsOf(header),
    wordsOf(v4.starts),
    wordsOf(v4.systems),
    wordsOf(v6.starts.map((upper) => Number(upper >> 32n))),
    wordsOf(v6.starts.map((upper) => Number(upper & 0xffffffffn))),
    wordsOf(v6.systems),
    wordsOf(systems.numbers),
    wordsOf(ends),
    ...systems.names,
  ]);
}

/** Where ranges begin, and whose they are; 0 for nobody's. Ascending. */
interface Ranges<T> {
  readonly starts: T[];
  readonly systems: number[];
}

/** `end`: one more than the highest address. */
function ranges<T extends number | bigint>(
  text: string,
  systems: Systems,
  parse: (text: string) => T,
  after: (last: T) => T,
  end: T,
): Ranges<T> {
  const starts: T[] = [];
  const whose: number[] = [];
  const begin = (start: T, system: number): void => {
    if (starts.length > 0 && starts.at(-1) === start) whose[whose.length - 1] = system;
    else if (whose.at(-1) !== system) {
      starts.push(start);
      whose.push(system);
    }
  };
  /** Where nobody's begins after the last row. */
  let next: T | undefined;
  for (const row of rows(text)) {
    let first = parse(row.first);
    const last = parse(row.last);
    const system = systems.of(row);
    if (next !== undefined && first < next) {
      // What two rows share belongs to none, unless both are of one system.
      const latest = starts.at(-1)!;
      if (whose.at(-1) !== system) begin(first > latest ? first : latest, 0);
      if (last < next) continue;
      first = next;
    } else if (next !== undefined && next < first) begin(next, 0);
    begin(first, system);
    next = after(last);
  }
  if (next !== undefined && next < end) begin(next, 0);
  return { starts, systems: whose };
}

function* rows(text: string): Generator<Row> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end > start) {
      const a = text.indexOf(',', start);
      const b = text.indexOf(',', a + 1);
      const c = text.indexOf(',', b + 1);
      if (a < 0 || b < 0 || c < 0 || c > end) throw new RangeError('a row is not `first,last,number,organisation`');
      yield {
        first: text.slice(start, a),
        last: text.slice(a + 1, b),
        asn: text.slice(b + 1, c),
        organisation: text.slice(c + 1, end).trim(),
      };
    }
    start = end + 1;
  }
}

function unquoted(text: string): string {
  return text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function sizeOf(buffers: readonly Buffer[]): number {
  return buffers.reduce((sum, { length }) => sum + length, 0);
}

function wordsOf(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number, 4 * index);
  return bytes;
}
