import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../model/index.js';
import { at, blindSpot, connection, field, judgeOf, message, rule, ruleset } from './samples.js';

const fronted = rule('fronted', { never: [{ names: 'disagree' }] });
const judge = (definition = fronted, parts = {}) => judgeOf(ruleset([definition], [field('uid', { values: ['u-7f3a9c21d0'] })], parts));
const kinds = (found: readonly { readonly kind: string }[]) => found.map(({ kind }) => kind);
const sent = (on: Connection, host: string) => {
  const made = message(on, 'GET /');
  return { ...made, request: { ...made.request!, headers: ['Host', host] } };
};

describe('a rule on names that disagree', () => {
  it('is violated by the first request that names another host, and shows which names', () => {
    const judging = judge();
    const on = connection();
    expect(judging.opened(on)).toEqual([]);
    const good = sent(on, 'api.example');
    expect(judging.need(on, good)).toBe('nothing');
    const bad = sent(on, 'hidden.example');
    expect(judging.need(on, bad)).toBe('fields');
    expect(judging.message(on, bad, [], [])).toMatchObject([
      { kind: 'fail', host: 'hidden.example', nameDisagreement: 'Host hidden.example against SNI api.example' },
    ]);
    expect([...judging.message(on, sent(on, 'hidden.example'), [], []), ...judging.closed(on)]).toEqual([]);
  });

  it('is violated as a connection opens where its names outside disagree already', () => {
    const on = connection({ connectTarget: { host: 'front.example', port: 443 }, interception: 'passthrough' });
    const judging = judge();
    expect(judging.opened(on)).toMatchObject([{ kind: 'fail', nameDisagreement: 'SNI api.example against target front.example' }]);
    expect(judging.closed(on)).toEqual([]);
  });

  it('is open where nobody could see what Host was sent, unless a blind spot covers that', () => {
    const unread = () => connection({ interception: 'passthrough' });
    const judging = judge();
    const on = unread();
    expect([kinds(judging.opened(on)), kinds(judging.closed(on))]).toEqual([[], ['open']]);
    const excused = judge(fronted, { blindSpots: [blindSpot({ host: 'api.example' })] });
    const other = unread();
    expect([...excused.opened(other), ...excused.closed(other)]).toMatchObject([{ kind: 'open', suppression: { kind: 'blind-spot' } }]);
  });

  it('is clear of connections that were read, or in which nobody spoke', () => {
    const judging = judge();
    for (const on of [connection(), connection({ interception: 'pending', bytesFromClient: 0, bytesFromServer: 0 })]) {
      const found = [...judging.opened(on), ...judging.message(on, sent(on, 'api.example'), [], []), ...judging.closed(on)];
      expect(found).toEqual([]);
    }
    expect(judging.finish(0)).toEqual([]);
  });

  it('says of a field where it went under another name', () => {
    const judging = judge(rule('r', { fields: ['uid'], never: [{ names: 'disagree' }] }));
    const on = connection();
    const fields = [at('query.u', 'u-7f3a9c21d0')];
    expect(judging.message(on, sent(on, 'api.example'), fields, [])).toEqual([]);
    expect(judging.message(on, sent(on, 'hidden.example'), fields, [])).toMatchObject([{ kind: 'fail', fieldName: 'uid' }]);
  });

  it('is evidence for other rules, and leaves their fingerprints alone', () => {
    const everywhere = rule('r', { fields: ['uid'], never: [{ anywhere: true }] });
    const on = connection();
    const apart = connection({ connectTarget: { host: 'front.example', port: 443 } });
    const find = (where: Connection) =>
      judge(everywhere).message(where, sent(where, 'api.example'), [at('query.u', 'u-7f3a9c21d0')], [])[0];
    expect(find(on)).not.toHaveProperty('nameDisagreement');
    expect(find(apart)?.nameDisagreement).toBe('SNI api.example against target front.example');
    expect(find(apart)?.fingerprint).toBe(find(on)?.fingerprint);
  });

  it('is in the fingerprint where the Host is another, but not where HTTP/2 serves several hosts over one connection', () => {
    const everywhere = rule('r', { fields: ['uid'], never: [{ anywhere: true }] });
    const of = (on: Connection) =>
      judge(everywhere).message(on, sent(on, 'other.example'), [at('query.u', 'u-7f3a9c21d0')], [])[0]?.fingerprint;
    const names = ['api.example', 'other.example'];
    const certificate = { subject: '', issuer: '', fingerprint256: '', validTo: '', verified: true, names };
    const origin = { protocolVersion: 'TLSv1.3', cipher: '', alpn: 'h2' };
    const shared = connection({ tls: { serverName: 'api.example', certificate, origin } });
    const own = connection({
      connectTarget: { host: 'other.example', port: 443 },
      server: { address: '203.0.113.9', port: 443, host: 'other.example' },
      tls: { serverName: 'other.example', certificate, origin },
    });
    expect(of(own)).toMatch(/./);
    expect(of(shared)).toBe(of(own));
    expect(of(connection())).not.toBe(of(own));
  });
});
