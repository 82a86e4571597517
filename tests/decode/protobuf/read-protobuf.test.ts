import { expect, it } from 'vitest';
import { Place } from '../../../decode/place.js';
import type { FieldType, MessageType } from '../../../decode/protobuf/message-type.js';
import { readProtobuf } from '../../../decode/protobuf/read-protobuf.js';
import { Source } from '../../../decode/source.js';

function read(hex: string, type?: MessageType, most = 99) {
  const found: string[] = [];
  const say = (kind: string) => (place: Place, value: string | number, start: number) =>
    found.push(`${kind} ${place.segments().join('.')} ${kind === 'part' ? start : value}`) < most;
  const into = {
    root: Place.root,
    leaf: say('leaf'),
    plain: say('plain'),
    key: say('key'),
    part: (place: Place, start: number) => say('part')(place, start, start),
    tooDeep: () => undefined,
    rest: (start: number, end: number) => found.push(`rest ${start}-${end}`) < most,
  };
  const outcome = readProtobuf(Source.ofBytes(Buffer.from(hex.replaceAll(' ', ''), 'hex')), into, type);
  return { ...outcome, found };
}

const scalar = (name: string, type: 'string' | 'int32' | 'bytes') => ({ name, value: { kind: 'scalar' as const, scalar: type } });
const inner: MessageType = { fullName: 'a.Inner', fields: new Map([[1, scalar('text', 'string')]]) };
const type: MessageType = {
  fullName: 'a.Outer',
  fields: new Map<number, FieldType>([
    [1, { name: 'inner', value: { kind: 'message' as const, type: inner } }],
    [
      2,
      {
        name: 'byName',
        value: { kind: 'map' as const, key: 'string' as const, value: { kind: 'scalar' as const, scalar: 'int32' as const } },
      },
    ],
    [3, scalar('list', 'int32')],
    [4, scalar('raw', 'bytes')],
    [5, { name: 'group', value: { kind: 'message' as const, type: inner } }],
  ]),
};

it('counts fields, and is whole to the last byte', () => {
  expect(read('0801 1002')).toMatchObject({ stopped: false, whole: true, fields: 2 });
  expect(read('0801 10')).toMatchObject({ whole: false, fields: 1, found: ['plain 1 1', 'rest 2-3'] });
  expect(read('0801 1002', undefined, 1)).toMatchObject({ stopped: true });
});

it('reads by a type: messages, groups, packed numbers, bytes', () => {
  expect(read('0a03 0a0161', type).found).toEqual(['leaf inner.text a']);
  expect(read('2b 0a0161 2c', type).found).toEqual(['leaf group.text a']);
  expect(read('1a03 010203', type).found).toEqual(['plain list 1', 'plain list 2', 'plain list 3']);
  expect(read('2201ff', type).found).toEqual(['part raw 2']);
});

it('reads the entries of maps, whatever they hold and in whatever order', () => {
  expect(read('1205 0a016b 1007', type).found).toEqual(['key byName.k k', 'plain byName.k 7']);
  expect(read('1205 1007 0a016b', type).found).toEqual(['key byName.k k', 'plain byName.k 7']);
  expect(read('1202 1007', type).found).toEqual(['plain byName. 7']);
  // Neither a key of another type nor a third field is lost.
  expect(read('1204 0809 1807', type).found).toEqual(['plain byName..1 9', 'plain byName..3 7']);
});

it('reads text where the type says numbers as both', () => {
  expect(read('1a04 30313233', type).found).toEqual(['leaf list 0123', 'plain list 48', 'plain list 49', 'plain list 50', 'plain list 51']);
});

it('goes on behind a broken group in a message of known length', () => {
  expect(read('0a02 0b08 1001')).toMatchObject({ whole: true });
  expect(read('0b 1001')).toMatchObject({ whole: false });
});
