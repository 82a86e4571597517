import { describe, expect, it } from 'vitest';
import type { NameTrace } from '../../../../proxy/upstream/dns/name-trace.js';
import { settleResolution } from '../../../../proxy/upstream/dns/settle-resolution.js';

const four = { chain: [{ name: 'a.example', cname: 'v4.example', ttl: 60 }], addresses: [{ address: '93.184.216.7', ttl: 30 }] };
const six = {
  chain: [
    { name: 'a.example', cname: 'b.example', ttl: 60 },
    { name: 'b.example', cname: 'v6.example', ttl: 60 },
  ],
  addresses: [{ address: '2600:1406:bc00::7', ttl: 30 }],
};
const trace: NameTrace = { kind: 'answered', resolver: '192.0.2.53', four, six };
const settle = (address: string | undefined, found: NameTrace = trace) => settleResolution('a.example', address, found);

describe('settleResolution', () => {
  it.each<[string, string, unknown]>([
    ['IPv4', '93.184.216.7', four],
    ['IPv6', '2600:1406:bc00::7', six],
    ['IPv6 in another spelling', '2600:1406:BC00:0:0:0:0:7', six],
    ['IPv4 mapped', '::ffff:93.184.216.7', four],
    ['IPv4 by way of NAT64', '64:ff9b::5db8:d807', four],
  ])('takes the chain of the answer that holds the address dialled: %s', (_what, address, answer) => {
    expect(settle(address)).toEqual({ name: 'a.example', source: 'dns', resolver: '192.0.2.53', ...(answer as object) });
  });

  it('says of another address that DNS does not lead there', () => {
    expect(settle('93.184.216.99')).toMatchObject({ source: 'system', chainUnknown: 'other-addresses', chain: six.chain });
    expect(settle(undefined)).toMatchObject({ source: 'system', chainUnknown: 'other-addresses' });
    expect(settle('fe80::1%eth0')).toMatchObject({ source: 'system' });
  });

  it('knows an address that stands in for public ones', () => {
    for (const address of ['127.0.0.1', '::1', '10.1.2.3', '192.168.0.9', 'fd00::1'])
      expect(settle(address), address).toMatchObject({ chainUnknown: 'overridden' });
    const inside = { ...four, addresses: [{ address: '10.9.9.9', ttl: 30 }] };
    expect(settle('10.1.2.3', { kind: 'answered', resolver: '192.0.2.53', four: inside })).toMatchObject({
      chainUnknown: 'other-addresses',
    });
    expect(settle('10.9.9.9', { kind: 'answered', resolver: '192.0.2.53', four: inside })).toMatchObject({ source: 'dns' });
  });

  it('passes on why nothing is known', () => {
    expect(settle('93.184.216.7', { kind: 'unknown', cause: 'no-answer' })).toEqual({
      name: 'a.example',
      source: 'system',
      chain: [],
      addresses: [],
      chainUnknown: 'no-answer',
    });
  });
});
