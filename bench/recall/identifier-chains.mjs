import * as binary from './binary.mjs';
import * as encodings from './encodings.mjs';
import { bytes, declared, json, pairs, text } from './payload.mjs';
import { hmacKey, salt } from './planted.mjs';

const identifiers = ['email', 'adid'];
const algorithms = ['md5', 'sha1', 'sha256', 'sha512'];
const written = { hex: encodings.hex, HEX: encodings.hexUpper, base64: encodings.base64, base64url: encodings.base64url };
const charset = (name, encode) => (value) => declared(`the mail of ${value}`, { charset: name, encode });
const coding = (name) => (value) => declared(value, { coding: name, encode: encodings.codings[name] });
const asText = (encode) => (value) => text(encode(value));
const asBytes = (encode, mediaType, parts) => (value) => bytes(encode(value), mediaType, parts);
const compressed = {
  gzip: encodings.gzip,
  zlib: encodings.deflate,
  raw: encodings.deflateRaw,
  brotli: encodings.brotli,
  zstd: encodings.zstd,
};
const unmarked = { unmarked: true };
/** The same of each of several encoders. */
const each = (encoders, make) => Object.fromEntries(Object.entries(encoders).map(([name, encode]) => [name, make(encode, name)]));

const boundary = '----WebKitFormBoundary7MA4YWxk';
const multipart = (head, value) => {
  const part = (headers, content) => `--${boundary}\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${content}\r\n`;
  return text(`${part('name="v"', '4')}${part(`name="mail"${head}`, value)}--${boundary}--\r\n`, {
    mediaType: `multipart/form-data; boundary=${boundary}`,
  });
};
const xml = (inner) => text(`<?xml version="1.0"?><event id="4"><user>${inner}</user></event>`, { mediaType: 'application/xml' });
const query = 'query Of($mail: String!) { user(mail: $mail) { id name } }';
const halves = (value) => pairs(['head', text(value.slice(0, value.length >> 1))], ['tail', text(value.slice(value.length >> 1))]);

/** Those of one name: how it is done, in variants. A variant is `{ encode, of, expect }`; a bare function does for all identifiers. */
const chain = (name, variants, { of = identifiers, expect = 'planted' } = {}) => ({
  name,
  variants: Object.entries(variants).map(([variant, made]) => ({
    name: variant,
    of,
    expect,
    ...(typeof made === 'function' ? { encode: made } : made),
  })),
});
const only = (field, encode) => ({ of: [field], encode });

/** The 43 single chains for an e-mail address and an advertising ID (docs: `node bench/recall.mjs` prints them). */
export const identifierChains = [
  chain('percent', { lower: asText(encodings.percent), upper: asText(encodings.percentUpper), usual: asText(encodeURIComponent) }),
  chain('percent twice', {
    usual: (v) => text(encodeURIComponent(encodings.percentUpper(v))),
    all: (v) => text(encodings.percent(encodings.percent(v))),
  }),
  chain('plus for space', {
    form: (v) => text(`to=the+account+of+${encodeURIComponent(v)}+now`, { raw: 'form', mediaType: 'application/x-www-form-urlencoded' }),
  }),
  chain('JSON in JSON', { once: (v) => json({ user: { value: v } }), twice: (v) => json({ user: JSON.stringify({ value: v, n: 1 }) }) }),
  chain('JS escapes', {
    all: (v) => text(encodings.unicodeEscapes(v), { raw: 'json' }),
    signs: (v) => text(encodings.fewEscapes(v), { raw: 'json' }),
    document: (v) => text(`{"value":"${encodings.unicodeEscapes(v)}"}`, { mediaType: 'application/json' }),
  }),
  chain('HTML entities', {
    decimal: asText(encodings.entitiesDecimal),
    hex: asText(encodings.entitiesHex),
    named: asText(encodings.entitiesNamed),
  }),
  chain('UTF-16', {
    LE: asBytes(encodings.utf16le),
    BE: asBytes(encodings.utf16be),
    'LE with mark': asBytes(encodings.withMark(encodings.utf16le)),
    'BE with mark': asBytes(encodings.withMark(encodings.utf16be)),
  }),
  chain('other charsets', {
    'UTF-16LE': charset('utf-16le', encodings.utf16le),
    'UTF-16BE': charset('utf-16be', encodings.utf16be),
    'UTF-16': charset('utf-16', encodings.withMark(encodings.utf16le)),
  }),
  chain('multipart', {
    plain: (v) => multipart('', v),
    base64: (v) => multipart('\r\nContent-Transfer-Encoding: base64', encodings.base64(v)),
    'quoted-printable': (v) =>
      multipart('\r\nContent-Transfer-Encoding: quoted-printable', v.replace(/[^A-Za-z0-9]/g, encodings.percentUpper).replaceAll('%', '=')),
  }),
  chain('XML', {
    text: (v) => xml(`<id>${v}</id>`),
    references: (v) => xml(`<id>${encodings.entitiesDecimal(v)}</id>`),
    attribute: (v) => xml(`<id value="${encodings.entitiesHex(v)}"/>`),
    CDATA: (v) => xml(`<id><![CDATA[${v}]]></id>`),
  }),
  chain('reversed', { text: asText(encodings.reversed) }),
  chain('base64', { padded: asText(encodings.base64), unpadded: asText(encodings.base64Unpadded) }),
  chain('base64url', { text: asText(encodings.base64url) }),
  chain('base64, MIME-wrapped', { text: asText(encodings.base64Wrapped) }),
  chain('base64 twice', {
    padded: (v) => text(encodings.base64(encodings.base64(v))),
    url: (v) => text(encodings.base64url(encodings.base64url(v))),
  }),
  chain('base64 of percent', {
    lower: (v) => text(encodings.base64(encodings.percent(v))),
    usual: (v) => text(encodings.base64(encodeURIComponent(v))),
  }),
  chain('percent of base64', {
    all: (v) => text(encodings.percent(encodings.base64(v))),
    usual: (v) => text(encodeURIComponent(encodings.base64(`>>>?${v}`))),
  }),
  chain('inside base64, offset 0', { text: asText(encodings.base64Behind(0)) }),
  chain('inside base64, offset 1', { text: asText(encodings.base64Behind(1)) }),
  chain('inside base64, offset 2', { text: asText(encodings.base64Behind(2)) }),
  chain('hex', { lower: asText(encodings.hex), upper: asText(encodings.hexUpper) }),
  chain('base32', { padded: asText(encodings.base32), unpadded: (v) => text(encodings.base32(v).replace(/=+$/, '')) }),
  chain('gzip', { bare: asBytes(encodings.gzip), declared: coding('gzip') }),
  chain('deflate', {
    zlib: asBytes(encodings.deflate),
    raw: asBytes(encodings.deflateRaw, undefined, unmarked),
    declared: coding('deflate'),
  }),
  chain('brotli', { bare: asBytes(encodings.brotli, undefined, unmarked), declared: coding('br') }),
  chain('zstd', { bare: asBytes(encodings.zstd), declared: coding('zstd') }),
  chain(
    'compressed in base64',
    each(compressed, (compress) => (v) => text(encodings.base64(compress(v)))),
  ),
  chain('JSON array, JSON string', {
    string: (v) => json(['i2', JSON.stringify({ value: v }), 4]),
    deep: (v) => json([[JSON.stringify([[v]])]]),
  }),
  chain('positional array', {
    plain: (v) => json(['i2', 'app.example', 41, '4.2', v, 'en']),
    escaped: (v) => text(`["i2",41,"${encodings.fewEscapes(v)}"]`),
  }),
  chain('nested protobuf', {
    string: asBytes(binary.nestedProtobuf, 'application/x-protobuf'),
    base64: (v) => bytes(binary.nestedProtobuf(encodings.base64(v)), 'application/x-protobuf'),
    compressed: (v) => bytes(binary.nestedProtobuf(encodings.gzip(v)), 'application/x-protobuf'),
  }),
  chain('base64 of protobuf', {
    padded: (v) => text(encodings.base64(binary.nestedProtobuf(v))),
    url: (v) => text(encodings.base64url(binary.nestedProtobuf(v))),
  }),
  chain('gRPC frame', {
    plain: (v) => bytes(binary.grpcFrame(binary.nestedProtobuf(v)), 'application/grpc'),
    base64: (v) => bytes(binary.grpcFrame(binary.nestedProtobuf(encodings.base64(v))), 'application/grpc'),
  }),
  chain('MessagePack', {
    string: asBytes(binary.msgpack, 'application/msgpack'),
    base64: (v) => bytes(binary.msgpack(encodings.base64(v)), 'application/msgpack'),
  }),
  chain('CBOR', {
    string: asBytes(binary.cbor, 'application/cbor'),
    base64: (v) => bytes(binary.cbor(encodings.base64(v)), 'application/cbor'),
    chunks: asBytes(binary.cborChunks, 'application/cbor', unmarked),
  }),
  chain('GraphQL', {
    variables: (v) => json({ query, variables: { mail: v } }),
    inline: (v) => json({ query: `mutation { login(mail: "${v}") { ok } }` }),
    'inline, escaped': (v) => json({ query: `mutation { login(mail: "${encodings.fewEscapes(v)}") { ok } }` }),
    document: (v) => text(`mutation { login(mail: "${encodings.unicodeEscapes(v)}") { ok } }`, { mediaType: 'application/graphql' }),
  }),
  chain('plist', {
    XML: (v) => text(binary.plist(v), { mediaType: 'text/xml' }),
    data: (v) => text(binary.plist(Buffer.from(v)), { mediaType: 'text/xml' }),
    binary: asBytes(binary.bplist, 'application/x-plist'),
  }),
  chain('NDJSON', {
    line: (v) =>
      text(`{"event":"start","n":1}\n{"event":"login","value":"${encodings.fewEscapes(v)}"}\n{"event":"end"}\n`, {
        mediaType: 'application/x-ndjson',
      }),
  }),
  chain('JWT, JWE', {
    payload: (v) => text(encodings.jwt({ alg: 'HS256', typ: 'JWT' }, { sub: '41', value: v })),
    header: (v) => text(encodings.jwt({ alg: 'RS256', kid: v }, { sub: '41' })),
    'JWE header': (v) => text(encodings.jwe({ alg: 'dir', enc: 'A256GCM', kid: v })),
  }),
  chain('canonical forms', {
    'upper case': asText((v) => v.toUpperCase()),
    spaces: only('email', (v) => json({ value: ` ${v[0].toUpperCase()}${v.slice(1)} ` })),
    'Gmail without tag': only('gmail', () => text('jo.han.na@gmail.com')),
    'Gmail without dots': only('gmail', () => text('Johanna@gmail.com')),
    'Gmail, other tag': only('gmail', () => text('johanna+news@gmail.com')),
    'Gmail, other host': only('gmail', () => text('johanna@googlemail.com')),
    'no dashes': only('adid', (v) => text(v.replaceAll('-', ''))),
    '16 bytes': only('adid', (v) => bytes(Buffer.from(v.replaceAll('-', ''), 'hex'))),
    '16 bytes in base64': only('adid', (v) => text(encodings.base64(Buffer.from(v.replaceAll('-', ''), 'hex')))),
  }),
  chain('hash', {
    ...Object.fromEntries(
      algorithms.flatMap((name) =>
        Object.entries(written).map(([as, write]) => [`${name}, ${as}`, (v) => text(write(encodings.digest(name, v)))]),
      ),
    ),
    'of upper case': only('adid', (v) => text(encodings.hex(encodings.digest('sha256', v.toUpperCase())))),
    'of no dashes': only('adid', (v) => text(encodings.hex(encodings.digest('md5', v.replaceAll('-', ''))))),
    'of Gmail without dots and tag': only('gmail', () => text(encodings.hex(encodings.digest('sha256', 'johanna@gmail.com')))),
    bytes: (v) => bytes(encodings.digest('sha256', v)),
  }),
  chain('hash of a hash, salted, HMAC', {
    'md5, sha256': (v) => text(encodings.hex(encodings.digest('sha256', encodings.hex(encodings.digest('md5', v))))),
    'sha256, sha256': (v) => text(encodings.hexUpper(encodings.digest('sha256', encodings.hex(encodings.digest('sha256', v))))),
    'sha1, md5, base64': (v) => text(encodings.base64(encodings.digest('md5', encodings.hex(encodings.digest('sha1', v))))),
    'salt before': (v) => text(encodings.hex(encodings.digest('sha256', salt, v))),
    'salt behind': (v) => text(encodings.base64(encodings.digest('sha1', v, salt))),
    'HMAC, hex': (v) => text(encodings.hex(encodings.hmac('sha256', hmacKey, v))),
    'HMAC, base64': (v) => text(encodings.base64(encodings.hmac('sha512', hmacKey, v))),
  }),
  chain(
    'XOR, ROT13',
    {
      ROT13: asText(encodings.rot13),
      'XOR, bytes': asBytes(encodings.xor(0x5a)),
      'XOR with another': asBytes(encodings.xor(0xa7)),
      'XOR, base64': (v) => text(encodings.base64(encodings.xor(0x2b)(v))),
      'XOR, hex': (v) => text(encodings.hex(encodings.xor(0x91)(v))),
    },
    { expect: 'suspect' },
  ),
  chain(
    'split over two fields',
    { 'at the sign': only('email', (v) => pairs(...v.split('@').map((part, index) => [['user', 'domain'][index], text(part)]))), halves },
    { expect: 'suspect' },
  ),
];
