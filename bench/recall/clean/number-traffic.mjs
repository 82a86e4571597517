import { encode as encodeMsgpack } from '@msgpack/msgpack';
import { encode as encodeCbor } from 'cbor2';
import { protobuf, varint } from '../binary.mjs';
import { request, response } from '../carriers.mjs';

const base32 = '0123456789bcdefghjkmnpqrstuvwxyz';
const json = ['Content-Type', 'application/json'];

/** What identifies a request on its way through proxies, and where it was. */
const tracing = (w) =>
  request('GET', `/${w.word()}/${w.digits(w.pick([6, 9, 16, 17, 18, 19]))}/${w.word()}`, [
    'X-Cloud-Trace-Context',
    `${w.hex(32)}/${w.digits(w.between(16, 19))};o=1`,
    'x-datadog-parent-id',
    w.digits(w.between(17, 19)),
    'x-datadog-trace-id',
    w.digits(19),
    'uber-trace-id',
    `${w.hex(16)}:${w.hex(16)}:${w.hex(16)}:1`,
    'sentry-trace',
    `${w.hex(32)}-${w.hex(16)}-1`,
    'baggage',
    `sentry-trace_id=${w.hex(32)},sentry-sample_rate=0.${w.digits(9)},release=${w.version()}`,
    'X-Amz-Cf-Id',
    `${w.base64url(40)}==`,
    'CF-RAY',
    `${w.hex(16)}-FRA`,
    'x-goog-generation',
    String(w.microseconds()),
    'x-goog-hash',
    `crc32c=${w.base64(4)}`,
    'x-ms-request-charge',
    String(w.next() * 9),
    'Server-Timing',
    `cdn-cache;desc=HIT,edge;dur=${w.int(99)},origin;dur=${(w.next() * 400).toFixed(2)}`,
  ]);

/** Pixels, with what keeps them out of caches. */
const beacons = (w) =>
  request(
    'GET',
    `/activity;src=${w.digits(7)};type=${w.word()};ord=${w.digits(w.between(13, 16))};num=${w.digits(13)}?cb=${String(w.next()).slice(2)}&rnd=${w.next()}&_=${w.milliseconds()}&callback=jQuery${w.digits(21)}_${w.milliseconds()}&correlator=${w.digits(16)}&eid=${w.digits(8)}%2C${w.digits(8)}&dt=${w.milliseconds()}&bpp=${w.int(9)}&prev_fmts=0x0%2C${w.int(900)}x${w.int(900)}&nras=${w.int(9)}&tag=${w.word()}_${w.digits(16)}`,
  );

/** Tiles of maps: no places of anybody. */
const tiles = (w) => {
  const zoom = w.between(3, 19);
  return request(
    'GET',
    `/tiles/v4/${zoom}/${w.int(2 ** zoom)}/${w.int(2 ** zoom)}@2x.pbf?quadkey=${w.text('0123', zoom)}&hash=${w.text(base32, 9)}&style=${w.word()}&sv=${w.int(4000)}&mt=${w.seconds()}`,
  );
};

/** An exporter's text. */
const metrics = (w) =>
  response(
    ['Content-Type', 'text/plain; version=0.0.4'],
    Buffer.from(
      w
        .list(w.between(5, 14), () => {
          const name = w.snake();
          const value = w.pick([
            () => w.int(1e9),
            () => w.next() * 1e6,
            () => `${w.next() * 9}e+0${w.between(1, 9)}`,
            () => w.microseconds(),
            () => w.digits(16),
          ]);
          return `# TYPE ${name} gauge\n${name}{le="${(w.next() * 10).toFixed(2)}",zone="${w.word()}-${w.int(9)}"} ${value()} ${w.milliseconds()}\n`;
        })
        .join(''),
    ),
  );

const fixed64 = (number, value) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return Buffer.concat([varint((number << 3) | 1), bytes]);
};
const random64 = (w) => w.bytes(8).readBigUInt64LE();

/** As OpenTelemetry writes spans and points: times in nanoseconds, doubles, IDs of 8 and 16 bytes. */
const telemetry = (w) => {
  const attribute = () => protobuf([1, `${w.word()}.${w.word()}`], [2, protobuf([w.pick([1, 3]), w.pick([w.word(), w.int(1e9)])])]);
  const span = () =>
    Buffer.concat([
      protobuf([1, w.bytes(16)], [2, w.bytes(8)], [4, w.bytes(8)], [5, w.camel()]),
      fixed64(7, w.nanoseconds()),
      fixed64(8, w.nanoseconds()),
      protobuf([9, attribute()], [9, attribute()]),
    ]);
  const point = () => Buffer.concat([fixed64(3, w.nanoseconds()), protobuf([4, w.next() * 10 ** w.int(9)]), fixed64(6, random64(w))]);
  return request(
    'POST',
    '/v1/traces',
    ['Content-Type', 'application/x-protobuf'],
    protobuf(
      [1, protobuf([1, attribute()])],
      ...w.list(w.between(1, 5), () => [2, w.chance(0.5) ? span() : point()]),
      [3, random64(w)],
      [5, w.next()],
    ),
  );
};

/** What a sensor saw, as services keep it: times since the device was started, and hashes of 64 bits. */
const readings = (w) => {
  const record = () => ({
    elapsedRealtimeNanos: w.between(1e12, 9e14),
    uptime_ms: w.int(1e9),
    seq: w.int(1e6),
    hash: random64(w).toString(),
    values: w.list(3, () => w.next() * 20 - 10),
    accuracy: w.int(4),
    v: w.version(),
    ok: true,
    size: w.int(1e12),
  });
  const records = w.list(w.between(1, 4), record);
  return w.pick([
    () => request('POST', '/v3/readings', json, w.json(records)),
    () => request('POST', '/v3/readings', ['Content-Type', 'application/msgpack'], Buffer.from(encodeMsgpack(records))),
    () => request('POST', '/v3/readings', ['Content-Type', 'application/cbor'], Buffer.from(encodeCbor(records))),
  ])();
};

/** Long IDs of posts, pictures and pages, in names and paths. */
const posts = (w) =>
  response(
    json,
    w.json({
      data: w.list(w.between(1, 4), () => {
        const page = w.digits(w.between(15, 17));
        return {
          id: `${page}_${w.digits(17)}`,
          object_id: w.digits(16),
          permalink_url: `https://www.social.example/${page}/posts/${w.digits(17)}`,
          picture: `https://cdn.social.example/v/t39.30808-6/${w.digits(9)}_${w.digits(17)}_${w.digits(18)}_n.jpg?_nc_cat=${w.int(111)}&_nc_ohc=${w.base64url(9)}&oe=${w.hex(8).toUpperCase()}`,
          created_time: w.iso().replace('Z', '+0000'),
          shares: { count: w.int(9999) },
          cursor: w.snowflake(),
        };
      }),
    }),
  );

const pad = (number) => String(number).padStart(2, '0');

/** Words and numbers as people read them: prices, sizes, times, formulas, codes of the trade. */
const prose = (w) => {
  const sentence = () =>
    w.pick([
      () => `Order ${w.order()} of ${w.day()} ships in ${w.between(1, 9)}-${w.between(10, 20)} days.`,
      () =>
        `Save ${w.int(90)} % until ${pad(w.between(1, 28))}.${pad(w.between(1, 12))}.${w.between(2024, 2028)}, ${w.price()} EUR instead of ${w.price()} EUR!`,
      () => `${pad(w.int(24))}:${pad(w.int(60))}:${pad(w.int(60))} GMT+0${w.int(10)}00, ${w.int(999)} km, ${(w.next() * 30).toFixed(1)} °C`,
      () => `f(x) = ${(w.next() * 9).toFixed(6)} x + ${w.int(99)} ± ${(w.next()).toExponential(3)}; 1e+${w.int(20)}`,
      () =>
        `ISBN 978-${w.int(10)}-${w.digits(3)}-${w.digits(5)}-${w.int(10)}, EAN ${w.ean()}, HS ${w.digits(4)}.${w.digits(2)}.${w.digits(2)}`,
      () => `@@ -${w.int(900)},${w.int(20)} +${w.int(900)},${w.int(20)} @@ ${w.camel()}`,
      () => `Resolution ${w.int(4000)}x${w.int(4000)}, build ${w.digits(8)}.${w.digits(4)}, chapter ${w.int(30)}.${w.int(30)}.${w.int(30)}`,
      () =>
        `${w.between(1900, 2028)}-${w.between(1900, 2028)}, pp. ${w.int(900)}-${w.int(900)}, doi:10.${w.digits(4)}/${w.word()}.${w.digits(7)}`,
      () => `${w.int(10)} ${w.digits(3)} ${w.digits(3)} ${w.digits(3)} views, #${w.hex(6)}, ${w.digits(4)} ${w.digits(4)} steps`,
    ])();
  return response(
    ['Content-Type', 'text/html; charset=utf-8'],
    Buffer.from(`<!doctype html><article>${w.list(w.between(4, 12), () => `<p>${sentence()}</p>`).join('\n')}</article>`),
  );
};

const vlq = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Where a minified script came from, and what a linter counts in it. */
const sources = (w) =>
  response(
    json,
    w.json({
      version: 3,
      file: `${w.word()}.${w.hex(8)}.min.js`,
      sources: w.list(3, () => `webpack:///./src/${w.word()}/${w.camel()}.ts?${w.hex(4)}`),
      names: w.list(4, () => w.camel()),
      mappings: w.list(w.between(20, 60), () => w.text(vlq, w.between(4, 8))).join(','),
      x_debug: `${w.hex(8)}-${w.digits(12)}`,
    }),
  );

const trace = (w) =>
  request(
    'POST',
    '/crashes',
    ['Content-Type', 'text/plain'],
    Buffer.from(
      `signal 11 (SIGSEGV), code 1, fault addr 0x${w.hex(16)}\n${w.list(w.between(6, 16), (index) => `  #${pad(index)} pc 00000000000${w.hex(5)}  /apex/${w.word()}/lib64/lib${w.word()}.so (${w.camel()}+${w.int(900)}) (BuildId: ${w.hex(32)})`).join('\n')}\nheap: ${w.digits(9)} of ${w.digits(10)}, gc ${(w.next() * 90).toFixed(3)}ms, at ${w.nanoseconds()}, x0 ${w.hex(16)} x1 ${w.digits(16)}`,
    ),
  );

export const numberTraffic = { tracing, beacons, tiles, metrics, telemetry, readings, posts, prose, sources, trace };
