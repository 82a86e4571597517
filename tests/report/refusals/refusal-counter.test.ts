import { describe, expect, it } from 'vitest';
import { type ClosedConnection, mostRefusalPairs, RefusalCounter } from '../../../report/refusals/refusal-counter.js';

const base: ClosedConnection = {
  client: '192.0.2.7',
  host: 'api.test',
  sni: 'api.test',
  interception: 'client-rejected',
  failureCause: 'alert 46',
  ja4: 'app',
  bytesFromClient: 0,
};

const refused = (host: string, more: Partial<ClosedConnection> = {}): ClosedConnection => ({ ...base, host, sni: host, ...more });
const accepted = (host: string, more: Partial<ClosedConnection> = {}): ClosedConnection =>
  refused(host, { interception: 'intercepted', failureCause: null, bytesFromClient: 9, ...more });

/** What a run with these connections ends with, as `host diagnosis ×count (cause)`. */
function told(...connections: ClosedConnection[]): string[] {
  const counter = new RefusalCounter();
  for (const connection of connections) counter.connection(connection);
  return counter.result().map(({ client, host, diagnosis, count, cause }) => {
    const by = client === base.client ? '' : ` by ${client}`;
    return `${host}${by} ${diagnosis} ×${count} (${cause})`;
  });
}

describe('RefusalCounter', () => {
  it('says nothing where nobody refused', () => {
    expect(told()).toEqual([]);
    expect(told(accepted('a.test'), refused('b.test', { interception: 'origin-failed', failureCause: 'alert 46' }))).toEqual([]);
    expect(told(refused('b.test', { interception: 'passthrough' }), refused('b.test', { interception: 'pending' }))).toEqual([]);
  });

  it('a device of which nothing was decrypted has no CA, whatever other devices do', () => {
    expect(
      told(refused('a.test'), refused('b.test', { failureCause: 'closed-in-handshake' }), accepted('a.test', { client: '192.0.2.8' })),
    ).toEqual(['a.test no-ca-installed ×1 (alert 46)', 'b.test no-ca-installed ×1 (closed-in-handshake)']);
  });

  it('an intercepted connection in which the device said nothing proves no trust', () => {
    expect(told(refused('a.test'), accepted('b.test', { bytesFromClient: 0 }))).toEqual(['a.test no-ca-installed ×1 (alert 46)']);
  });

  it('an app refuses everywhere while others do not', () => {
    expect(told(accepted('a.test', { ja4: 'browser' }), refused('a.test'), refused('b.test'), refused('b.test'))).toEqual([
      'a.test ca-not-trusted-by-app ×1 (alert 46)',
      'b.test ca-not-trusted-by-app ×2 (alert 46)',
    ]);
  });

  it('an app refuses one host again and again: pinning, even where a browser goes through', () => {
    const pins = [refused('pins.test'), refused('pins.test')];
    expect(told(accepted('a.test'), ...pins)).toEqual(['pins.test suspected-pinning ×2 (alert 46)']);
    expect(told(...pins, accepted('a.test'), accepted('pins.test', { ja4: 'browser' }))).toEqual([
      'pins.test suspected-pinning ×2 (alert 46)',
    ]);
    expect(told(accepted('a.test'), refused('pins.test'))).toEqual(['pins.test unexplained ×1 (alert 46)']);
  });

  it('causes of one diagnosis are told together, the most frequent first', () => {
    const quiet = refused('pins.test', { failureCause: 'closed-in-handshake' });
    expect(told(accepted('a.test'), refused('pins.test'), quiet, quiet)).toEqual([
      'pins.test suspected-pinning ×3 (closed-in-handshake, alert 46)',
    ]);
    expect(told(accepted('a.test'), refused('a.test', { failureCause: 'alert 70' }), refused('a.test'))).toEqual([
      'a.test protocol-mismatch ×1 (alert 70)',
      'a.test unexplained ×1 (alert 46)',
    ]);
  });

  it('what was given up in silence is no refusal where the device went through otherwise', () => {
    const quiet = refused('a.test', { failureCause: 'closed-before-first-byte' });
    expect(told(quiet, quiet, accepted('a.test', { ja4: 'browser' }))).toEqual([]);
    expect(told(quiet, quiet, refused('a.test'), accepted('a.test'))).toEqual(['a.test unexplained ×1 (alert 46)']);
    expect(told(quiet, accepted('b.test'))).toEqual(['a.test unexplained ×1 (closed-before-first-byte)']);
  });

  it('stacks of one device at one host are told together where the diagnosis is the same', () => {
    expect(told(accepted('a.test', { ja4: 'browser' }), refused('b.test'), refused('b.test', { ja4: 'other' }))).toEqual([
      'b.test ca-not-trusted-by-app ×2 (alert 46)',
    ]);
  });

  it('the server name goes before the host that was dialled, and nameless ones are left out', () => {
    expect(told(refused('x', { sni: 'a.test', host: '192.0.2.1' }), refused('x', { sni: null, host: '192.0.2.2' }))).toEqual([
      '192.0.2.2 no-ca-installed ×1 (alert 46)',
      'a.test no-ca-installed ×1 (alert 46)',
    ]);
    expect(told(refused('x', { sni: null, host: null }), refused('x', { client: null }))).toEqual([]);
  });

  it('devices without a fingerprint, and causes without a name, stay unexplained', () => {
    expect(told(accepted('a.test'), refused('b.test', { ja4: null }), refused('c.test', { failureCause: null }))).toEqual([
      'b.test unexplained ×1 (alert 46)',
      'c.test unexplained ×1 (unknown)',
    ]);
  });

  it('loses no count when there are more than it keeps', () => {
    const counter = new RefusalCounter();
    for (let index = 0; index < mostRefusalPairs + 500; index += 1) counter.connection(refused(`h${index}.test`));
    counter.connection(refused('h3.test'));
    const result = counter.result();
    expect(result).toHaveLength(mostRefusalPairs + 1);
    expect(result.reduce((sum, { count }) => sum + count, 0)).toBe(mostRefusalPairs + 501);
    expect(result.at(-1)).toMatchObject({ client: 'various', host: 'various', count: 500, diagnosis: 'unexplained' });
  });

  it('suspects no pinning once it has forgotten what was accepted', () => {
    const counter = new RefusalCounter();
    for (let index = 0; index <= mostRefusalPairs; index += 1) counter.connection(accepted(`h${index}.test`));
    for (const host of ['pins.test', 'pins.test']) counter.connection(refused(host));
    expect(counter.result()).toMatchObject([{ host: 'pins.test', diagnosis: 'unexplained', count: 2 }]);
  });
});
