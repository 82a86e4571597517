import { protobuf } from '../binary.mjs';
import { datagram, grpc, opaque, request, response, websocket } from '../carriers.mjs';

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Cookies of statistics, load balancers, tests and consent; no sessions. */
const cookies = (w) => {
  const list = [
    `_ga=GA1.2.${w.digits(w.between(8, 10))}.${w.seconds()}`,
    `_gid=GA1.2.${w.digits(9)}.${w.seconds()}`,
    `AWSALB=${w.base64(96)}`,
    `experiment=${w.word()}:${w.int(4)}`,
    `consent=${w.base64url(30)}.YAAAAAAAAAA`,
    `__cf_bm=${w.base64url(32)}-${w.seconds()}-1.0.1.1-${w.base64url(40)}`,
    `visited=${w.seconds()}`,
    `lang=en`,
    `theme=${w.word()}`,
    `_hjid=${w.uuid()}`,
  ];
  return request('GET', `/${w.word()}/${w.word()}`, [
    'Cookie',
    list.filter(() => w.chance(0.5)).join('; '),
    'If-None-Match',
    `"${w.hex(32)}"`,
    'If-Modified-Since',
    w.httpDate(),
  ]);
};

const traces = (w) =>
  request('GET', `/${w.word()}/${w.digits(6)}`, [
    'traceparent',
    `00-${w.hex(32)}-${w.hex(16)}-01`,
    'tracestate',
    `vendor=${w.hex(16)},other=${w.base64url(9)}`,
    'b3',
    `${w.hex(32)}-${w.hex(16)}-1-${w.hex(16)}`,
    'X-Request-ID',
    w.uuid(),
    'X-Amzn-Trace-Id',
    `Root=1-${w.hex(8)}-${w.hex(24)};Sampled=1`,
    'X-B3-TraceId',
    w.hex(32),
    'X-Datadog-Trace-Id',
    w.snowflake(),
    'X-Cloud-Trace-Context',
    `${w.hex(32)}/${w.digits(19)};o=1`,
  ]);

const query = (w) =>
  request(
    'GET',
    `/collect?v=2&t=${w.word()}&cb=${w.milliseconds()}&z=${w.digits(w.between(8, 10))}&h=${w.md5(w.word())}&_v=j${w.int(99)}&sr=${w.int(2000)}x${w.int(2000)}&u=${encodeURIComponent(`https://www.shop.example/${w.word()}/${w.digits(5)}?p=${w.int(9)}&utm_source=${w.word()}`)}&plt=${w.int(9000)}&ts=${w.seconds()}.${w.digits(3)}`,
  );

const form = (w) =>
  request(
    'POST',
    '/metrics',
    ['Content-Type', 'application/x-www-form-urlencoded'],
    Buffer.from(
      `event=${w.snake()}&count=${w.int(9e6)}&at=${w.microseconds()}&sig=${w.sha256(w.word())}&total=${w.price()}&note=${w.phrase(4).replaceAll(' ', '+')}&extinfo=${encodeURIComponent(JSON.stringify(['i2', w.int(400), w.version(), w.word(), w.int(9), w.next()]))}`,
    ),
  );

const log = (w) =>
  request(
    'POST',
    '/logs',
    ['Content-Type', 'text/plain'],
    Buffer.from(
      w
        .list(
          w.between(3, 15),
          () =>
            `${w.iso()} ${w.pick(['INFO', 'WARN', 'ERROR'])} ${w.camel()}(${w.int(99)}): request_id=${w.hex(16)} status=${w.pick([200, 204, 304, 404])} bytes=${w.int(1e7)} dur=${w.next().toFixed(6)} at ${w.word()}.js:${w.int(9000)}:${w.int(200)} pid ${w.int(65_000)} 0x${w.hex(12)}`,
        )
        .join('\n'),
    ),
  );

const lines = (w) =>
  response(
    ['Content-Type', 'application/x-ndjson'],
    Buffer.from(
      w
        .list(w.between(3, 9), () =>
          JSON.stringify({ ts: w.nanoseconds(), level: 'info', msg: w.phrase(5), span: w.hex(16), n: w.int(1e9) }),
        )
        .join('\n'),
    ),
  );

const events = (w) =>
  response(
    ['Content-Type', 'text/event-stream'],
    Buffer.from(
      w
        .list(
          w.between(2, 6),
          () =>
            `id: ${w.snowflake()}\nevent: ${w.snake()}\ndata: ${JSON.stringify({ price: w.price(), at: w.milliseconds(), bid: Number(w.price()) })}\n\n`,
        )
        .join(''),
    ),
  );

/** Messages of schemas nobody gave us. */
const message = (w, depth = 0) =>
  protobuf(
    ...w.list(w.between(3, 9), () => [
      w.between(1, 20),
      w.pick([
        () => w.int(1e9),
        () => BigInt(w.milliseconds()),
        () => BigInt(w.microseconds()),
        () => w.word(),
        () => w.next() * 1000,
        () => w.snake(),
        () => w.bytes(w.between(4, 32)),
        () => w.version(),
        () => (depth < 3 ? message(w, depth + 1) : w.phrase(3)),
      ])(),
    ]),
  );
const binary = (w) => request('POST', '/p/events', ['Content-Type', 'application/x-protobuf'], message(w));
const rpc = (w) => grpc(message(w));
const frames = (w) => websocket(w.chance(0.5) ? message(w) : w.bytes(w.between(20, 400)));
/** Ciphertext, say; the first byte says that it is no RTP. */
const datagrams = (w) => datagram(Buffer.concat([Buffer.from([w.between(1, 18)]), w.bytes(w.between(40, 1100))]));
const streams = (w) =>
  opaque(
    Buffer.concat(
      w.list(w.between(2, 8), () =>
        Buffer.concat([
          Buffer.from([0, w.int(256), w.int(9), 0]),
          w.pick([() => w.bytes(w.between(10, 300)), () => message(w), () => Buffer.from(w.phrase(9))])(),
        ]),
      ),
    ),
  );

const certificate = (w) => {
  const wrapped = w.base64(w.between(500, 900)).replace(/(.{64})/g, '$1\n');
  return response(
    ['Content-Type', 'application/x-pem-file', 'Public-Key-Pins', `pin-sha256="${w.base64(32)}"; max-age=${w.int(1e7)}`],
    Buffer.from(`-----BEGIN CERTIFICATE-----\n${wrapped}\n-----END CERTIFICATE-----\n`),
  );
};

const playlist = (w) =>
  response(
    ['Content-Type', 'application/vnd.apple.mpegurl'],
    Buffer.from(
      `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-MEDIA-SEQUENCE:${w.int(1e6)}\n${w.list(w.between(4, 12), () => `#EXTINF:${(w.next() * 8).toFixed(5)},\nseg_${w.digits(6)}_${w.text(alphanumeric, 12)}.ts?e=${w.seconds()}&s=${w.md5(w.word())}`).join('\n')}\n`,
    ),
  );

const table = (w) =>
  response(
    ['Content-Type', 'text/csv'],
    Buffer.from(
      `article;ean;count;price;changed\n${w.list(w.between(5, 25), () => [w.digits(8), w.ean(), w.int(900), w.price().replace('.', ','), w.day()].join(';')).join('\n')}`,
    ),
  );

export const otherTraffic = {
  cookies,
  traces,
  query,
  form,
  log,
  lines,
  events,
  binary,
  rpc,
  frames,
  datagrams,
  streams,
  certificate,
  playlist,
  table,
};
