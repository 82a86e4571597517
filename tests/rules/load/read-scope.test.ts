import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

describe('readScope', () => {
  it('reads hosts and devices, lists resolved', () => {
    const { scope } = load(
      'hosts: { ours: ["*.ours.example", 10.0.0.0/8] }\nscope: { hosts: [ours, API.partner.example.], clients: [192.168.1.7, "2001:db8::/32"] }',
    );
    expect(scope).toEqual({
      place: { file: 'r.yaml', line: 3, column: 1 },
      hosts: ['*.ours.example', '10.0.0.0/8', 'api.partner.example'],
      clients: ['192.168.1.7', '2001:db8::/32'],
    });
    expect(load('scope: { clients: [192.168.1.7] }').scope).not.toHaveProperty('hosts');
    expect(load('hosts: { ours: [a.example] }')).not.toHaveProperty('scope');
  });

  it.each([
    ['{ hosts: [nobody] }', 'r.yaml:2:18: unknown host list `nobody`; a host without a dot is written `nobody.`'],
    ['{ hosts: ["https://a.example"] }', 'r.yaml:2:18: `https://a.example` is a URL; write its host alone'],
    ['{ clients: [phone] }', 'r.yaml:2:20: `phone` is not an IP address or CIDR of a device, such as 192.168.1.7 or 192.168.1.0/24'],
    ['{ client: [10.0.0.1] }', 'r.yaml:2:10: unknown key `client`; did you mean `clients`?'],
  ])('refuses %s', (body, problem) => {
    expect(problems(`scope: ${body}`)).toContain(problem);
  });

  it.each(['{}', '{ hosts: [] }', '[]', 'a.example'])('refuses %s', (body) => {
    expect(problems(`scope: ${body}`)).not.toEqual([]);
  });
});
