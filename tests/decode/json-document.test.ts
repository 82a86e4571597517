import { expect, test } from 'vitest';
import type { Leaves } from '../../decode/format.js';
import { readJsonDocument } from '../../decode/json-document.js';
import { normalizedPath } from '../../decode/normalized-path.js';
import { Place } from '../../decode/place.js';
import { Source } from '../../decode/source.js';
import fc from '../harness/fast-check.js';

function read(source: Source, start = 0, most = Number.MAX_SAFE_INTEGER) {
  const found: [string, string][] = [];
  const take = (place: Place, value: string) => found.push([normalizedPath(place.segments()), value]) < most;
  const into: Leaves = {
    root: Place.root,
    leaf: take,
    plain: take,
    key: () => true,
    part: () => true,
    rest: () => true,
    tooDeep: () => undefined,
  };
  return { found, outcome: readJsonDocument(source, start, into, new Set()) };
}

/** The leaves of a value, as the slow and obvious way has them. */
function leavesOf(value: unknown, path = '$'): [string, string][] {
  if (value === null || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${path}[${index}]`));
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, `${path}${normalizedPath([key]).slice(1)}`));
  return [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
}

test('finds the leaves that JSON.parse finds, in text and in bytes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const expected = leavesOf(JSON.parse(text));
      expect(read(Source.ofText(text)).found).toEqual(expected);
      expect(read(Source.ofBytes(Buffer.from(text))).found).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('says where it ended, from wherever it began', () => {
  expect(read(Source.ofText('xx[1] [2]'), 2)).toEqual({ found: [['$[0]', '1']], outcome: { kind: 'read', end: 5 } });
});

test('stops when told so', () => {
  expect(read(Source.ofText('[1,2,3]'), 0, 2)).toEqual({
    found: [
      ['$[0]', '1'],
      ['$[1]', '2'],
    ],
    outcome: { kind: 'stopped' },
  });
});

test.each([
  ['', 0, false],
  ['{', 1, false],
  ['{"a"', 1, false],
  ['{"a" "b"}', 1, false],
  ['{"a":}', 5, false],
  ['[1 2]', 3, true],
  ['[1}', 2, true],
  ['[,1]', 1, false],
  [']', 0, false],
  ['nul', 0, false],
  ['"open', 0, false],
  ['"open\\', 0, false],
])('fails on %j', (text, end, any) => {
  expect(read(Source.ofText(text)).outcome).toEqual({ kind: 'failed', end, any });
});
