import protobufjs from 'protobufjs';
import { expect, it } from 'vitest';
import { createDecoder } from '../../decode/create-decoder.js';
import { openSchemas } from '../../decode/protobuf/open-schemas.js';
import type { Message } from '../../model/index.js';
import fc from '../harness/fast-check.js';
import { request, response, typed } from './message.js';

// What the user's schemas do to a message, from its bytes to its fields.

const text = `syntax = "proto3"; package acme.chat;
  message User { string user_id = 1; sint64 lat = 2; }
  message Join { User user = 1; string room_id = 2; repeated int32 seats = 3; }
  message Joined { fixed64 session = 1; }
  service Rooms { rpc Join (Join) returns (Joined); }`;
const { root } = protobufjs.parse(text, new protobufjs.Root(), { keepCase: true });
const Join = root.lookupType('acme.chat.Join');
const bytes = Buffer.from(Join.encode({ user: { user_id: 'u-7f3a9c2d41', lat: -356_812_000 }, room_id: 'room-7', seats: [7, 8] }).finish());
const named = [
  "$['user']['user_id'] = u-7f3a9c2d41",
  "$['user']['lat'] = -356812000",
  "$['room_id'] = room-7",
  "$['seats'] = 7",
  "$['seats'] = 8",
];

const decoder = createDecoder({}, () => 0, openSchemas([{ files: [{ name: 'chat.proto', bytes: Buffer.from(text) }] }]));
const schemaless = createDecoder({}, () => 0);
const body = (message: Message, by = decoder) => {
  const { fields, gaps } = by.decode(message);
  expect(gaps).toEqual([]);
  return fields
    .filter(({ location, noise }) => (location === 'body' || location === 'stream') && !noise)
    .map(({ path, value }) => `${path} = ${value}`);
};
const bodyType = { schema: 0, name: 'acme.chat.Join' };
const call = request({ target: '/acme.chat.Rooms/Join' }).request!;
const frame = Buffer.concat([Buffer.from([0, 0, 0, 0, bytes.length]), bytes]);

it.each<[string, Message]>([
  ['gRPC, by its method', request({ kind: 'grpc', request: call, bytes })],
  [
    'HTTP, by its path',
    typed('application/x-protobuf', bytes) && request({ target: call.target, headers: ['Content-Type', 'application/proto'], bytes }),
  ],
  ['HTTP, by its content type', typed('application/x-protobuf; messageType="acme.chat.Join"', bytes)],
  ['HTTP, by the ruleset', { ...typed('application/x-protobuf', bytes), bodyType }],
  ['HTTP that says nothing, by the ruleset', { ...request({ bytes }), bodyType }],
  ['WebSocket, by the ruleset', { ...request({ kind: 'websocket', bytes }), bodyType }],
  [
    'Connect streams, by their path',
    request({ target: call.target, headers: ['Content-Type', 'application/connect+proto'], bytes: frame }),
  ],
])('names what stands in %s', (_, message) => {
  expect(body(message)).toEqual(named);
});

it('goes by the direction', () => {
  const answer = Buffer.from('0915cd5b0700000000', 'hex');
  expect(body(response({ kind: 'grpc', request: call, bytes: answer }))).toEqual(["$['session'] = 123456789"]);
});

it('leaves what its head says is something else', () => {
  expect(body({ ...typed('application/json', '{"room_id":"room-7"}'), bodyType })).toContain("$['room_id'] = room-7");
  expect(body({ ...request({ bytes: '{"room_id":"room-7"}' }), bodyType })).toContain("$['room_id'] = room-7");
});

it('reads messages of gRPC as protobuf without a schema, and others as they are', () => {
  const { request: _, ...headless } = request({ kind: 'grpc', bytes: Buffer.from('0807', 'hex') });
  expect(body(headless, schemaless)).toEqual(['$[1] = 7', '$ = \b\u0007']);
  expect(body({ ...headless, body: { bytes: Buffer.from('plain words'), size: 11, truncated: false } }, schemaless)).toContain(
    '$ = plain words',
  );
  const flat = Buffer.from('ffffffff00757365722d30303031', 'hex');
  expect(body({ ...headless, body: { bytes: flat, size: flat.length, truncated: false } }, schemaless).join()).toContain('user-0001');
});

/** No byte, or nothing but empty texts and empty groups, which are no fields. */
function holdsNothing(bytes: Uint8Array): boolean {
  const reader = protobufjs.Reader.create(bytes);
  try {
    while (reader.pos < reader.len) {
      const type = reader.uint32() & 7;
      const isGroup = type === 3 || type === 4;
      if (!isGroup && (type !== 2 || reader.uint32() !== 0)) return false;
    }
    return true;
  } catch {
    return false;
  }
}

it('loses no text to a type that does not fit, and never throws', () => {
  const value = fc.stringMatching(/^[a-z0-9-]{6,20}$/);
  const { Writer } = protobufjs;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), value), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (fields, nested) => {
        const writer = Writer.create();
        for (const [id, each] of fields) writer.uint32(id * 8 + 2).string(each);
        const inner = Buffer.from(writer.finish());
        const sent = nested ? Buffer.from(Writer.create().uint32(10).bytes(inner).finish()) : inner;
        const found = decoder.decode({ ...request({ bytes: sent }), bodyType }).fields.map((field) => field.value);
        for (const [, each] of fields) expect(found.some((text) => text.includes(each))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (random) => {
      const { fields, gaps } = decoder.decode({ ...request({ bytes: Buffer.from(random) }), bodyType });
      expect(gaps.filter(({ reason }) => reason === 'inspection-failed')).toEqual([]);
      expect(holdsNothing(random) || fields.length > 1).toBe(true);
    }),
    { numRuns: 300 },
  );
});
