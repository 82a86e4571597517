import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../model/index.js';
import { createScopeGuard } from '../../../rules/evaluate/scope-guard.js';
import type { Scope } from '../../../rules/ruleset.js';
import { connection, place } from './samples.js';

const guard = (parts: Omit<Scope, 'place'>) => createScopeGuard({ place, ...parts });
const to = (host: string, parts: Partial<Connection> = {}) =>
  connection({
    connectTarget: { host, port: 443 },
    tls: { serverName: host },
    server: { address: '203.0.113.9', port: 443, host },
    ...parts,
  });
const asking = (host: string) => ({ request: { method: 'GET', target: '/', version: 'HTTP/1.1', headers: ['Host', host] } });
const ours = { hosts: ['*.ours.example', '10.0.0.0/8'] };

describe('createScopeGuard', () => {
  it('covers everything where nothing is said', () => {
    const everything = createScopeGuard(undefined);
    expect([everything.covers(to('a.example')), everything.covers(to('a.example'), {})]).toEqual([true, true]);
  });

  it('covers a connection if any of its names, or its address, is inside', () => {
    const { covers } = guard(ours);
    expect(covers(to('api.ours.example'))).toBe(true);
    expect(covers(to('cdn.example', { tls: { serverName: 'api.OURS.example.' } }))).toBe(true);
    expect(covers(to('front.example', { connectTarget: { host: 'ours.example', port: 443 } }))).toBe(true);
    expect(covers(to('cdn.example', { server: { address: '10.1.2.3', port: 443, host: 'cdn.example' } }))).toBe(true);
    for (const host of ['cdn.example', 'ours.example.net', 'notours.example']) expect(covers(to(host)), host).toBe(false);
  });

  it('covers a message by the host that it names itself, and the connection from then on', () => {
    const { covers } = guard(ours);
    const on = to('cdn.example');
    expect([covers(on, asking('cdn.example')), covers(on)]).toEqual([false, false]);
    expect([covers(on, asking('api.ours.example:443')), covers(on)]).toEqual([true, true]);
    expect([covers(on, asking('cdn.example')), covers(on, {})]).toEqual([false, true]);
    const inside = to('api.ours.example');
    expect([covers(inside, asking('cdn.example')), covers(inside, {})]).toEqual([true, true]);
  });

  it('takes what is not known for inside', () => {
    const { covers } = guard(ours);
    const { tls: _tls, connectTarget: _target, ...bare } = connection({ server: { address: '203.0.113.9', port: 443 } });
    expect(covers(bare)).toBe(true);
    expect(covers(bare, {})).toBe(true);
    expect(covers({ ...bare, connectTarget: { host: '203.0.113.9', port: 443 } })).toBe(true);
    const { server: _server, ...undialled } = bare;
    expect(covers(undialled)).toBe(true);
    // The message says what it was for: nothing is unknown any more.
    expect(covers({ ...bare, connectTarget: { host: 'cdn.example', port: 443 } }, asking('other.example'))).toBe(false);
  });

  it('looks again when more of a connection is known', () => {
    const { covers } = guard(ours);
    const { tls: _tls, connectTarget: _target, ...on } = connection({ server: { address: '203.0.113.9', port: 443 } });
    const growing: Connection = on;
    expect(covers(growing)).toBe(true);
    growing.tls = { serverName: 'cdn.example' };
    expect(covers(growing)).toBe(false);
    growing.tls = { serverName: 'api.ours.example' };
    expect(covers(growing)).toBe(true);
  });

  it('covers devices by address, and with hosts only both together', () => {
    const device = (address: string, host = 'cdn.example') => to(host, { client: { address, port: 50_000 } });
    const { covers } = guard({ clients: ['192.168.1.0/24', '2001:db8::7'] });
    expect(['192.168.1.9', '192.168.2.9', '2001:db8::7', '2001:db8::8'].map((address) => covers(device(address)))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const both = guard({ ...ours, clients: ['192.168.1.0/24'] });
    expect(both.covers(device('192.168.1.9', 'api.ours.example'))).toBe(true);
    expect(both.covers(device('192.168.2.9', 'api.ours.example'))).toBe(false);
    expect(both.covers(device('192.168.2.9'), asking('api.ours.example'))).toBe(false);
    expect(both.covers(device('192.168.1.9'))).toBe(false);
  });
});
