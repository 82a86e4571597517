import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import { binaryForms } from '../../../rules/compile/binary-forms.js';
import fc from '../../harness/fast-check.js';
import { cleartextConnection, field, judgeOf, message, rule, ruleset } from './samples.js';

const decoder = createDecoder();
const thorough = createDecoder({ depth: 24 });
const base64 = (text: string | Buffer): string => Buffer.from(text as string).toString('base64');
const everyEscape = (text: string | Buffer): string =>
  [...Buffer.from(text as string)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const unicode = (text: string): string => [...text].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

const named: Readonly<Record<string, string>> = {
  '@': '&commat;',
  '+': '&plus;',
  '-': '&hyphen;',
  ü: '&uuml;',
  ä: '&auml;',
  ï: '&iuml;',
  ø: '&oslash;',
  ' ': '&nbsp;',
};

/** RFC 4648, section 6. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const text = (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/** One layer each, from a text to a text. */
const layers: Readonly<Record<string, (text: string) => string>> = {
  percent: encodeURIComponent,
  'percent, all of it': everyEscape,
  'percent, upper case': (text) => everyEscape(text).toUpperCase(),
  base64,
  'base64, unpadded': (text) => base64(text).replace(/=+$/, ''),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64 at offset 1': (text) => base64(`x${text}`),
  'base64 at offset 2': (text) => base64(`xy${text}zz`),
  'base64, wrapped': (text) => base64(`${'-'.repeat(60)}${text}`).replace(/(.{76})/g, '$1\r\n'),
  json: (text) => JSON.stringify({ id: text, other: 1 }),
  'json list': (text) => JSON.stringify(['a', [text]]),
  'json, escaped slashes': (text) => JSON.stringify({ id: text }).replaceAll('/', '\\/'),
  'json, escaped units': (text) => (/["\\\n\r]/.test(text) ? JSON.stringify({ id: text }) : `{"id":"${unicode(text)}"}`),
  form: (text) => new URLSearchParams({ a: '1', data: text }).toString(),
  url: (text) => `https://cdn.example/a?x=${encodeURIComponent(text)}`,
  'base64 of gzip': (text) => base64(gzipSync(text)),
  'base64 of zlib': (text) => base64(deflateSync(text)),
  'base64 of zlib with a small window': (text) => base64(deflateSync(text, { windowBits: 9 })),
  'base64 of zlib, stored': (text) => base64(deflateSync(text, { level: 0 })),
  'base64 of UTF-16': (text) => base64(Buffer.from(`\ufeff${text}`, 'utf16le')),
  'base64 of UTF-16, the other way round': (text) => base64(Buffer.from(`\ufeff${text}`, 'utf16le').swap16()),
  'base64 behind a dash': (text) => `ab-${base64(`~~?>${text}`)}`,
  'base64 behind digits': (text) => `007${base64(text)}`,
  'base64url of zlib': (text) => deflateSync(text).toString('base64url'),
  'plus in front': (text) => `x+${text}+y`,
  'slash in front': (text) => `a/${text}/b`,
  'html entities': (text) => [...text].map((unit) => `&#${unit.codePointAt(0)};`).join(''),
  hex: (text) => Buffer.from(text).toString('hex'),
  'html entities, named and hexadecimal': (text) =>
    [...text].map((unit) => named[unit] ?? (/[\w-]/.test(unit) ? unit : `&#x${unit.codePointAt(0)!.toString(16)};`)).join(''),
  base32: (text) => base32(Buffer.from(text)),
  'base32, lower case, unpadded': (text) => base32(Buffer.from(text)).toLowerCase().replace(/=+$/, ''),
  'base32 of gzip': (text) => base32(gzipSync(text)),
  'base64 of raw deflate': (text) => base64(deflateRawSync(text)),
  'base64 of brotli': (text) => base64(brotliCompressSync(text)),
  'base64 of bytes around it': (text) =>
    base64(Buffer.concat([Buffer.from([8, 1, 18, text.length & 127]), Buffer.from(text), Buffer.from([24, 5, 0])])),
  'base64 of bytes around gzip': (text) => base64(Buffer.concat([Buffer.from([0, 0xff, 0x1d]), gzipSync(text), Buffer.from([0, 5])])),
  'hex of bytes around it': (text) => around(text).toString('hex'),
  'base32 of bytes around it': (text) => base32(around(text)),
  'percent of bytes around it': (text) => everyEscape(around(text)),
  'percent of gzip': (text) => everyEscape(gzipSync(text)),
  'json, gzip as characters': (text) => JSON.stringify({ d: gzipSync(text).toString('latin1') }),
  'json, UTF-16 as characters': (text) => JSON.stringify({ d: Buffer.from(text, 'utf16le').toString('latin1') }),
  'base64 of chunks': (text) => base64(chunked(Buffer.from(text))),
  'hex of chunks': (text) => chunked(Buffer.from(text)).toString('hex'),
  'base64 under a key': (text) => base64(underKey(text, 0x5a)),
  'hex under a key': (text) => underKey(text, 0xa7).toString('hex'),
  'base64 of Shift_JIS': (text) => base64(iconv.encode(text, 'shift_jis')),
  'percent of raw deflate': (text) => everyEscape(deflateRawSync(text)),
  'hexadecimal escapes of raw deflate': (text) => everyEscape(deflateRawSync(text)).replaceAll('%', '\\x'),
  'percent of UTF-16': (text) => everyEscape(Buffer.from(text, 'utf16le')),
  'percent of gzip as characters': (text) => encodeURIComponent(gzipSync(text).toString('latin1')),
  'base64 of raw deflate, in two streams': (text) => base64(Buffer.concat([deflateRawSync('front '), deflateRawSync(text)])),
  'json under a key, as characters': (text) => JSON.stringify({ d: underKey(text, 0xa7).toString('latin1') }),
  'html entities, semicolons escaped': (text) => [...text].map((unit) => `&#${unit.codePointAt(0)}%3B`).join(''),
  'base64 of json of chunks': (text) => base64(JSON.stringify({ d: chunked(Buffer.from(text)).toString('latin1') })),
  'base64 of hex behind a length': (text) => base64(behindLength(Buffer.from(text).toString('hex'))),
  'base64 of base32 behind a length': (text) => base64(behindLength(base32(Buffer.from(text)))),
  'percent of EUC-JP': (text) => everyEscape(iconv.encode(text, 'euc-jp')),
  'in two fields': (text) => JSON.stringify({ a: text.slice(0, text.length >> 1), b: text.slice(text.length >> 1) }),
  'multipart, quoted-printable': (text) =>
    `--b1\r\nContent-Disposition: form-data; name="d"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(text)}\r\n--b1--\r\n`,
};

function underKey(text: string, key: number): Buffer {
  return Buffer.from(Buffer.from(text).map((byte) => byte ^ key));
}

/** A map with one text string (RFC 8949): its length is a byte that may be a letter or a digit. */
function behindLength(text: string): Buffer {
  const length = text.length < 256 ? [0x78, text.length] : [0x79, text.length >> 8, text.length & 255];
  return Buffer.concat([Buffer.from([0xa1, 0x61, 0x64, ...length]), Buffer.from(text)]);
}

function around(text: string): Buffer {
  return Buffer.concat([Buffer.from([8, 1, 18, text.length & 127]), Buffer.from(text), Buffer.from([24, 5, 0])]);
}

/** A map with a text string of indefinite length (RFC 8949, section 3.2.3), in chunks of five bytes. */
function chunked(text: Buffer): Buffer {
  const chunks = Array.from({ length: Math.ceil(text.length / 5) }, (_, index) => text.subarray(index * 5, index * 5 + 5));
  const parts = chunks.flatMap((chunk) => [Buffer.from([0x60 + chunk.length]), chunk]);
  return Buffer.concat([Buffer.from([0xa1, 0x61, 0x64, 0x7f]), ...parts, Buffer.from([0xff])]);
}

/** RFC 2045, section 6.7, with lines of at most 70 characters. */
function quotedPrintable(text: string): string {
  const written = [...Buffer.from(text)].map((byte) =>
    byte > 32 && byte < 127 && byte !== 61 && byte % 3 > 0
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return Array.from({ length: Math.ceil(written.length / 23) }, (_, line) => written.slice(line * 23, line * 23 + 23).join('')).join(
    '=\r\n',
  );
}

const values = [
  'u-7f3a9c21d0',
  'qa.person+77@example.test',
  '8c2f91d7-0b1a-4d55-9a3e-5f1f0f7f2b10',
  'the purple heron lands at noon',
  'Ünïcøde-näme',
  '渋谷区 田中太郎',
];
const planted = field('planted', { values });
const rules = ruleset([rule('cleartext', { fields: ['planted'], never: [{ wire: 'cleartext' }] })], [planted]);

describe('need, with planted values only', () => {
  it('never lets a message pass in which decoding finds one, whatever the chain of encodings', () => {
    const judge = judgeOf(rules);
    const on = cleartextConnection();
    const names = Object.keys(layers);
    let found = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...values),
        fc.array(fc.constantFrom(...names), { maxLength: 4 }),
        fc.constantFrom('body', 'query', 'path', 'header', 'cookie', 'gzip', 'form', 'response'),
        (value, chain, where) => {
          const text = chain.reduce((inner, name) => layers[name]!(inner), value);
          const sent = send(on, where, text);
          // Decoding that does not stop at eight layers: what it gives up is no find, and the search must not rely on that it would.
          const judged = judge.message(on, sent, thorough.decode(sent).fields, []);
          if (judged.length > 0) {
            found += 1;
            expect(judge.need(on, sent), `${chain.join(' > ')} in ${where}: ${text}`).toBe('fields');
          }
        },
      ),
      { numRuns: 2500 },
    );
    // Most chains are found: the property is not an empty one.
    expect(found).toBeGreaterThan(1500);
  });

  it.each([
    [
      'JSON',
      '{"user":"8f14e45f-ceea-467f-a8f5-5f3a1c1f2d3e","createdDateTimeUtc":"2026-11-21T12:00:00Z","hash":"9e107d9d372bb6826bd81d3542a419d6"}',
    ],
    ['URLs', '{"avatarUrl":"https://cdn.example.com/images/users/profile/large-square.jpg?w=200&h=300"}'],
    ['other text', '{"text":"Grüße aus Zürich","price":"100%","lastModifiedDateTime":null,"iPhone14Pro":"SomeCamelCaseIdentifier"}'],
    ['HTML', '<html><body class="Main-Container_wide">Fish & Chips <a href="/a/b?c=1&d=2">x</a></body></html>'],
    [
      'JSON Web Tokens',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
    ],
    ['line breaks', '{"a":"first\\nsecond\\tthird \\"quoted\\" \\/ slash"}'],
  ])('lets ordinary messages pass unread: %s', (_, text) => {
    const judge = judgeOf(rules);
    const on = cleartextConnection();
    expect(judge.need(on, message(on, 'GET /', { status: 200, text, headers: ['Content-Type', 'application/json'] }))).toBe('nothing');
  });

  it('lets nearly all clean messages pass unread, however many random tokens they hold', () => {
    const judge = judgeOf(rules);
    const on = cleartextConnection();
    const bytes = fc.uint8Array({ minLength: 12, maxLength: 64 }).map((data) => Buffer.from(data));
    const token = fc.oneof(
      bytes.map((data) => data.toString('hex')),
      bytes.map((data) => data.toString('base64')),
      bytes.map((data) => data.toString('base64url')),
      bytes.map((data) => `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.eyJzdWIiOiIxIn0.${data.toString('base64url')}`),
      fc.uuid(),
      fc.constantFrom('2026-11-21T12:00:00.000Z', 'Zo\\u00eb', 'a/b\\n', 'Fish &amp; Chips', '100%'),
    );
    const bodies = fc.sample(fc.array(token, { minLength: 100, maxLength: 200 }), 60);
    const read = bodies.filter((tokens) => judge.need(on, message(on, 'POST /', { text: `{"t":["${tokens.join('","')}"]}` })) === 'fields');
    expect(read.length).toBeLessThanOrEqual(2);
  });

  it.each([
    ['a content coding', ['Content-Encoding', 'gzip']],
    ['a charset that hides ASCII', ['Content-Type', 'text/plain; charset="UTF-16LE"']],
    ['parts', ['Content-Type', 'multipart/form-data; boundary=x']],
    ['a transfer coding', ['Transfer-Encoding', 'gzip, chunked']],
  ])('reads what %s may hide', (_, headers) => {
    const judge = judgeOf(rules);
    const on = cleartextConnection();
    expect(judge.need(on, message(on, 'GET /', { status: 200, text: 'nothing here', headers }))).toBe('fields');
  });

  it('searches media and unknown protocols as they stand', () => {
    const judge = judgeOf(rules);
    const on = cleartextConnection();
    const image = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) & 255)),
    ]);
    const response = (bytes: Buffer) =>
      message(on, 'GET /', { status: 200, headers: ['Content-Type', 'image/jpeg'], body: { bytes, size: bytes.length, truncated: false } });
    expect(judge.need(on, response(image))).toBe('nothing');
    expect(judge.need(on, response(Buffer.concat([image, Buffer.from('u-7f3a9c21d0')])))).toBe('fields');
    const { request, ...opaque } = response(image);
    expect(judge.need(on, { ...opaque, kind: 'opaque' })).toBe('nothing');
  });

  it('takes telephone numbers in any grouping', () => {
    const phone = field('phone', { values: ['+819012345678'] });
    const judge = judgeOf(ruleset([rule('phone', { fields: ['phone'] })], [phone]));
    const on = cleartextConnection();
    for (const written of [
      '090_1234_5678',
      encodeURIComponent('０９０ー１２３４ー５６７８'),
      '090-1234-5678',
      '+81 90 1234 5678',
      '(090) 1234.5678',
      '%2B81%2090-12345678',
      '00819012345678',
    ]) {
      const sent = message(on, `GET /?p=${written.replaceAll(' ', '%20')}`);
      expect(judge.need(on, sent), written).toBe('fields');
      const { fields, gaps } = decoder.decode(sent);
      expect(judge.message(on, sent, fields, gaps), written).toHaveLength(1);
    }
    expect(judge.need(on, message(on, 'GET /?p=190-1234-56789'))).toBe('nothing');
  });

  it('takes zstd bytes for what may hide anything', () => {
    const judge = judgeOf(rules);
    const on = cleartextConnection();
    const text = base64(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58, 0x61, 0x00, 0x00, 0x75, 0x2d, 0x37, 0x66, 0x33, 0x61]));
    expect(judge.need(on, message(on, 'POST /', { text }))).toBe('fields');
  });
});

const numbers = ['1848314487', '1234567', '16777215', '2500000', '9007199254740993', '1094861636'];
const others = ['websocket', 'grpc', 'mqtt', 'datagram', 'opaque'] as const;

describe('need, with messages other than those of HTTP', () => {
  it('never lets one pass in which decoding finds a text', () => {
    const judge = judgeOf(rules);
    const on = cleartextConnection();
    let found = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...values),
        fc.array(fc.constantFrom(...Object.keys(layers)), { maxLength: 4 }),
        fc.constantFrom(...others),
        fc.constantFrom('text', 'binary', 'gzip', 'property', 'trailer', 'typed'),
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        (value, chain, kind, where, before, behind) => {
          const text = chain.reduce((inner, name) => layers[name]!(inner), value);
          const sent = sendOther(on, kind, where, Buffer.from(text), Buffer.from(before), Buffer.from(behind));
          if (judge.message(on, sent, thorough.decode(sent).fields, []).length === 0) return;
          found += 1;
          expect(judge.need(on, sent), `${chain.join(' > ')} in ${kind} ${where}: ${text}`).toBe('fields');
        },
      ),
      { numRuns: 1000 },
    );
    expect(found).toBeGreaterThan(600);
  });

  it('never lets one pass in which decoding finds the bytes of a number', () => {
    const planted = field('number', { values: numbers });
    const numeric = ruleset([rule('cleartext', { fields: ['number'], never: [{ wire: 'cleartext' }] })], [planted]);
    const judge = judgeOf(numeric);
    const forms = numbers.flatMap((value) => binaryForms(value, []).map(({ text }) => Buffer.from(text, 'latin1')));
    const wraps: readonly ((bytes: Buffer) => Buffer)[] = [
      (bytes) => bytes,
      (bytes) => gzipSync(bytes),
      (bytes) => Buffer.from(`{"d":"${base64(bytes)}"}`),
      (bytes) => Buffer.from(`{"d":"${unicode(bytes.toString('latin1'))}"}`),
      (bytes) => Buffer.from(JSON.stringify({ d: bytes.toString('latin1') })),
      (bytes) => Buffer.from([...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')),
      (bytes) => Buffer.from(base64(gzipSync(bytes))),
    ];
    const on = cleartextConnection();
    let found = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.constantFrom(...wraps),
        fc.constantFrom(...others, 'http' as const),
        fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(Buffer.alloc(0), Buffer.from('plain text '), Buffer.alloc(600))),
        fc.uint8Array({ maxLength: 20 }),
        (form, wrap, kind, before, behind) => {
          const bytes = wrap(Buffer.concat([Buffer.from(before), form, Buffer.from(behind)]));
          const none = Buffer.alloc(0);
          const body = { bytes, size: bytes.length, truncated: false };
          const sent = kind === 'http' ? message(on, 'POST /', { body }) : sendOther(on, kind, 'text', bytes, none, none);
          if (judge.message(on, sent, thorough.decode(sent).fields, []).length === 0) return;
          found += 1;
          expect(judge.need(on, sent), `${form.toString('hex')} in ${kind}: ${bytes.toString('hex')}`).toBe('fields');
        },
      ),
      { numRuns: 1500 },
    );
    expect(found).toBeGreaterThan(700);
  });

  it('finds a number in a binary document that is all characters, where its type is declared', () => {
    const planted = field('number', { values: ['1094861636'] });
    const judge = judgeOf(ruleset([rule('cleartext', { fields: ['number'], never: [{ wire: 'cleartext' }] })], [planted]));
    const on = cleartextConnection();
    const none = Buffer.alloc(0);
    // Protobuf: field 9 as fixed32.
    const bytes = Buffer.from('MDCBA');
    const body = { bytes, size: bytes.length, truncated: false };
    const sent = sendOther(on, 'grpc', 'text', bytes, none, none);
    expect(judge.message(on, sent, thorough.decode(sent).fields, [])).toHaveLength(1);
    expect(judge.need(on, sent)).toBe('fields');
    for (const [type, need] of [
      ['application/x-protobuf', 'fields'],
      ['application/vnd.example.thing', 'fields'],
      ['application/json; charset=utf-8', 'nothing'],
      ['text/plain', 'nothing'],
    ] as const) {
      const typed = message(on, 'POST /', { body, headers: ['Content-Type', type] });
      expect(judge.need(on, typed), type).toBe(need);
    }
  });

  it('lets clean datagrams and streams pass unread', () => {
    const judge = judgeOf(ruleset([rule('r', { fields: ['planted', 'number'] })], [planted, field('number', { values: numbers })]));
    const on = cleartextConnection();
    const none = Buffer.alloc(0);
    const clean = fc.sample(fc.uint8Array({ minLength: 160, maxLength: 200 }), 300);
    const read = clean.filter((bytes) => judge.need(on, sendOther(on, 'datagram', 'text', Buffer.from(bytes), none, none)) === 'fields');
    expect(read.length).toBeLessThanOrEqual(6);
  });

  it('reads every message for integers of two bytes, which no scan can rule out', () => {
    const room = field('room', { values: ['48123'], as: 'integer' });
    const judge = judgeOf(ruleset([rule('r', { fields: ['room'] })], [room]));
    const on = cleartextConnection();
    expect(judge.need(on, sendOther(on, 'datagram', 'text', Buffer.from('clean'), Buffer.alloc(0), Buffer.alloc(0)))).toBe('fields');
  });
});

describe('need, with names', () => {
  const inUrl = rule('in-url', { fields: ['token'], never: [{ location: { mode: 'in', members: ['url', 'query'] } }] });
  const judge = () => judgeOf(ruleset([inUrl], [field('token', { names: ['token'] })]));

  it('reads requests whose target may hold a parameter, and no responses', () => {
    const on = cleartextConnection();
    expect(judge().need(on, message(on, 'GET /v1/users/8271/profile-picture'))).toBe('nothing');
    expect(judge().need(on, message(on, 'GET /a?b=c'))).toBe('fields');
    expect(judge().need(on, message(on, 'GET /a%3Ftoken'))).toBe('fields');
    expect(judge().need(on, message(on, 'GET /eyJ0b2tlbiI6ImEifQ'))).toBe('fields');
    expect(judge().need(on, message(on, 'GET /a?token=b', { status: 200 }))).toBe('nothing');
  });

  it('remembers targets that were read and held nothing, for the same fields only', () => {
    const on = cleartextConnection();
    const judging = judge();
    const sent = () => message(on, 'GET /a?b=c');
    const first = sent();
    judging.message(on, first, decoder.decode(first).fields, []);
    expect(judging.need(on, sent())).toBe('nothing');
    const leak = message(on, 'GET /a?token=c');
    expect(judging.message(on, leak, decoder.decode(leak).fields, [])).toHaveLength(1);
    expect(judging.need(on, leak)).toBe('fields');
  });

  it('reads every message for a rule that is not about the target', () => {
    const anywhere = judgeOf(ruleset([rule('anywhere', { fields: ['token'] })], [field('token', { names: ['token'] })]));
    const on = cleartextConnection();
    expect(anywhere.need(on, message(on, 'GET /'))).toBe('fields');
  });
});

/** `before` and `behind` stand around the text where that is bytes. */
function sendOther(
  on: ReturnType<typeof cleartextConnection>,
  kind: (typeof others)[number],
  where: string,
  text: Buffer,
  before: Buffer,
  behind: Buffer,
) {
  const { request, exchangeId, ...bare } = message(on, 'GET /');
  const payload = where === 'binary' ? Buffer.concat([before, text, behind]) : where === 'gzip' ? gzipSync(text) : text;
  const isNamed = where === 'property' || where === 'trailer';
  const bytes = isNamed ? before : payload;
  const named = ['topic', text.toString('latin1').replace(/[\r\n]+/g, ' ')];
  return {
    ...bare,
    kind,
    ...(where === 'property' ? { properties: named } : {}),
    ...(where === 'trailer' ? { trailers: named } : {}),
    ...(where === 'typed' ? { contentType: 'application/json' } : {}),
    body: { bytes, size: bytes.length, truncated: false },
  };
}

function send(on: ReturnType<typeof cleartextConnection>, where: string, text: string) {
  const safe = (value: string): string => encodeURIComponent(value);
  const header = Buffer.from(text.replace(/[\r\n]+/g, ' ')).toString('latin1');
  const gzipped = gzipSync(text);
  switch (where) {
    case 'query':
      return message(on, `GET /a?x=1&data=${safe(text)}`);
    case 'path':
      return message(on, `GET /a/${safe(text)}/b`);
    case 'header':
      return message(on, 'GET /', { headers: ['X-Data', header] });
    case 'cookie':
      return message(on, 'GET /', { headers: ['Cookie', `a=1; data=${safe(text)}`] });
    case 'gzip':
      return message(on, 'POST /', {
        headers: ['Content-Encoding', 'gzip'],
        body: { bytes: gzipped, size: gzipped.length, truncated: false },
      });
    case 'form':
      return message(on, 'POST /', {
        headers: ['Content-Type', 'application/x-www-form-urlencoded'],
        text: new URLSearchParams({ data: text }).toString(),
      });
    case 'response':
      return message(on, 'GET /', { status: 200, text, headers: ['Content-Type', 'application/json'] });
    default:
      return message(on, 'POST /', { text });
  }
}
