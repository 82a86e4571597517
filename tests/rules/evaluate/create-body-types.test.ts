import { describe, expect, it } from 'vitest';
import type { Message } from '../../../model/index.js';
import { createBodyTypes } from '../../../rules/evaluate/create-body-types.js';
import type { ProtobufMessage } from '../../../rules/ruleset.js';
import { cleartextConnection, message, place } from './samples.js';

const on = cleartextConnection();
const types = (first: readonly Omit<ProtobufMessage, 'place'>[], second: readonly Omit<ProtobufMessage, 'place'>[] = []) =>
  createBodyTypes({
    hosts: new Map([['ours', ['api.example']]]),
    protobuf: [first, second].map((messages) => ({ place, files: [], messages: messages.map((each) => ({ ...each, place })) })),
  });
const inSet = (...members: string[]) => ({ mode: 'in', members }) as const;
const to = (host: string, path = '/v1/join'): Message => ({
  ...message(on, `POST ${path}`),
  request: { method: 'POST', target: path, version: 'HTTP/1.1', headers: ['Host', host] },
});
const answer = (host: string): Message => ({ ...to(host), kind: 'http-response', direction: 'server-to-client' });

describe('createBodyTypes', () => {
  it('is none where the ruleset names no message', () => {
    expect(types([])).toBeUndefined();
    expect(createBodyTypes({ hosts: new Map() })).toBeUndefined();
  });

  it('goes by host, lists of hosts too, and path', () => {
    const typeOf = types([{ host: inSet('ours'), path: inSet('/v1/*'), request: 'a.Join' }])!;
    expect(typeOf(on, to('api.example'))).toEqual({ schema: 0, name: 'a.Join' });
    expect(typeOf(on, to('api.example', '/v1/join?x=1'))).toEqual({ schema: 0, name: 'a.Join' });
    expect(typeOf(on, to('api.example', '/v2/join'))).toBeUndefined();
    expect(typeOf(on, to('other.example'))).toBeUndefined();
  });

  it('goes by direction, and takes the first that fits, of any schema', () => {
    const typeOf = types(
      [{ path: inSet('/v1/join'), response: 'a.Joined' }],
      [{ request: 'b.Any' }, { request: 'b.Later', response: 'b.Answer' }],
    )!;
    expect(typeOf(on, to('x.example'))).toEqual({ schema: 1, name: 'b.Any' });
    expect(typeOf(on, answer('x.example'))).toEqual({ schema: 0, name: 'a.Joined' });
    expect(typeOf(on, { ...answer('x.example'), request: { ...answer('x.example').request!, target: '/other' } })).toEqual({
      schema: 1,
      name: 'b.Answer',
    });
  });

  it('knows no path of a datagram', () => {
    const { request: _, ...datagram } = { ...to('x.example'), kind: 'datagram' as const };
    expect(types([{ path: inSet('/*'), request: 'a.Join' }])!(on, datagram)).toBeUndefined();
    expect(types([{ request: 'a.Join' }])!(on, datagram)).toEqual({ schema: 0, name: 'a.Join' });
  });
});
