import { expect, it } from 'vitest';
import { declaredBody } from '../../decode/declared-body.js';
import type { MessageType } from '../../decode/protobuf/message-type.js';
import type { Message } from '../../model/index.js';
import { request, typed } from './message.js';

const messageType: MessageType = { fullName: 'a.Ask', fields: new Map() };
const contentTypes: (string | undefined)[] = [];
const schemas = {
  typeOf: (_message: Message, contentType: string | undefined) => {
    contentTypes.push(contentType);
    return messageType;
  },
};
const none = { typeOf: () => undefined };
const { request: _head, ...headless } = request({ kind: 'grpc' });
const of = (message: Message, given: typeof schemas | typeof none | undefined) => declaredBody(message, message.request, given);

it('says what the head says', () => {
  for (const given of [undefined, none]) {
    expect(of(typed('application/x-protobuf; a=b', ''), given)).toEqual({ mediaType: 'application/x-protobuf', codings: [] });
    expect(of(request(), given)).toEqual({ codings: [] });
  }
  expect(declaredBody({ ...headless, kind: 'websocket' }, undefined, undefined)).toBeUndefined();
  expect(declaredBody({ ...headless, kind: 'mqtt', contentType: 'text/plain' }, undefined, none)?.mediaType).toBe('text/plain');
});

it('adds the type of a schema where the head says protobuf, and asks with the whole content type', () => {
  contentTypes.length = 0;
  expect(of(typed('application/proto; proto=a.Ask', ''), schemas)).toEqual({ mediaType: 'application/proto', codings: [], messageType });
  expect(of(typed('application/connect+proto', ''), schemas)).toMatchObject({ mediaType: 'application/connect+proto', messageType });
  expect(contentTypes).toEqual(['application/proto; proto=a.Ask', 'application/connect+proto']);
});

it('assumes it where the head says nothing of use', () => {
  const assumed = { mediaType: 'application/x-protobuf', messageType, assumed: true };
  expect(of(request(), schemas)).toEqual({ codings: [], ...assumed });
  expect(of(typed('application/octet-stream', '', 'Content-Encoding', 'gzip'), schemas)).toEqual({ codings: ['gzip'], ...assumed });
  expect(declaredBody({ ...headless, kind: 'websocket' }, undefined, schemas)).toEqual({ codings: [], ...assumed });
});

it('leaves what says that it is something else, and parts of bodies', () => {
  for (const type of ['application/json', 'text/html', 'image/png', 'application/x-www-form-urlencoded'])
    expect(of(typed(type, ''), schemas)).toEqual({ mediaType: type, codings: [] });
  const part = { index: 0, offset: 0, last: false };
  expect(of(request({ window: part }), schemas)).toEqual({ codings: [] });
  expect(of(request({ window: { ...part, last: true } }), schemas)).toMatchObject({ messageType });
  expect(declaredBody({ ...headless, window: part }, undefined, undefined)).toBeUndefined();
});

it('takes messages of gRPC for protobuf', () => {
  for (const given of [undefined, none])
    expect(declaredBody(headless, undefined, given)).toEqual({ codings: [], mediaType: 'application/x-protobuf', assumed: true });
  expect(declaredBody({ ...headless, contentType: 'application/json' }, undefined, schemas)).toEqual({
    mediaType: 'application/json',
    codings: [],
  });
});
