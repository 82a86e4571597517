import { describe, expect, it } from 'vitest';
import { hostFacts, hostHeader, hostOfAuthority, judgedHost, pathOf } from '../../../rules/evaluate/message-hosts.js';
import { connection } from './samples.js';

const request = (target: string, ...headers: string[]) => ({ method: 'GET', target, version: 'HTTP/1.1', headers });

describe('hostHeader and hostOfAuthority', () => {
  it('find every name that a request gives', () => {
    expect(hostHeader(request('/', 'Accept', '*/*', 'HOST', 'a.example:8080'))).toBe('a.example:8080');
    expect(hostHeader(request('/', ':authority', 'b.example'))).toBe('b.example');
    expect(hostHeader(request('http://c.example/x', 'Host', 'a.example'))).toBe('c.example,a.example');
    expect(hostHeader(request('/', 'Host', 'a.example', 'host', 'b.example'))).toBe('a.example,b.example');
    expect(hostHeader(undefined)).toBe('');
  });

  it('drop ports, users and brackets', () => {
    expect(hostOfAuthority('A.Example.:443')).toBe('a.example');
    expect(hostOfAuthority('user:pw@[2001:DB8::1]:443')).toBe('2001:db8::1');
    expect(hostOfAuthority('2001:db8::1')).toBe('2001:db8::1');
  });
});

describe('hostFacts', () => {
  it('gathers all names, and knows when one may be missing', () => {
    const on = connection({ connectTarget: { host: 'API.example', port: 443 } });
    expect(hostFacts(on, 'evil.test', true)).toEqual({ names: ['evil.test', 'api.example'], address: '203.0.113.9', complete: true });
    expect(hostFacts(on, '', false).complete).toBe(true);
    const bare = connection({ connectTarget: { host: '203.0.113.9', port: 443 }, tls: {}, server: { address: '203.0.113.9', port: 443 } });
    expect(hostFacts(bare, '', false).complete).toBe(false);
  });

  it('takes a certificate for proof of who an address is', () => {
    const certificate = { subject: '', issuer: '', fingerprint256: '', validTo: '', verified: true };
    const byAddress = {
      connectTarget: { host: '203.0.113.9', port: 443 },
      server: { address: '203.0.113.9', port: 443, host: '203.0.113.9' },
    };
    const tls = { serverName: 'api.example', certificate };
    expect(hostFacts(connection({ ...byAddress, tls }), '', true).names).toEqual(['api.example']);
    for (const parts of [
      { tls: { serverName: 'api.example' } },
      { tls: { ...tls, certificate: { ...certificate, verified: false } } },
      { tls, upstreamProxy: 'proxy.example:3128' },
    ])
      expect(hostFacts(connection({ ...byAddress, ...parts }), '', true).names).toContain('203.0.113.9');
  });

  it('leaves out the address of an upstream proxy', () => {
    expect(hostFacts(connection({ upstreamProxy: 'p:1' }), '', true)).not.toHaveProperty('address');
  });
});

describe('judgedHost and pathOf', () => {
  it('prefer what the request says', () => {
    expect(judgedHost(connection(), 'a.example:1,b')).toBe('a.example');
    expect(judgedHost(connection({ tls: { serverName: 'Sni.example' } }), '')).toBe('sni.example');
    expect(judgedHost(connection({ tls: {}, server: { address: '::1', port: 1 } }), '')).toBe('api.example');
  });

  it.each([
    ['/a/b?c#d', '/a/b'],
    ['/a#b?c', '/a'],
    ['http://h/x?y', '/x'],
    ['http://h?y', '/'],
    ['HTTP://h', '/'],
    ['*', undefined],
    ['h:443', undefined],
  ])('path of %s', (target, path) => {
    expect(pathOf(request(target))).toBe(path);
  });
});
