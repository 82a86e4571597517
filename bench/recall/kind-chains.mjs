import iconv from 'iconv-lite';
import * as binary from './binary.mjs';
import * as encodings from './encodings.mjs';
import { bytes, declared, json, pairs, text } from './payload.mjs';
import { planted } from './planted.mjs';

const chain = (field, variants) => ({
  name: field,
  variants: Object.entries(variants).map(([name, encode]) => ({
    name,
    of: [field],
    expect: encode.expect ?? 'planted',
    encode: () => encode,
  })),
});
const hash = (algorithm, value) => text(encodings.hex(encodings.digest(algorithm, value)));
const hexOf = (value) => value.replace(/[^0-9a-f]/gi, '');
const uuid = planted.uuid.value;
const mac = planted.mac.value;
const macHex = hexOf(mac);
const [latitude, longitude] = planted.location.value.split(', ').map(Number);
const rounded = (digits) => [latitude.toFixed(digits), longitude.toFixed(digits)];
const number = planted.integer.value;
const large = planted['large integer'].value;
/** Found, but never as surely as the value itself. */
const suspect = (payload) => ({ ...payload, expect: 'suspect' });

/** The same question for values of the other kinds: their ways of writing, and a few of their encodings. One row a kind. */
export const kindChains = [
  chain('phone', {
    'E.164': text('+819012345678'),
    'E.164, digits': text('819012345678'),
    national: text('090-1234-5678'),
    'national, digits': text('09012345678'),
    spaced: json({ tel: '+81 90 1234 5678' }),
    '00': text('00819012345678'),
    brackets: json({ tel: '(090) 1234-5678' }),
    'full width': json({ tel: '０９０－１２３４－５６７８' }),
    base64: text(encodings.base64('+819012345678')),
    'SHA-256 of E.164': hash('sha256', '+819012345678'),
    'SHA-256 of digits': hash('sha256', '819012345678'),
    'MD5 of national': hash('md5', '09012345678'),
  }),
  chain('uuid', {
    plain: text(uuid),
    upper: text(uuid.toUpperCase()),
    'no dashes': text(hexOf(uuid)),
    braces: text(`{${uuid}}`),
    bytes: bytes(Buffer.from(hexOf(uuid), 'hex')),
    'bytes, base64': text(encodings.base64(Buffer.from(hexOf(uuid), 'hex'))),
    URN: text(`urn:uuid:${uuid}`),
    'SHA-1': hash('sha1', uuid),
  }),
  chain('mac', {
    colons: text(mac),
    'upper case': text(mac.toUpperCase()),
    dashes: text(mac.replaceAll(':', '-')),
    dots: text(macHex.match(/.{4}/g).join('.')),
    none: text(macHex),
    bytes: bytes(Buffer.from(macHex, 'hex')),
    base64: text(encodings.base64(mac)),
    'MD5 of upper case': hash('md5', mac.toUpperCase()),
    'SHA-1 without separators': hash('sha1', macHex),
  }),
  chain('imei', {
    plain: text(planted.imei.value),
    dashes: text('49-015420-323751-8'),
    spaces: json({ imei: '490154 203237 518' }),
    number: pairs(['imei', Number(planted.imei.value)]),
    base64: text(encodings.base64(planted.imei.value)),
    MD5: hash('md5', planted.imei.value),
  }),
  chain('location', {
    ...Object.fromEntries(
      [2, 3, 4, 5, 6].flatMap((digits) => [
        [`numbers, ${digits} decimals`, pairs(['lat', Number(rounded(digits)[0])], ['lon', Number(rounded(digits)[1])])],
        [`one text, ${digits} decimals`, text(rounded(digits).join(','))],
      ]),
    ),
    texts: pairs(['latitude', text(rounded(6)[0])], ['longitude', text(rounded(6)[1])]),
    'the other way round': json([longitude, latitude]),
    JSON: json({ position: { lat: latitude, lng: longitude } }),
    'base64 of JSON': text(encodings.base64(JSON.stringify({ lat: latitude, lng: longitude }))),
    more: json({ lat: latitude + 1e-8, lng: longitude + 1e-8 }),
  }),
  chain('name', {
    plain: text(planted.name.value),
    'upper case': text(planted.name.value.toUpperCase()),
    'lower case': text(planted.name.value.toLowerCase()),
    NFD: text(planted.name.value.normalize('NFD')),
    'the other way round': text('Ostrowski-Müller Zoë'),
    comma: text('Ostrowski-Müller, Zoë'),
    'plus for space': text(`n=${encodeURIComponent(planted.name.value).replaceAll('%20', '+')}`, { raw: 'form' }),
    latin1: declared(planted.name.value, { charset: 'iso-8859-1', encode: (body) => Buffer.from(body, 'latin1') }),
    'latin1, not declared': bytes(Buffer.from(planted.name.value, 'latin1')),
    'JS escapes': text(encodings.unicodeEscapes(planted.name.value), { raw: 'json' }),
    'named entities': text(encodings.entitiesNamed(planted.name.value)),
    'two fields': suspect(pairs(['first', text('Zoë')], ['last', text('Ostrowski-Müller')])),
    'SHA-256 of lower case': hash('sha256', planted.name.value.toLowerCase()),
  }),
  chain('japanese name', {
    plain: text(planted['japanese name'].value),
    'no space': text('山田ソラ太郎'),
    'wide space': text('山田\u3000ソラ太郎'),
    percent: text(encodings.percent(planted['japanese name'].value)),
    Shift_JIS: declared(planted['japanese name'].value, { charset: 'shift_jis', encode: (body) => iconv.encode(body, 'shift_jis') }),
    'Shift_JIS, not declared': bytes(iconv.encode(planted['japanese name'].value, 'shift_jis')),
    'UTF-16': bytes(encodings.withMark(encodings.utf16le)(planted['japanese name'].value)),
    'JS escapes': text(encodings.unicodeEscapes(planted['japanese name'].value), { raw: 'json' }),
  }),
  chain('date', {
    ISO: text('1987-11-23'),
    compact: text('19871123'),
    slashes: text('1987/11/23'),
    'day first, dots': text('23.11.1987'),
    'day first, slashes': text('23/11/1987'),
    'month first': text('11/23/1987'),
    'with time': text('1987-11-23T00:00:00Z'),
    base64: text(encodings.base64('{"dob":"1987-11-23"}')),
    'SHA-256': hash('sha256', '1987-11-23'),
  }),
  chain('token', {
    plain: text(planted.token.value),
    'inside a path': text(`/users/${planted.token.value}/rooms`),
    base64: text(encodings.base64(planted.token.value)),
    reversed: text(encodings.reversed(planted.token.value)),
    'SHA-256': hash('sha256', planted.token.value),
  }),
  chain('integer', {
    digits: text(number),
    number: pairs(['id', Number(number)]),
    varint: bytes(binary.protobuf([1, BigInt(number)], [2, 'app'])),
    u32: bytes(Buffer.concat([binary.u32(7), binary.u32(number), binary.u32(9)])),
    'u32, little-endian': bytes(Buffer.concat([binary.u32le(7), binary.u32le(number), binary.u32le(9)])),
    u64: bytes(Buffer.concat([binary.u64(7), binary.u64(number)])),
    'u64, little-endian': bytes(Buffer.concat([binary.u64le(7), binary.u64le(number)])),
    MessagePack: bytes(binary.msgpack(Number(number)), 'application/msgpack'),
    CBOR: bytes(binary.cbor(Number(number)), 'application/cbor'),
    'binary plist': bytes(binary.bplist(Number(number)), 'application/x-plist'),
    MD5: hash('md5', number),
  }),
  chain('large integer', {
    digits: text(large),
    JSON: text(`{"id":${large}}`, { mediaType: 'application/json' }),
    varint: bytes(binary.protobuf([1, BigInt(large)], [2, 'app'])),
    u64: bytes(binary.u64(large)),
    'u64, little-endian': bytes(binary.u64le(large)),
  }),
  chain('text', {
    plain: json({ text: planted.text.value }),
    'plus for space': text(`t=${planted.text.value.replaceAll(' ', '+')}`, { raw: 'form' }),
    base64: text(encodings.base64(planted.text.value)),
    gzip: bytes(encodings.gzip(planted.text.value)),
    reversed: text(encodings.reversed(planted.text.value)),
  }),
];
