import type { Format, Leaves } from '../format.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';

const opening = /^(?:\u00ef\u00bb\u00bf|\ufeff)?(?:(?:event|id|retry): ?[^\r\n]{0,256}\r?\n){0,3}data: ?[^\r\n]/;

/**
 * Server-sent events (WHATWG HTML, section 9.2): the data of each event is read by what it is, at `data`; `id`, `event`,
 * `retry` and comments are fields of their own. An event that is cut off counts too. Sniffed by its first line.
 */
export const eventStream: Format = {
  name: 'sse',
  declaredBy: (mediaType) => mediaType === 'text/event-stream',
  needs: shape.colon,
  looksLike: (text, seen) => (seen & shape.space) !== 0 && opening.test(text.slice(0, 2048)) && text.includes('\n'),
  read(source, into) {
    const text = source.units;
    const data: [start: number, end: number][] = [];
    let index = text.charCodeAt(0) === 0xfeff ? 1 : source.bytewise && text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0;
    while (index < text.length) {
      const end = lineEnd(text, index);
      if (end === index) {
        if (!dispatch(source, data, into)) return 'all';
        data.length = 0;
      } else if (!line(source, index, end, data, into)) return 'all';
      index = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
    }
    dispatch(source, data, into);
    return 'all';
  },
};

function lineEnd(text: string, from: number): number {
  let index = from;
  while (index < text.length && text.charCodeAt(index) !== 10 && text.charCodeAt(index) !== 13) index += 1;
  return index;
}

function line(source: Source, start: number, end: number, data: [number, number][], into: Leaves): boolean {
  const text = source.units;
  let nameEnd = start;
  while (nameEnd < end && text.charCodeAt(nameEnd) !== 58) nameEnd += 1;
  let value = Math.min(end, nameEnd + 1);
  if (text.charCodeAt(value) === 32 && value < end) value += 1;
  const name = text.slice(start, nameEnd);
  if (name === 'data') {
    data.push([value, end]);
    return true;
  }
  if (value >= end) return nameEnd === end && end > start ? into.leaf(into.root, source.slice(start, end), start, end) : true;
  return into.leaf(into.root.child(name === '' ? 'comment' : name), source.slice(value, end), value, end);
}

function dispatch(source: Source, data: readonly [number, number][], into: Leaves): boolean {
  const [first] = data;
  if (first === undefined) return true;
  const place = into.root.child('data');
  if (data.length === 1) return first[0] === first[1] || into.part(place, first[0], first[1], undefined);
  const last = data[data.length - 1]!;
  const joined = data.map(([start, end]) => source.slice(start, end)).join('\n');
  return into.part(place, first[0], last[1], undefined, Source.ofText(joined));
}
