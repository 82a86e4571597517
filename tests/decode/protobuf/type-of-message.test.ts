import { expect, it } from 'vitest';
import type { MessageType } from '../../../decode/protobuf/message-type.js';
import type { ProtobufTypes } from '../../../decode/protobuf/protobuf-types.js';
import { typeOfMessage } from '../../../decode/protobuf/type-of-message.js';
import { request, response } from '../message.js';

const type = (fullName: string): MessageType => ({ fullName, fields: new Map() });
const [asked, answered, event] = [type('a.Asked'), type('a.Answered'), type('a.Event')];
const types: ProtobufTypes = {
  messageOf: (name) => (name === 'a.Event' ? event : undefined),
  messageNames: () => ['a.Event'],
  methodOf: (path) => (path === '/a.Service/Ask' ? { request: asked, response: answered } : undefined),
};
const call = request({ target: '/a.Service/Ask' });

it('goes by the content type first', () => {
  for (const parameter of ['messageType="a.Event"', 'proto=a.Event', 'message=a.Event', 'schema=a.Event'])
    expect(typeOfMessage(call, `application/x-protobuf; ${parameter}`, types)).toBe(event);
});

it('goes by the method and the direction otherwise', () => {
  expect(typeOfMessage(call, undefined, types)).toBe(asked);
  expect(typeOfMessage(call, 'application/x-protobuf; proto=a.Unknown', types)).toBe(asked);
  expect(typeOfMessage(response({ request: call.request! }), 'application/proto', types)).toBe(answered);
});

it('may not know', () => {
  const { request: _none, ...without } = request();
  expect(typeOfMessage(without, undefined, types)).toBeUndefined();
  expect(typeOfMessage(request({ target: '/other' }), 'application/x-protobuf', types)).toBeUndefined();
});
