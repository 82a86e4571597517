import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../decode/index.js';
import type { Message } from '../../model/index.js';
import { request, response, typed } from './message.js';

const value = 'ada.lovelace@example.com';
const token = Buffer.from(JSON.stringify({ mail: value })).toString('base64');

function shows(message: Message, text = value): boolean {
  return createDecoder()
    .decode(message)
    .fields.some((field) => field.value.includes(text));
}

function opaque(bytes: Buffer | string): Message {
  const { request: _none, ...message } = request({ bytes, kind: 'opaque' });
  return message;
}

describe('places where a value was once overlooked', () => {
  test.each([
    ['base64', token],
    ['percent-encoding', `x ${encodeURIComponent(value)}`],
    ['escapes of JSON', JSON.stringify({ mail: value }).replace('@', '\\u0040')],
    ['gzip', gzipSync(value)],
    ['UTF-16', Buffer.from(value, 'utf16le')],
  ])('a stream nobody can read as messages: %s', (_name, bytes) => {
    expect(shows(opaque(bytes))).toBe(true);
  });

  test('JSON in such a stream has names', () => {
    const { fields } = createDecoder().decode(opaque('{"meeting_key":"abcdef"}'));
    expect(fields).toContainEqual(expect.objectContaining({ location: 'stream', path: "$['meeting_key']" }));
  });

  test.each([
    ['{"ada_lovelace":1}', 'application/json'],
    ['ada_lovelace=1', 'application/x-www-form-urlencoded'],
  ])('a name that is a mere word: %s', (body, type) => {
    expect(shows(typed(type, body), 'ada_lovelace')).toBe(true);
  });

  test('the name of a cookie that is a mere word', () => {
    expect(shows(request({ headers: ['Cookie', 'ada_lovelace=1'] }), 'ada_lovelace')).toBe(true);
  });

  test('a reason phrase', () => {
    const message = response({});
    expect(shows({ ...message, response: { ...message.response!, reason: value } })).toBe(true);
  });

  test.each([1, 2, 3])('base64 behind %i characters that are none of it', (count) => {
    expect(shows(typed('application/json', JSON.stringify({ t: '007'.slice(0, count) + token })))).toBe(true);
  });

  test('zlib in base64 behind a version', () => {
    expect(shows(typed('application/json', JSON.stringify({ t: `007${deflateSync(value).toString('base64')}` })))).toBe(true);
  });

  test.each([
    ['another stream', 'deflate', Buffer.concat([deflateSync('first'), deflateSync(value)])],
    ['another raw stream', 'deflate', Buffer.concat([deflateRawSync('first'), deflateRawSync(value)])],
    ['a member behind zeros', 'gzip', Buffer.concat([gzipSync('first'), Buffer.alloc(2), gzipSync(value)])],
    ['plain text', 'deflate', Buffer.concat([deflateSync('first'), Buffer.from(value)])],
    ['plain text behind gzip', 'gzip', Buffer.concat([gzipSync('first'), Buffer.from(value)])],
  ])('what follows compressed data: %s', (_name, coding, bytes) => {
    expect(shows(request({ bytes, headers: ['Content-Encoding', coding] }))).toBe(true);
  });

  test('UTF-16 without a mark, beyond ASCII, and inside a binary format', () => {
    const name = 'Zoë Müller';
    expect(shows(typed('application/json', Buffer.from(JSON.stringify({ name }), 'utf16le')), name)).toBe(true);
    expect(shows(typed('application/octet-stream', Buffer.concat([Buffer.from([1, 2, 3]), Buffer.from(name, 'utf16le')])), name)).toBe(
      true,
    );
  });

  test('an identifier of sixteen bytes in base64', () => {
    const bytes = Buffer.from('f81d4fae7dec11d0a76500a0c91e6bf6', 'hex');
    expect(shows(typed('application/json', JSON.stringify({ id: bytes.toString('base64') })), bytes.toString('latin1'))).toBe(true);
  });
});
