import { request, response, websocket } from '../carriers.mjs';

const type = ['Content-Type', 'application/json; charset=utf-8'];
const answer = (w, value, headers = []) => response([...type, 'ETag', `"${w.hex(32)}"`, 'Date', w.httpDate(), ...headers], w.json(value));
const zeroId = '00000000-0000-0000-0000-000000000000';

/** What APIs answer. */
const items = (w) =>
  answer(w, {
    page: { offset: w.int(900), limit: 20, total: w.int(99_999), next: w.base64url(24) },
    items: w.list(w.between(1, 3), () => ({
      id: w.uuid(),
      slug: `${w.word()}-${w.word()}-${w.digits(5)}`,
      title: w.phrase(4),
      description: `${w.phrase(14)}.`,
      createdAt: w.iso(),
      updatedAtMs: w.milliseconds(),
      price: Number(w.price()),
      currency: w.pick(['EUR', 'USD', 'JPY']),
      stock: w.int(1000),
      image: `https://cdn.example/images/${w.word()}/${w.hex(12)}/large.jpg?w=640&h=480`,
      checksum: w.md5(w.word()),
      rating: Number((w.next() * 5).toFixed(2)),
    })),
  });

/** Products with the numbers of the trade. */
const catalogue = (w) =>
  answer(w, {
    products: w.list(w.between(1, 3), () => ({
      sku: `${w.text('ABCDEFGHJKLMNPQRSTUVWXYZ', 3)}-${w.text('0123456789', 5)}`,
      ean: w.ean(),
      gtin14: `1${w.ean()}`,
      isbn: `978-${w.int(10)}-${w.text('0123456789', 3)}-${w.text('0123456789', 5)}-${w.int(10)}`,
      name: w.phrase(3),
      weight: w.int(9000),
      dimensions: w.list(3, () => Number((w.next() * 120).toFixed(1))),
      articleNumber: w.digits(8),
      releaseDate: w.day(),
      prices: { net: w.price(), gross: w.price(), old: w.price() },
    })),
  });

const orders = (w) =>
  answer(w, {
    orders: w.list(w.between(1, 3), () => ({
      orderNumber: w.order(),
      invoice: `INV${w.text('0123456789', 8)}`,
      tracking: `${w.text('ABCDEFGH', 2)}${w.text('0123456789', 9)}DE`,
      placed: w.seconds(),
      shippedAt: w.iso(),
      total: w.price(),
      lines: w.list(2, () => ({ article: Number(w.digits(7)), quantity: w.between(1, 9), amount: Number(w.price()) })),
      status: w.pick(['open', 'paid', 'shipped']),
    })),
  });

/** Events of an app that sends nothing of its device: an advertising ID of zeros, or its hash, where tracking is not allowed. */
const analytics = (w) => {
  const noId = w.pick([() => zeroId, () => w.md5(zeroId), () => w.sha1(zeroId), () => w.sha256(zeroId), () => w.sha256(''), () => ''])();
  if (noId === zeroId) w.hold('uuid');
  const body = {
    app_id: w.hex(32),
    idfa: noId,
    sent_at: w.microseconds(),
    batch: w.list(w.between(1, 4), (index) => {
      const event = w.snake();
      return {
        event,
        event_hash: w.md5(event),
        ts: w.milliseconds(),
        seq: index,
        session_count: w.int(400),
        duration_us: w.int(9_000_000),
        screen: w.camel(),
        value: w.next(),
      };
    }),
    sdk: { name: 'events-js', version: w.version() },
  };
  return request('POST', '/v2/batch', [...type, 'X-Sent-At', String(w.milliseconds())], w.json(body));
};

const flags = (w) =>
  answer(w, {
    environment: w.hex(24),
    flags: Object.fromEntries(
      w.list(w.between(4, 12), () => [
        `${w.word()}-${w.action()}-v${w.int(9)}`,
        w.pick([
          () => ({ on: w.chance(0.5), rollout: w.int(101) }),
          () => ({ variant: w.pick(['control', 'a', 'b']), salt: w.hex(8), bucket: w.int(10_000) }),
          () => ({ value: w.int(1e6), etag: w.md5(w.word()), updated: w.seconds() }),
        ])(),
      ]),
    ),
  });

const chart = (w) =>
  answer(w, {
    series: w.list(2, () => ({
      name: w.word(),
      from: w.seconds(),
      points: w.list(w.between(4, 12), () => [w.milliseconds(), Number((w.next() * 400 - 90).toFixed(w.between(2, 6)))]),
    })),
    viewport: { x: w.next() * 80, y: w.next() * 170, scale: w.next() * 4, width: w.int(2000), height: w.int(2000) },
  });

const counters = (w) =>
  answer(
    w,
    Object.fromEntries(
      w.list(w.between(6, 16), () => [
        w.snake(),
        w.pick([
          () => w.int(100),
          () => w.int(1e9),
          () => Number(w.digits(w.between(8, 12))),
          () => w.microseconds(),
          () => w.nanoseconds(),
        ])(),
      ]),
    ),
  );

/** Long numbers of services that count by time. */
const timeline = (w) =>
  answer(w, {
    data: w.list(w.between(2, 6), () => ({
      id: w.snowflake(),
      conversation_id: w.snowflake(),
      text: w.phrase(8),
      likes: w.int(9999),
      created_at: w.httpDate(),
    })),
    meta: { newest_id: w.snowflake(), next_token: w.text('abcdefghijklmnopqrstuvwxyz0123456789', 26) },
  });

const apps = (w) =>
  answer(w, {
    appId: w.hex(32),
    channel: w.hex(32),
    channels: w.list(3, () => ({ name: w.hex(32), members: w.int(900), created: w.seconds() })),
    build: `${w.int(20)}.${w.int(20)}.${w.int(20)}.${w.int(20)}`,
    minVersion: w.version(),
    version: w.version(),
    commit: w.hex(40),
    shortCommit: w.hex(7),
  });

/** Hosts whose names hold their addresses, which says nothing of the device; servers by address. */
const hosts = (w) => {
  const dashed = () => `${w.int(224)}-${w.int(256)}-${w.int(256)}-${w.int(256)}`;
  const servers = w.list(w.between(2, 6), () => ({
    host: `ec2-${dashed()}.compute.example`,
    edge: `${dashed()}.edge.voice.example`,
    internal: `ip-${dashed()}`,
    weight: w.int(100),
  }));
  return answer(w, w.chance(0.5) ? { servers } : { servers, relays: w.list(2, () => `${w.address()}:${w.between(1024, 65_000)}`) });
};

const blobs = (w) =>
  request(
    'POST',
    '/v1/sync',
    type,
    w.json({
      cursor: w.base64(33),
      state: w.base64(w.between(60, 400)),
      thumbnail: `data:image/png;base64,${w.base64(w.between(90, 500))}`,
      revision: w.int(9e6),
    }),
  );

const texts = (w) =>
  answer(w, {
    locale: w.pick(['en', 'ja', 'de', 'zh-Hans']),
    strings: Object.fromEntries(
      w.list(w.between(5, 12), () => [
        w.snake(),
        w.pick([
          '{count, plural, one {# item} other {# items}}',
          'Öffnen',
          '保存しました。',
          '%1$s of %2$d',
          '设置已更新',
          'Déjà vu — « non »',
          `${w.phrase(6)}…`,
          `Version ${w.version()} (${w.digits(5)})`,
        ]),
      ]),
    ),
  });

const graphql = (w) =>
  request(
    'POST',
    '/graphql',
    type,
    w.json({
      operationName: w.camel(),
      query: `query ${w.camel()}($first: Int!, $after: String) { ${w.word()}s(first: $first, after: $after) { edges { node { id ${w.word()} ${w.word()} } } } }`,
      variables: { first: w.int(50), after: w.base64url(18) },
      extensions: { persistedQuery: { version: 1, sha256Hash: w.sha256(w.word()) } },
    }),
  );

const heartbeats = (w) =>
  websocket(
    w.json({
      op: w.int(12),
      s: w.int(99_999),
      t: w.pick([null, w.camel()]),
      d: w.pick([null, w.milliseconds(), { seq: w.int(9e5), nonce: w.snowflake() }]),
    }),
  );

export const jsonTraffic = {
  items,
  catalogue,
  orders,
  analytics,
  flags,
  chart,
  counters,
  timeline,
  apps,
  hosts,
  blobs,
  texts,
  graphql,
  heartbeats,
};
