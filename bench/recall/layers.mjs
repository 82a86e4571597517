import * as binary from './binary.mjs';
import * as encodings from './encodings.mjs';

const toText = (encode) => ({ takes: 'text', gives: 'text', encode });
const anyToText = (encode) => ({ takes: 'any', gives: 'text', encode });
const toBytes = (encode, parts = {}) => ({ takes: 'any', gives: 'bytes', encode, ...parts });
const textToBytes = (encode, parts = {}) => ({ takes: 'text', gives: 'bytes', encode, ...parts });
const unmarked = { unmarked: true };

/** Encodings that stand on top of each other: from text or bytes to text or bytes. `unmarked` as in `payload.mjs`. */
export const layers = {
  percent: toText(encodeURIComponent),
  'percent, all': anyToText(encodings.percent),
  'percent, all, upper': anyToText(encodings.percentUpper),
  JSON: toText((text) => JSON.stringify({ event: 'login', value: text })),
  'JSON array': toText((text) => JSON.stringify(['i2', 41, text])),
  'JSON, escaped': toText((text) => `{"value":"${encodings.unicodeEscapes(text)}"}`),
  'HTML entities': toText(encodings.entitiesDecimal),
  'HTML entities, hex': toText(encodings.entitiesHex),
  form: toText((text) => new URLSearchParams({ v: '4', value: text }).toString()),
  URL: toText((text) => `https://cdn.example/a/b?x=1&u=${encodeURIComponent(text)}`),
  XML: toText((text) => `<event><value>${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</value></event>`),
  base64: anyToText(encodings.base64),
  'base64, unpadded': anyToText(encodings.base64Unpadded),
  base64url: anyToText(encodings.base64url),
  'base64, wrapped': anyToText(encodings.base64Wrapped),
  'base64, offset 1': anyToText(encodings.base64Behind(1)),
  'base64, offset 2': anyToText(encodings.base64Behind(2)),
  hex: anyToText(encodings.hex),
  'hex, upper': anyToText(encodings.hexUpper),
  base32: anyToText(encodings.base32),
  JWT: toText((text) => encodings.jwt({ alg: 'HS256', typ: 'JWT' }, { sub: '41', value: text })),
  GraphQL: toText((text) => JSON.stringify({ query: `mutation { login(value: ${JSON.stringify(text)}) { ok } }` })),
  NDJSON: toText((text) => `{"event":"start"}\n${JSON.stringify({ value: text })}\n`),
  'UTF-16LE': textToBytes(encodings.utf16le),
  'UTF-16BE': textToBytes(encodings.utf16be),
  gzip: toBytes(encodings.gzip),
  zlib: toBytes(encodings.deflate),
  'raw deflate': toBytes(encodings.deflateRaw, unmarked),
  brotli: toBytes(encodings.brotli, unmarked),
  zstd: toBytes(encodings.zstd),
  protobuf: toBytes(binary.nestedProtobuf),
  'gRPC frame': toBytes((value) => binary.grpcFrame(binary.nestedProtobuf(value))),
  MessagePack: toBytes(binary.msgpack),
  CBOR: toBytes(binary.cbor),
  plist: toText(binary.plist),
  'binary plist': toBytes(binary.bplist),
};

/** Whether they fit on each other, the first of them around a text. */
export function composes(names) {
  let kind = 'text';
  for (const name of names) {
    const { takes, gives } = layers[name];
    if (takes === 'text' && kind === 'bytes') return false;
    kind = gives;
  }
  return true;
}

/** The outcome of the layers on a text, innermost first, as a payload. */
export function encodeWith(names, value) {
  const encoded = names.reduce((inner, name) => layers[name].encode(inner), value);
  const last = layers[names.at(-1)];
  if (typeof encoded === 'string') return { text: encoded, mediaType: 'text/plain; charset=utf-8' };
  return { bytes: encoded, mediaType: 'application/octet-stream', ...(last.unmarked ? { unmarked: true } : {}) };
}
