import protobufjs from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import type { Declared } from '../../../decode/declared.js';
import { protobuf } from '../../../decode/formats/protobuf.js';
import { loadProtobufSchemas, type SchemaFile } from '../../../decode/protobuf/load-protobuf-schemas.js';
import type { MessageType } from '../../../decode/protobuf/message-type.js';
import type { ProtobufTypes } from '../../../decode/protobuf/protobuf-types.js';
import { recorded } from '../recorded.js';

const file = (name: string, text: string): SchemaFile => ({ name, bytes: Buffer.from(text) });
const users = file(
  'protos/acme/users.proto',
  `syntax = "proto3"; package acme;
   message User { string display_name = 1; sint64 home_lat = 2; bytes device = 3; Kind kind = 4; User friend = 5; fixed64 seen = 6; float height = 7; }
   enum Kind { UNKNOWN = 0; GUEST = 1; STAFF = 2; }`,
);
const rooms = file(
  'protos/acme/rooms.proto',
  `syntax = "proto3"; package acme.chat;
   import "acme/users.proto"; import "google/protobuf/any.proto"; import "google/protobuf/timestamp.proto"; import "google/api/annotations.proto";
   message Join {
     acme.User user = 1; string room_id = 2 [json_name = "room"]; map<string, acme.User> members = 3; map<int32, string> seats = 4;
     repeated int32 scores = 5; google.protobuf.Any extra = 6; google.protobuf.Timestamp at = 7; oneof how { bool quiet = 8; int32 delta = 9; }
   }
   message Joined { uint64 session = 1; }
   service Rooms { rpc Join (Join) returns (Joined) { option (google.api.http) = { post: "/v1/join" body: "*" }; } }`,
);

function typesOf(...files: SchemaFile[]): ProtobufTypes {
  const loaded = loadProtobufSchemas(files);
  if (loaded.kind === 'failed') throw new Error(JSON.stringify(loaded.failures));
  return loaded.types;
}

function lines(bytes: Uint8Array, messageType: MessageType | undefined): readonly string[] {
  const declared: Declared = { mediaType: 'application/x-protobuf', codings: [], ...(messageType && { messageType }) };
  return recorded(protobuf, Buffer.from(bytes), declared).lines;
}

const root = protobufjs.parse(users.bytes.toString()).root;
protobufjs.parse(rooms.bytes.toString(), root);
root.addJSON(protobufjs.common.get('google/protobuf/any.proto')!.nested!);
root.addJSON(protobufjs.common.get('google/protobuf/timestamp.proto')!.nested!);
const Join = root.lookupType('acme.chat.Join');
const User = root.lookupType('acme.User');
const joined = Join.encode(
  Join.fromObject({
    user: {
      displayName: 'Ada',
      homeLat: -356_812_000,
      device: Buffer.from('f81d4fae', 'hex'),
      kind: 'STAFF',
      friend: { displayName: 'Bob' },
      seen: 1,
      height: 1.7,
    },
    roomId: 'room-7',
    members: { 'u-77': { displayName: 'Eve' } },
    seats: { 12: 'left' },
    scores: [1, -2],
    extra: { type_url: 'type.example/acme.User', value: User.encode({ displayName: 'Any' }).finish() },
    at: { seconds: 1_700_000_000 },
    delta: -3,
  }),
).finish();
const expected = [
  "leaf $['user']['display_name'] = Ada",
  "plain $['user']['home_lat'] = -356812000",
  "part $['user']['device'] = \u00f8\u001dO\u00ae",
  "plain $['user']['kind'] = STAFF",
  "leaf $['user']['friend']['display_name'] = Bob",
  "plain $['user']['seen'] = 1",
  "plain $['user']['height'] = 1.7",
  "leaf $['room_id'] = room-7",
  "key $['members']['u-77'] = u-77",
  "leaf $['members']['u-77']['display_name'] = Eve",
  "key $['seats']['12'] = 12",
  "leaf $['seats']['12'] = left",
  "plain $['scores'] = 1",
  "plain $['scores'] = -2",
  "leaf $['extra']['type_url'] = type.example/acme.User",
  "leaf $['extra']['value']['display_name'] = Any",
  "plain $['at']['seconds'] = 1700000000",
  "plain $['delta'] = -3",
];

describe('protobuf schemas', () => {
  it('give names to what .proto files describe', () => {
    expect(lines(joined, typesOf(rooms, users).messageOf('acme.chat.Join'))).toEqual(expected);
  });

  it('may be descriptor sets', () => {
    const written = protobufjs.parse(users.bytes.toString(), new protobufjs.Root(), { keepCase: true }).root;
    protobufjs.parse(rooms.bytes.toString(), written, { keepCase: true });
    for (const name of ['any', 'timestamp']) written.addJSON(protobufjs.common.get(`google/protobuf/${name}.proto`)!.nested!);
    written.resolveAll();
    const set = (written as unknown as { toDescriptor(edition: string): unknown }).toDescriptor('proto3');
    const bytes = Buffer.from(descriptor.FileDescriptorSet.encode(set as Record<string, unknown>).finish());
    expect(lines(joined, typesOf({ name: 'all.pb', bytes }).messageOf('.acme.chat.Join'))).toEqual(expected);
  });

  it('find what a method takes and gives by its path', () => {
    const types = typesOf(users, rooms);
    expect(types.methodOf('/acme.chat.Rooms/Join')).toMatchObject({
      request: { fullName: 'acme.chat.Join' },
      response: { fullName: 'acme.chat.Joined' },
    });
    expect(types.methodOf('/api/v2/acme.chat.Rooms/Join?x=1')?.request.fullName).toBe('acme.chat.Join');
    for (const path of [
      '/acme.chat.Rooms/Leave',
      '/acme.chat.Other/Join',
      '/',
      '',
      '/acme.chat.Join/Join',
      '/chat.Rooms/Join',
      '/Rooms/Join',
    ])
      expect(types.methodOf(path)).toBeUndefined();
    expect(types.messageOf('acme.chat.Rooms')).toBeUndefined();
    expect(types.messageOf('acme.Nobody')).toBeUndefined();
  });

  it('read what a type does not know by number, and what is not of its type as it stands', () => {
    const user = typesOf(users).messageOf('acme.User');
    const { Writer } = protobufjs;
    const writer = Writer.create()
      .uint32(10)
      .string('Ada')
      .uint32(98)
      .string('more')
      .uint32(8)
      .uint32(5)
      .uint32(18)
      .string('0123')
      .uint32(42)
      .bytes(Buffer.from('ffff', 'hex'));
    expect(lines(writer.finish(), user)).toEqual([
      "leaf $['display_name'] = Ada",
      'leaf $[12] = more',
      "plain $['display_name'] = 5",
      "leaf $['home_lat'] = 0123",
      "plain $['home_lat'] = 24",
      "plain $['home_lat'] = -25",
      "plain $['home_lat'] = 25",
      "plain $['home_lat'] = -26",
      "part $['friend'] = \u00ff\u00ff",
    ]);
    expect(lines(Writer.create().uint32(32).int32(7).finish(), user)).toEqual(["plain $['kind'] = 7"]);
  });

  it.each([
    ['a syntax error, with its line', [file('a.proto', 'syntax = "proto3";\nmessage {')], { kind: 'syntax', file: 'a.proto', line: 2 }],
    ['an import that is not there', [rooms], { kind: 'missing-import', file: rooms.name, imported: 'acme/users.proto' }],
    [
      'a type that is not there',
      [file('a.proto', 'syntax = "proto3"; message A { Gone gone = 1; }')],
      { kind: 'unresolved-type', name: 'Gone' },
    ],
    [
      'a name given twice',
      [file('a.proto', 'message A {}'), file('b.proto', 'message A {}')],
      { kind: 'duplicate-name', file: 'b.proto', name: 'A' },
    ],
    ['bytes that are no schema', [{ name: 'x.pb', bytes: Buffer.from('ff00ff00', 'hex') }], { kind: 'not-a-descriptor-set', file: 'x.pb' }],
    ['nothing at all', [], { kind: 'no-files' }],
  ])('say what is wrong: %s', (_name, files, failure) => {
    expect(loadProtobufSchemas(files)).toMatchObject({ kind: 'failed', failures: [failure] });
  });
});
