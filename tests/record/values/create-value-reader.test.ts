import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../decode/index.js';
import type { Message } from '../../../model/index.js';
import { hashValue } from '../../../record/redact/hash-value.js';
import { createValueReader, type Recognised } from '../../../record/values/create-value-reader.js';
import { hashKey, sampleMessage } from '../samples.js';

const read = createValueReader({ hashKey, plantedValues: () => ['purple-heron-1848'] });
const nothing: Recognised = { matches: [], planted: new Map() };
const hash = (value: string) => hashValue(hashKey, value);
const cipher = createCipheriv('aes-128-cbc', Buffer.alloc(16, 5), Buffer.alloc(16));
const ciphertext = Buffer.concat([cipher.update('a message of more than two blocks, for the size'), cipher.final()]);

function message(body: string | Buffer, changes: Partial<Message> = {}, headers: string[] = ['content-type', 'application/json']): Message {
  const bytes = Buffer.from(body);
  return sampleMessage({
    request: { method: 'POST', target: '/v1/users/4711?k=token-of-query', version: 'HTTP/1.1', headers },
    body: { bytes, size: bytes.length, truncated: false },
    ...changes,
  });
}
const valuesOf = (of: Message, recognised = nothing) => read(of, createDecoder().decode(of).fields, recognised);

describe('what a message adds to the record of values', () => {
  it('places with keyed hashes, and nothing raw', () => {
    const found = valuesOf(message(JSON.stringify({ user: 'somebody', list: ['entry one', 'no'], 'purple-heron-1848': 'below it' })));
    expect(found.request).toEqual({ method: 'POST', path: '/v1/users/{}', kind: 'http-request' });
    expect(found.values.filter(({ location }) => location === 'body')).toEqual([
      { location: 'body', at: "$['user']", transforms: ['json'], hash: hash('somebody') },
      { location: 'body', at: "$['list'][0]", transforms: ['json'], hash: hash('entry one') },
      { location: 'body', at: "$['{}']", transforms: ['json'], hash: hash('below it') },
    ]);
    expect(found.values.map(({ location, at }) => `${location} ${at}`)).toEqual(
      expect.arrayContaining(["query $['k']", "url $['path'][2]"]),
    );
    const text = JSON.stringify(found);
    for (const raw of ['somebody', 'entry one', 'below it', 'token-of-query', '4711', 'purple-heron']) expect(text).not.toContain(raw);
    expect(structuredClone(found)).toEqual(found);
  });

  it('the innermost of nested encodings, and none of what follows from the rest', () => {
    const inner = Buffer.from('{"id":"inner value"}').toString('base64');
    const headers = ['Host', 'a.example', 'Content-Length', '1234', 'x-id', 'kept-header', 'content-type', 'application/json'];
    const found = valuesOf(message(JSON.stringify({ inner }), {}, headers));
    expect(found.values.map(({ hash: of }) => of)).toContain(hash('inner value'));
    for (const left of [inner, 'a.example', '1234']) expect(found.values.map(({ hash: of }) => of)).not.toContain(hash(left));
    expect(found.values.map(({ hash: of }) => of)).toContain(hash('kept-header'));
  });

  it('marks what looks like ciphertext, in bodies and queries, not in headers', () => {
    const text = ciphertext.toString('base64');
    const found = valuesOf(message(JSON.stringify({ payload: text }), {}, ['x-sealed', text, 'content-type', 'application/json']));
    const opaque = found.values.filter(({ opaqueBytes }) => opaqueBytes !== undefined);
    expect(opaque).toEqual([
      {
        location: 'body',
        at: "$['payload']",
        transforms: ['json', 'base64'],
        hash: hash(ciphertext.toString('latin1')),
        opaqueBytes: ciphertext.length,
      },
    ]);
  });

  it('cells of bytes that nobody could read, each hashed with its place', () => {
    const bytes = Buffer.concat([Buffer.of(0, 0, 0, 1, 9, 9, 9, 9, 9, 9, 9, 9), ciphertext]);
    const found = valuesOf(message(bytes, {}, ['content-type', 'application/octet-stream']));
    const cells = found.values.filter(({ offset }) => offset !== undefined);
    expect(cells.map(({ offset }) => offset)).toEqual(Array.from({ length: bytes.length / 4 }, (_, index) => 4 * index));
    expect(new Set(cells.map(({ hash: of }) => of)).size).toBe(cells.length);
    const again = valuesOf(message(bytes, {}, ['content-type', 'application/octet-stream']));
    expect(again.values).toEqual(found.values);
    const later = { index: 1, offset: 100, last: true };
    expect(valuesOf(message(bytes, { window: later })).values.filter(({ offset }) => offset !== undefined)).toEqual([]);
  });

  it('at most so many of a message, and says how many were left', () => {
    const list = Array.from({ length: 1_500 }, (_, index) => `value ${index}`);
    const found = valuesOf(message(JSON.stringify(list)));
    expect([found.values.length <= 1_000, found.left > 400]).toEqual([true, true]);
  });

  it('what a server sent by its hash alone, also where it is later called opaque', () => {
    const response = message('{"token":"issued-token"}', {
      kind: 'http-response',
      direction: 'server-to-client',
      response: { status: 200, reason: 'OK', version: 'HTTP/1.1', headers: ['content-type', 'application/json'] },
    });
    const found = valuesOf(response);
    expect([found.values, found.issued.includes(hash('issued-token'))]).toEqual([[], true]);
  });

  it('what explains a value, also for what it was read out of and for its cells', () => {
    const of = message(JSON.stringify({ sealed: ciphertext.toString('base64'), other: 'another value' }));
    const { fields } = createDecoder().decode(of);
    const bytes = fields.find(({ transforms }) => transforms.includes('base64'))!;
    const found = read(of, fields, {
      matches: [{ name: 'user-id', field: bytes, value: 'raw matched', recognisedAs: 'planted' }],
      planted: new Map([[bytes, ['user-id']]]),
    });
    const sealed = found.values.filter(({ at }) => at === "$['sealed']");
    expect(sealed.length).toBeGreaterThan(5);
    expect(sealed.every(({ explainedBy }) => explainedBy?.[0] === 'user-id')).toBe(true);
    expect(found.values.find(({ at }) => at === "$['other']")).not.toHaveProperty('explainedBy');
    expect(found.fields).toEqual([
      { field: 'user-id', recognisedAs: 'planted', location: 'body', at: "$['sealed']", hash: hash('raw matched') },
    ]);
  });
});
