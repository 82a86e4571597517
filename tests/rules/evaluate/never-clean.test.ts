import { createHash } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import type { Message } from '../../../model/index.js';
import type { FieldKind } from '../../../rules/ruleset.js';
import { cleartextConnection, field, judgeOf, message, rule, ruleset } from './samples.js';

// Messages that were once said to hold nothing, each found by searching for what decoding sees and the search over undecoded bytes does not.

const decoder = createDecoder();
const on = cleartextConnection();
const token = 'u-7f3a9c21d0';
const mail = 'qa.person77@mail.example';
const percent = (bytes: Buffer): string => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const hexadecimal = (bytes: Buffer): string => percent(bytes).replaceAll('%', '\\x');
const underKey = (text: string, key: number): Buffer => Buffer.from(Buffer.from(text).map((byte) => byte ^ key));
const target = (value: string): Message => message(on, `GET /?q=${value}`);
const body = (content: string | Buffer, ...headers: string[]): Message => {
  const bytes = Buffer.from(content as string);
  return message(on, 'POST /', { headers, body: { bytes, size: bytes.length, truncated: false } });
};
const json = (value: string): Message => body(`{"q":"${value}"}`);
const other = (kind: 'websocket' | 'datagram', bytes: Buffer): Message => {
  const { request, ...rest } = body(bytes);
  return { ...rest, kind };
};
const cbor = (text: string): Buffer => Buffer.concat([Buffer.from([0xa1, 0x61, 0x64, 0x78, text.length]), Buffer.from(text)]);
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const part = (value: string): string =>
  `--b1\r\nContent-Disposition: form-data; name="d"\r\nContent-Transfer-Encoding: base64\r\n\r\n${value}\r\n--b1--\r\n`;
const form = ['Content-Type', 'application/x-www-form-urlencoded'];

const cases: readonly (readonly [name: string, value: string, sent: Message, as?: FieldKind])[] = [
  ['raw deflate in a query', token, target(percent(deflateRawSync(token)))],
  ['raw deflate in a form', token, body(`a=1&q=${percent(deflateRawSync(token))}`, ...form)],
  ['raw deflate in a header', token, message(on, 'GET /', { headers: ['X-D', percent(deflateRawSync(token))] })],
  ['raw deflate in JSON', token, json(percent(deflateRawSync(token)))],
  ['raw deflate in XML', token, body(`<a>${hexadecimal(deflateRawSync(token))}</a>`, 'Content-Type', 'application/xml')],
  ['two streams of raw deflate', token, json(Buffer.concat([deflateRawSync('hello '), deflateRawSync(token)]).toString('base64'))],
  ['a key of 128 or more, as characters', mail, json(underKey(mail, 0xa7).toString('latin1'))],
  ['the same, by number', mail, json([...underKey(mail, 0xa7)].map((byte) => `&#${byte};`).join(''))],
  ['references whose semicolons are escaped', token, json([...token].map((unit) => `&#${unit.charCodeAt(0)}%3B`).join(''))],
  ['chunks as characters', token, json('eyJzIjoiwqFhZH9ldS03ZjNlYTljMjFiZDDDvyJ9')],
  ...(['hex', 'base64'] as const).map(
    (encoding) =>
      [`UTF-16 of ${encoding} in a query`, token, target(percent(wide(Buffer.from(`xx ${token}`).toString(encoding))))] as const,
  ),
  ['UTF-16 of references in a query', token, target(percent(wide([...token].map((unit) => `&#${unit.charCodeAt(0)};`).join(''))))],
  ['hex behind a length that is a digit', token, other('websocket', cbor(Buffer.from(`hello my friend ${token} over`).toString('hex')))],
  ['base32 behind a length that is one', token, other('websocket', cbor('NBSWY3DPEB2S2N3GGNQTSYZSGFSDAIDPOZSXEIDUNBSXEZJAPFXQ'))],
  ['hex in protobuf in base64', token, json('CAFaMDY4NjU2YzZjNmYyMDZkNzkyMDc1MmQzNzY2MzM2MTM5NjMzMjMxNjQzMDIwNjk3MxgF')],
  [
    'gzip as characters, behind bytes',
    token,
    other(
      'datagram',
      Buffer.concat([Buffer.from([0, 255]), Buffer.from(`a=1&d=${encodeURIComponent(gzipSync(token).toString('latin1'))}`)]),
    ),
  ],
  [
    'zlib in escapes, in an image',
    token,
    body(Buffer.concat([Buffer.from([255, 216, 255, 224]), Buffer.from(hexadecimal(deflateSync(token)))]), 'Content-Type', 'image/jpeg'),
  ],
  ['eight bytes of a part in base64', '1848314487', body(part('dworbgAAAAA=')), 'integer'],
  ['two parts, each in base64', '02:1a:7f:c3:9e:55', body('{"a":"MDI6MWE6N2Y6","b":"YzM6OWU6NTU="}'), 'mac'],
  [
    'a hash with a space that became a plus',
    '490154203237518',
    body(new URLSearchParams({ a: '1', d: createHash('sha1').update('490154203237518').digest().toString('latin1') }).toString(), ...form),
    'imei',
  ],
];

describe('need', () => {
  for (const [name, value, sent, as] of cases) {
    it(`does not let pass what decoding finds: ${name}`, () => {
      const planted = field('planted', { values: [value], ...(as === undefined ? {} : { as }) });
      const judge = judgeOf(ruleset([rule('cleartext', { fields: ['planted'], never: [{ wire: 'cleartext' }] })], [planted]));
      expect(judge.message(on, sent, decoder.decode(sent).fields, []).length, 'decoding finds it').toBeGreaterThan(0);
      expect(judge.need(on, sent)).toBe('fields');
    });
  }
});
