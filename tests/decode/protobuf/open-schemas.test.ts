import { expect, it } from 'vitest';
import { openSchemas } from '../../../decode/protobuf/open-schemas.js';
import { request, response } from '../message.js';

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(`syntax = "proto3"; package a; ${text}`) });
const sets = [
  { files: [file('one.proto', 'message Ask { string one = 1; } message Answer { } service S { rpc Do (Ask) returns (Answer); }')] },
  { files: [file('two.proto', 'message Ask { string two = 1; } message Event { string of = 1; }')] },
];
const call = request({ target: '/a.S/Do' });
const nameOf = (type: ReturnType<ReturnType<typeof openSchemas>['typeOf']>) => type && `${type.fullName} ${type.fields.get(1)?.name}`;

it('goes by what the ruleset says, then by content type and method', () => {
  const schemas = openSchemas(sets);
  expect(nameOf(schemas.typeOf({ ...call, bodyType: { schema: 1, name: 'a.Ask' } }, undefined))).toBe('a.Ask two');
  expect(nameOf(schemas.typeOf({ ...call, bodyType: { schema: 0, name: 'a.Event' } }, undefined))).toBe('a.Ask one');
  expect(nameOf(schemas.typeOf(call, undefined))).toBe('a.Ask one');
  expect(nameOf(schemas.typeOf(call, 'application/x-protobuf; proto=a.Event'))).toBe('a.Ask one');
  expect(nameOf(schemas.typeOf(response({ request: call.request! }), undefined))).toBe('a.Answer undefined');
  expect(schemas.typeOf(request({ target: '/other' }), undefined)).toBeUndefined();
  expect(openSchemas([]).typeOf(call, undefined)).toBeUndefined();
});

it('opens what was handed to another thread', () => {
  expect(nameOf(openSchemas(structuredClone(sets)).typeOf(call, undefined))).toBe('a.Ask one');
});

it('throws where a schema cannot be read', () => {
  expect(() => openSchemas([{ files: [file('x.proto', 'message {')] }])).toThrow('protobuf schemas cannot be read (syntax)');
});
