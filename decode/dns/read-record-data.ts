import type { Leaves } from '../format.js';
import type { Place } from '../place.js';
import { textOf } from '../source.js';
import { addressOf } from './address-of.js';
import type { DnsRecord } from './read-message.js';
import { readName } from './read-name.js';

/** One part of a record's data. Numbers are so many bytes without names in them. */
type Part = number | 'name' | 'string' | 'strings' | 'rest' | 'parameters' | 'options';

interface Layout {
  readonly parts: readonly (Part | readonly [part: Part, key: string])[];
}

const one = (part: Part): Layout => ({ parts: [part] });
const name = one('name');

/** By type (IANA, "Domain Name System Parameters"). Keys as `dns-packet` names them. Data of other types, A and AAAA aside, is a part as a whole. */
const layouts = new Map<number, Layout>([
  [2, name],
  [5, name],
  [6, { parts: [['name', 'mname'], ['name', 'rname'], 20] }],
  [12, name],
  [
    13,
    {
      parts: [
        ['string', 'cpu'],
        ['string', 'os'],
      ],
    },
  ],
  [15, { parts: [2, ['name', 'exchange']] }],
  [16, one('strings')],
  [
    17,
    {
      parts: [
        ['name', 'mbox'],
        ['name', 'txt'],
      ],
    },
  ],
  [18, { parts: [2, ['name', 'host']] }],
  [33, { parts: [6, ['name', 'target']] }],
  [35, { parts: [4, ['string', 'flags'], ['string', 'services'], ['string', 'regexp'], ['name', 'replacement']] }],
  [36, { parts: [2, ['name', 'exchanger']] }],
  [39, name],
  [41, one('options')],
  [46, { parts: [18, ['name', 'signersName'], ['rest', 'signature']] }],
  [
    47,
    {
      parts: [
        ['name', 'nextDomain'],
        ['rest', 'rrtypes'],
      ],
    },
  ],
  [64, { parts: [2, ['name', 'target'], ['parameters', 'parameters']] }],
  [65, { parts: [2, ['name', 'target'], ['parameters', 'parameters']] }],
  [99, one('strings')],
  [256, { parts: [4, ['rest', 'target']] }],
  [257, { parts: [1, ['string', 'tag'], ['rest', 'value']] }],
]);
const addressTypes = new Map([
  [1, 4],
  [28, 16],
]);

/** `broken`: the data is not what its type says; what of it was not read is a part. `stop`: the budget is used up. */
export type DataReading = 'read' | 'broken' | 'stop';

/** Hands the data of one record to `into`, at `place`. */
export function readRecordData(message: Buffer, { type, dataStart, dataEnd }: DnsRecord, place: Place, into: Leaves): DataReading {
  if (dataStart === dataEnd) return 'read';
  if (addressTypes.get(type) === dataEnd - dataStart) {
    return into.plain(place, addressOf(message, dataStart, dataEnd), dataStart, dataEnd) ? 'read' : 'stop';
  }
  const layout = layouts.get(type);
  if (layout === undefined) return into.part(place, dataStart, dataEnd, undefined) ? 'read' : 'stop';
  let at = dataStart;
  for (const part of layout.parts) {
    const [kind, key] = typeof part === 'object' ? part : [part, undefined];
    const next = readPart(message, at, dataEnd, kind, key === undefined ? place : place.child(key), into);
    if (next === 'stop') return next;
    if (next === undefined) return broken(at, dataEnd, place, into);
    at = next;
  }
  return at === dataEnd ? 'read' : broken(at, dataEnd, place, into);
}

function broken(at: number, end: number, place: Place, into: Leaves): DataReading {
  return at === end || into.part(place, at, end, undefined) ? 'broken' : 'stop';
}

/** Where the next part begins; undefined when this one does not fit. */
function readPart(message: Buffer, at: number, end: number, part: Part, place: Place, into: Leaves): number | 'stop' | undefined {
  if (typeof part === 'number') return at + part <= end ? at + part : undefined;
  switch (part) {
    case 'name': {
      const found = readName(message, at, end);
      if (found === undefined) return undefined;
      return into.leaf(place, found.text, at, found.end) ? found.end : 'stop';
    }
    case 'string': {
      const stop = at + 1 + (message[at] ?? 0);
      if (at >= end || stop > end) return undefined;
      return into.leaf(place, textOf(message.subarray(at + 1, stop)), at + 1, stop) ? stop : 'stop';
    }
    case 'strings':
      return readStrings(message, at, end, place, into);
    case 'rest':
      return at === end || into.part(place, at, end, undefined) ? end : 'stop';
    case 'parameters':
    case 'options':
      return readCoded(message, at, end, part, place, into);
  }
}

/** Strings of at most 255 bytes that belong together (RFC 7208, section 3.3): one value. */
function readStrings(message: Buffer, start: number, end: number, place: Place, into: Leaves): number | 'stop' | undefined {
  const strings: Buffer[] = [];
  let at = start;
  while (at < end) {
    const stop = at + 1 + message[at]!;
    if (stop > end) return undefined;
    strings.push(message.subarray(at + 1, stop));
    at = stop;
  }
  return into.leaf(place, textOf(strings.length === 1 ? strings[0]! : Buffer.concat(strings)), start, end) ? end : 'stop';
}

const clientSubnet = 8;
const padding = 12;

/** SvcParams (RFC 9460, section 2.2) and options of EDNS (RFC 6891, section 6.1.2): a code, a length, and so many bytes. */
function readCoded(
  message: Buffer,
  start: number,
  end: number,
  part: 'parameters' | 'options',
  place: Place,
  into: Leaves,
): number | 'stop' | undefined {
  for (let at = start; at < end; ) {
    if (at + 4 > end) return undefined;
    const code = message.readUInt16BE(at);
    const from = at + 4;
    const to = from + message.readUInt16BE(at + 2);
    if (to > end) return undefined;
    at = to;
    if (part === 'options' && code === clientSubnet && to - from > 4) {
      const subnet = subnetOf(message, from, to);
      if (subnet !== undefined && !into.plain(place.child(code), subnet, from, to)) return 'stop';
      if (subnet !== undefined) continue;
    }
    if (part === 'options' && code === padding && isZero(message, from, to)) continue;
    if (from < to && !into.part(place.child(code), from, to, undefined)) return 'stop';
  }
  return end;
}

/** RFC 7871, section 6: an address of which trailing zeros are left out. */
function subnetOf(message: Buffer, start: number, end: number): string | undefined {
  const family = message.readUInt16BE(start);
  const size = family === 1 ? 4 : family === 2 ? 16 : 0;
  if (size === 0 || end - start - 4 > size) return undefined;
  const address = Buffer.alloc(size);
  message.copy(address, 0, start + 4, end);
  return addressOf(address, 0, size);
}

function isZero(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] !== 0) return false;
  return true;
}
