import { describe, expect, it } from 'vitest';
import { canonicalCidr, holdsAllWrapped, hostPattern, isAddress } from '../../../rules/load/host-pattern.js';

describe('hostPattern', () => {
  it.each<[written: string, kind: string, text: string]>([
    ['a.example', 'name', 'a.example'],
    ['A.Example.', 'name', 'a.example'],
    ['*.a.example', 'below', 'a.example'],
    ['*.push.apple.com', 'below', 'push.apple.com'],
    ['bücher.example', 'name', 'xn--bcher-kva.example'],
    ['_dmarc.a.example', 'name', '_dmarc.a.example'],
    ['localhost', 'name', 'localhost'],
    ['backend.', 'name', 'backend.'],
    ['*.local', 'below', 'local'],
    ['first-party', 'list', 'first-party'],
    ['192.0.2.1', 'address', '192.0.2.1'],
    ['2001:db8::1', 'address', '2001:db8::1'],
    ['10.0.0.0/8', 'cidr', '10.0.0.0/8'],
    ['2001:db8::/32', 'cidr', '2001:db8::/32'],
  ])('%s is a %s', (written, kind, text) => {
    expect(hostPattern(written)).toEqual({ kind, text });
  });

  it.each<[written: string, reason: string]>([
    ['https://a.example/x', 'is a URL'],
    ['a.example:443', 'without a port'],
    ['[2001:db8::1]', 'without brackets'],
    ['*', 'stands only in front'],
    ['a.*.example', 'stands only in front'],
    ['*a.example', 'stands only in front'],
    ['a.example/x', 'prefix length'],
    ['10.0.0.0/33', 'prefix length'],
    ['256.1.1.1', 'not a'],
    ['1.2.3', 'not a'],
    ['a..example', 'not a host name'],
    ['-a.example', 'not a host name'],
    ['a b.example', 'not a host name'],
    ['', 'not a host name'],
  ])('%s is none', (written, reason) => {
    const pattern = hostPattern(written);
    expect(pattern.kind).toBe('invalid');
    expect(pattern.kind === 'invalid' && pattern.reason).toContain(reason);
  });
});

it('spells a network in one way', () => {
  expect(canonicalCidr('10.20.1.9/16')).toBe('10.20.0.0/16');
  expect(canonicalCidr('192.0.2.1')).toBe('192.0.2.1/32');
  expect(canonicalCidr('2001:DB8::1/32')).toBe(canonicalCidr('2001:db8:0:0::/32'));
  expect(canonicalCidr('::ffff:10.1.2.3/104')).toBe('10.0.0.0/8');
  expect(canonicalCidr('64:ff9b::10.1.2.3/104')).toBe('10.0.0.0/8');
  expect(canonicalCidr('64:ff9b::10.1.2.3')).toBe('10.1.2.3/32');
  expect(canonicalCidr('64:ff9b:1::10.1.2.3')).toBe('64:ff9b:1:0:0:0:a01:203/128');
  expect(canonicalCidr('0.0.0.0/0')).toBe('0.0.0.0/0');
  expect(canonicalCidr('10.0.0.0/33')).toBeUndefined();
  expect(canonicalCidr('fe80::1%eth0')).toBeUndefined();
  expect(canonicalCidr('10.1/16')).toBeUndefined();
  expect(canonicalCidr('10.0.0.0/8/8')).toBeUndefined();
});

it('knows an address only when it is whole', () => {
  expect(['1', '0x7f.1', '1.2.3', '127.1'].some(isAddress)).toBe(false);
});

describe('holdsAllWrapped', () => {
  it.each(['64:ff9b::/96', '64:ff9b::/32', '64:ff9b::/48', '::ffff:0:0/96', '::ffff:0:0/80', '::/64'])('%s holds all of a kind', (text) => {
    expect(holdsAllWrapped(text)).toBe(true);
  });

  it.each([
    '64:ff9b::10.0.0.0/104',
    '64:ff9b::/97',
    '::/0',
    '2001:db8::/32',
    '64:ff9b:1::/48',
    '10.0.0.0/8',
    '64:ff9b::1',
    'x/96',
    '::ffff:1.2.3.4/128',
  ])('%s does not', (text) => {
    expect(holdsAllWrapped(text)).toBe(false);
  });
});
