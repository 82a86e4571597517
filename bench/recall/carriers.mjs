import { protobuf } from './binary.mjs';
import { connection } from './engine.mjs';

const none = Buffer.alloc(0);
let count = 0;

function message(kind, parts, body = none) {
  count += 1;
  return {
    id: `m${count}`,
    connectionId: connection.id,
    kind,
    direction: 'client-to-server',
    startedDateTime: connection.startedDateTime,
    wire: 'tls',
    ...parts,
    body: { bytes: body, size: body.length, truncated: false },
  };
}

/** An HTTP request. */
export function request(method, target, headers = [], body = none) {
  const request = { method, target, version: 'HTTP/1.1', headers: ['Host', 'api.example', 'User-Agent', 'app/4.2', ...headers] };
  return message('http-request', { exchangeId: `e${count}`, request }, body);
}

/** The response to a GET. */
export function response(headers, body, target = '/v1/items') {
  const request = { method: 'GET', target, version: 'HTTP/1.1', headers: ['Host', 'api.example', 'User-Agent', 'app/4.2'] };
  return message(
    'http-response',
    {
      exchangeId: `e${count}`,
      direction: 'server-to-client',
      request,
      response: { status: 200, reason: 'OK', version: 'HTTP/1.1', headers },
    },
    body,
  );
}

const stream = { method: 'GET', target: '/live', version: 'HTTP/1.1', headers: ['Host', 'api.example', 'Upgrade', 'websocket'] };
const call = {
  method: 'POST',
  target: '/events.Collector/Send',
  version: 'HTTP/2',
  headers: [':authority', 'api.example', 'content-type', 'application/grpc'],
};
export const websocket = (bytes) => message('websocket', { exchangeId: 'e1', request: stream }, bytes);
export const grpc = (bytes) => message('grpc', { exchangeId: 'e2', request: call }, bytes);
export const datagram = (bytes) => message('datagram', {}, bytes);
export const opaque = (bytes) => message('opaque', { window: { index: 0, offset: 0, last: true } }, bytes);

/** The body as its head declares it. Only text can be in another charset. */
function post(mediaType, body, { declares } = {}) {
  if (declares === undefined) return request('POST', '/v1/events', ['Content-Type', mediaType], body);
  const { coding, charset, encode } = declares;
  if (coding !== undefined) return request('POST', '/v1/events', ['Content-Type', mediaType, 'Content-Encoding', coding], encode(body));
  if (mediaType.startsWith('multipart/') || mediaType.endsWith('protobuf')) return undefined;
  return request('POST', '/v1/events', ['Content-Type', `${mediaType.split(';')[0]}; charset=${charset}`], encode(body.toString()));
}

/** What may not stand in a query or a form as it is; a percent sign only where no escaped begins. */
const escaped = ({ text, raw }) =>
  raw === 'form' ? text : text.replace(/[^!$'()*,\-./0-9:;?@A-Z[\]_a-z~%]+|%(?![0-9a-f]{2})/gi, (part) => encodeURIComponent(part));
const pairsOf = (payload) => payload.pairs ?? (payload.text === undefined ? undefined : [['d', payload]]);
const asText = (value) => (typeof value === 'object' ? value : { text: String(value) });
const urlencoded = (payload) =>
  pairsOf(payload)
    ?.map(([name, value]) => `${name}=${escaped(asText(value))}`)
    .join('&');

function jsonOf(payload) {
  const list = pairsOf(payload);
  if (list === undefined) return undefined;
  const members = list.map(([name, value]) => {
    if (value.raw === 'json') return `"${name}":"${value.text}"`;
    return `"${name}":${JSON.stringify(typeof value === 'object' ? value.text : value)}`;
  });
  return Buffer.from(`{"event":"session_start","count":41,${members.join(',')}}`);
}

const boundary = 'f81d4fae-7dec';
function multipartOf(payload) {
  const parts = (payload.pairs ?? [['d', payload]]).map(([name, value]) => {
    const { bytes, mediaType, text } = asText(value);
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${bytes === undefined ? '' : `; filename="d.bin"\r\nContent-Type: ${mediaType}`}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), bytes ?? Buffer.from(text), Buffer.from('\r\n')]);
  });
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

const wholeOf = ({ text, bytes }) => bytes ?? (text === undefined ? undefined : Buffer.from(text));
const protobufOf = (payload) => {
  const list = payload.pairs?.map(([, value]) => value.text ?? value) ?? [wholeOf(payload)];
  return protobuf([1, 7], [2, protobuf([1, 'session_start'], ...list.map((value, index) => [index + 3, value]))], [9, 41]);
};
/** Records of a protocol of the app's own: length, type, payload, of which the first is about something else. */
const recordsOf = (bytes) => {
  const record = (type, payload) => Buffer.concat([Buffer.from([payload.length >> 8, payload.length & 255, type, 0]), payload]);
  return Buffer.concat([record(1, Buffer.from('session_start')), record(7, bytes)]);
};
const headerSafe = (text) => /^[\x20-\x7e\xa0-\xff]*$/.test(text);
const cookieSafe = (text) => /^[\x21-\x3a\x3c-\x7e]*$/.test(text);
const textsOf = (payload) => pairsOf(payload)?.map(([name, value]) => [name, asText(value).text]);

/**
 * Where a payload can stand. Each gives a message, or nothing where it cannot carry the payload as it is: nothing is encoded for a carrier's
 * sake but what its own grammar demands (percent signs of a query, escapes of a JSON string).
 */
export const carriers = {
  query: (payload) => {
    const query = payload.declares ? undefined : urlencoded(payload);
    return query === undefined ? undefined : request('GET', `/v1/track?v=4&${query}&n=1`);
  },
  header: (payload) => {
    const list = payload.declares ? undefined : textsOf(payload);
    return list?.every(([, value]) => headerSafe(value))
      ? request(
          'GET',
          '/v1/track',
          list.flatMap(([name, value]) => [`X-App-${name}`, value]),
        )
      : undefined;
  },
  cookie: (payload) => {
    const list = payload.declares ? undefined : textsOf(payload);
    if (!list?.every(([, value]) => cookieSafe(value))) return undefined;
    return request('GET', '/v1/track', ['Cookie', ['lang=en', ...list.map(([name, value]) => `${name}=${value}`)].join('; ')]);
  },
  JSON: (payload) => {
    const body = jsonOf(payload);
    return body && post('application/json', body, payload);
  },
  form: (payload) => {
    const body = urlencoded(payload);
    return body && post('application/x-www-form-urlencoded', Buffer.from(`v=4&${body}&n=1`), payload);
  },
  multipart: (payload) => post(`multipart/form-data; boundary=${boundary}`, multipartOf(payload), payload),
  protobuf: (payload) => post('application/x-protobuf', protobufOf(payload), payload),
  body: (payload) => {
    const body = wholeOf(payload);
    return body && post(payload.mediaType, body, payload);
  },
  'ws text': (payload) => (payload.text === undefined || payload.declares ? undefined : websocket(Buffer.from(payload.text))),
  'ws binary': (payload) => (payload.declares || payload.pairs ? undefined : websocket(wholeOf(payload))),
  gRPC: (payload) => (payload.declares ? undefined : grpc(protobufOf(payload))),
  opaque: (payload) => (payload.declares || payload.pairs || payload.unmarked ? undefined : opaque(recordsOf(wholeOf(payload)))),
  datagram: (payload) => (payload.declares || payload.pairs ? undefined : datagram(wholeOf(payload))),
};

export const carriageRules = [
  'a dash: the carrier cannot carry that as it is (bytes in text; line breaks in a header; semicolons and spaces in a cookie; a content coding or charset outside an HTTP body; two values in one payload). Nothing is encoded for its sake, and the cell does not count',
  "body: an HTTP body of the chain's own media type. opaque: inside a record of an unknown protocol, where brotli and raw deflate, which have no mark, are not looked for",
];
