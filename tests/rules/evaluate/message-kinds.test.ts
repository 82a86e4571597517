import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import type { Connection, Field, Message, MessageKind } from '../../../model/index.js';
import { matchers } from '../../../rules/matchers/index.js';
import type { Ruleset } from '../../../rules/ruleset.js';
import {
  at,
  cleartextConnection,
  connection,
  expectation,
  field,
  judgeOf,
  message,
  region,
  rule,
  ruleset,
  start,
  suppression,
} from './samples.js';

const uid = field('uid', { values: ['u-7f3a9c21d0'] });
const request = { method: 'GET', target: '/live/room?v=2', version: 'HTTP/1.1', headers: ['Host', 'chat.example'] };
const decoder = createDecoder();

/** A message of a kind that has no head of its own. */
function of(on: Connection, kind: MessageKind, parts: Partial<Message> & { bytes?: Buffer } = {}): Message {
  const { bytes = Buffer.from('u-7f3a9c21d0'), ...rest } = parts;
  const { request: _request, exchangeId: _exchange, ...bare } = message(on, 'GET /');
  return { ...bare, kind, direction: 'client-to-server', body: { bytes, size: bytes.length, truncated: false }, ...rest };
}

const udp = (parts: Partial<Connection> = {}) =>
  cleartextConnection({ transport: 'udp', capture: 'socks5-udp', interception: 'opaque', ...parts });
const judged = (rules: Ruleset, on: Connection, sent: Message, fields?: readonly Field[]) => {
  const judge = judgeOf(rules, { matchers });
  if (judge.need(on, sent) === 'nothing') return [];
  const decoded = decoder.decode(sent);
  return judge.message(on, sent, fields ?? decoded.fields, decoded.gaps);
};
const inCleartext = ruleset([rule('r', { fields: ['uid'], never: [{ wire: 'cleartext' }] })], [uid]);

describe('messages of WebSocket, gRPC, MQTT and datagrams', () => {
  it.each(['websocket', 'grpc', 'mqtt', 'datagram', 'opaque'] as const)('are judged: %s', (kind) => {
    const on = kind === 'datagram' ? udp() : cleartextConnection();
    const location = kind === 'datagram' || kind === 'opaque' ? 'stream' : 'body';
    expect(judged(inCleartext, on, of(on, kind))).toMatchObject([{ kind: 'fail', field: { location } }]);
    expect(judged(inCleartext, on, of(on, kind, { bytes: Buffer.from('nothing here') }))).toEqual([]);
  });

  it('have properties and trailers that are judged, too', () => {
    const on = cleartextConnection();
    const inTopic = of(on, 'mqtt', { bytes: Buffer.alloc(0), properties: ['topic', 'rooms/u-7f3a9c21d0/state'] });
    expect(judged(inCleartext, on, inTopic)).toMatchObject([{ field: { location: 'header', path: "$['topic']" } }]);
    const inTrailer = of(on, 'grpc', { bytes: Buffer.from('x'), trailers: ['grpc-message', 'no user u-7f3a9c21d0'] });
    expect(judged(inCleartext, on, inTrailer)).toMatchObject([{ field: { location: 'trailer' } }]);
  });

  it('belong to the request that opened their stream: path, method, host, suppression', () => {
    const on = cleartextConnection();
    const sent = of(on, 'websocket', { request });
    const when = (path: string) =>
      ruleset(
        [rule('r', { fields: ['uid'], when: { path: { mode: 'in', members: [path] }, method: { mode: 'in', members: ['GET'] } } })],
        [uid],
      );
    expect(judged(when('/live/*'), on, sent)).toMatchObject([{ kind: 'fail', host: 'chat.example' }]);
    expect(judged(when('/other/*'), on, sent)).toEqual([]);
    const covered = { ...when('/live/*'), suppressions: [suppression({ path: '/live/*' })] };
    expect(judged(covered, on, sent)).toMatchObject([{ suppression: { reason: 'APP-812' } }]);
    const elsewhere = { ...when('/live/*'), suppressions: [suppression({ host: 'http.example' })] };
    expect(judged(elsewhere, on, sent)[0]).not.toHaveProperty('suppression');
  });

  it('have no path where there is no request; what an opaque stretch holds nobody knows', () => {
    const rules = ruleset([rule('r', { fields: ['uid'], when: { path: { mode: 'in', members: ['/login'] } } })], [uid]);
    const on = udp();
    for (const kind of ['datagram', 'mqtt'] as const) expect(judged(rules, on, of(on, kind)), kind).toEqual([]);
    expect(judged(rules, on, of(on, 'opaque'))).toMatchObject([{ kind: 'open' }]);
  });

  it('count as traffic, exercise rules and meet expectations', () => {
    for (const kind of ['websocket', 'grpc', 'mqtt', 'dns', 'datagram'] as const) {
      const on = udp();
      const judge = judgeOf(ruleset([rule('r', { fields: ['uid'] })], [uid], { expectations: [expectation({ field: 'uid' })] }));
      const sent = of(on, kind);
      expect(judge.need(on, sent), kind).toBe('fields');
      judge.message(on, sent, [at(kind === 'dns' ? 'name.q' : 'stream', 'u-7f3a9c21d0')], []);
      judge.finish(start);
      expect(judge.summary(start), kind).toMatchObject({ doubts: [], unexercisedRules: [], plantedNeverSeen: [] });
    }
  });

  it('are looked at by matchers, in whatever they are wrapped', () => {
    const block = Buffer.from('8f14e45fceea467fa8f55f3a1c1f2d3e', 'hex');
    const other = Buffer.from('1c8bfe8f801d79745c4631d09fff36c8', 'hex');
    const ecb = Buffer.concat([block, other, block, block]);
    const rules = ruleset([rule('ecb', { fields: ['repeated-blocks'], failFrom: 'pattern' })], []);
    const on = udp();
    for (const kind of ['datagram', 'opaque', 'websocket', 'grpc'] as const) {
      expect(judged(rules, on, of(on, kind, { bytes: ecb })), kind).toMatchObject([
        {
          kind: 'fail',
          level: 'error',
          recognisedAs: 'pattern',
          valueTransforms: ['2 repeats of 16-byte blocks (suspected ECB) at 0, 32, 48'],
        },
      ]);
    }
    const long = Buffer.concat([ecb, other, ecb, ecb, ecb, ecb, ecb]);
    for (const bytes of [ecb, long]) {
      const wrapped = message(on, 'POST /', { text: `{"d":"${bytes.toString('base64')}"}`, headers: ['Content-Type', 'application/json'] });
      expect(judged(rules, on, wrapped), String(bytes.length)).toMatchObject([{ kind: 'fail', field: { path: "$['d']" } }]);
    }
    expect(judged(rules, on, of(on, 'datagram', { bytes: Buffer.alloc(640) }))).toEqual([]);
  });

  it('may hold small integers, which are suspected and never certain', () => {
    const room = field('room', { values: ['48123'], as: 'integer' });
    const rules = ruleset([rule('r', { fields: ['room'], never: [{ wire: 'cleartext' }] })], [room]);
    const on = udp();
    const datagram = (hex: string) => of(on, 'datagram', { bytes: Buffer.from(`80${hex}7f3a9c21d08f14e45fceea46`, 'hex') });
    for (const hex of ['bbfb', 'fbbb', '0000bbfb', 'fbbb0000', 'fbf702'])
      expect(judged(rules, on, datagram(hex)), hex).toMatchObject([{ kind: 'fail', level: 'warning', recognisedAs: 'pattern' }]);
    expect(judged(rules, on, datagram('bbfc'))).toEqual([]);
    expect(judged(rules, on, of(on, 'datagram', { bytes: Buffer.from('room 48123') }))).toMatchObject([{ recognisedAs: 'pattern' }]);
  });
});

describe('DNS messages', () => {
  const names = (...values: string[]): Field[] => values.map((value, index) => at(`name.questions.${index}.name`, value));
  const dns = (on: Connection, parts: Partial<Message> = {}) => of(on, 'dns', { bytes: Buffer.from([0, 1, 1, 0]), ...parts });

  it('are always read where a rule may be violated, whatever stands in their bytes', () => {
    const inNames = ruleset([rule('r', { fields: ['uid'], never: [{ location: { mode: 'in', members: ['name'] } }] })], [uid]);
    for (const rules of [inCleartext, inNames]) {
      expect(judgeOf(rules).need(udp(), dns(udp()))).toBe('fields');
      // Names have no case.
      expect(judged(rules, udp(), dns(udp()), names('x.U-7F3A9C21D0.tracker.example'))).toMatchObject([{ kind: 'fail' }]);
    }
    expect(judgeOf(ruleset([], [uid])).need(udp(), dns(udp()))).toBe('nothing');
  });

  it('are cleartext or not as they travel', () => {
    const overTls = connection();
    expect(judgeOf(inCleartext).need(overTls, dns(overTls, { wire: 'tls' }))).toBe('nothing');
    const anywhere = ruleset([rule('r', { fields: ['uid'] })], [uid]);
    const [found] = judged(anywhere, overTls, dns(overTls, { wire: 'tls' }), names('u-7f3a9c21d0.example'));
    expect(found).toMatchObject({ kind: 'fail', message: { wire: 'tls' } });
  });

  it('have no fields by name: labels are no names of values', () => {
    const named = field('named', { names: ['name'] });
    const rules = ruleset([rule('r', { fields: ['named'], failFrom: 'name' })], [named]);
    expect(judged(rules, udp(), dns(udp()), names('a.example'))).toEqual([]);
  });

  it('leave rules on names open where they could not be read', () => {
    const rules = ruleset([rule('r', { fields: ['uid'], never: [{ location: { mode: 'in', members: ['name'] } }] })], [uid]);
    const on = udp({ protocol: 'dns' });
    const judge = judgeOf(rules);
    const sent = dns(on);
    const gap = { reason: 'undecodable', connectionId: on.id, messageId: sent.id, detail: 'broken' } as const;
    expect(judge.message(on, sent, [], [gap])).toMatchObject([{ kind: 'open' }]);
    const whole = { reason: 'unsupported-protocol', connectionId: on.id, detail: 'not read' } as const;
    expect(judgeOf(rules).gap(on, whole)).toMatchObject([{ kind: 'open' }]);
    expect(judgeOf(rules).gap(connection({ id: 'c0' }), { ...whole, connectionId: 'c0' })).toEqual([]);
  });
});

describe('names that show after the opening', () => {
  it('are judged when the connection closes, each once', () => {
    const on = udp({ wire: 'tls', protocol: 'quic', region: region('US') } as Partial<Connection>);
    const judge = judgeOf(inCleartext);
    expect(judge.opened(on)).toEqual([]);
    on.tls = { serverName: 'u-7f3a9c21d0.example' };
    expect(judge.closed(on).filter(({ kind }) => kind === 'fail')).toMatchObject([{ field: { location: 'name', path: "$['sni']" } }]);
    expect(judge.closed(on)).toEqual([]);
  });
});
