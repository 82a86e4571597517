import { expect, it } from 'vitest';
import { problems } from './load-harness.js';

it.each<[written: string, expected: string]>([
  ['{ databases: [geo.csv] }', 'r.yaml:2:24: expected the path of an .mmdb file, found `geo.csv`'],
  [
    '{ databases: ["https://a.example/geo.mmdb"] }',
    'r.yaml:2:24: `https://a.example/geo.mmdb` is a URL; databases are files: download it, and name the .mmdb file',
  ],
  ['{ precedence: [a, b, a] }', 'r.yaml:2:31: `a` stands already in line 2'],
  ['{ anycast: [1.2.3/24] }', 'r.yaml:2:22: `1.2.3/24` is not an address or CIDR, such as 10.20.0.0/16'],
  [
    '{ anycast: ["64:ff9b::/96"] }',
    'r.yaml:2:22: `64:ff9b::/96` would stand for every IPv4 address, since a wrapped one is placed as the address in it: leave it out, or write 0.0.0.0/0 if that is meant',
  ],
])('%s', (written, expected) => {
  expect(problems(`regions: ${written}`)).toEqual([expected]);
});

it.each(['{ databases: geo.mmdb }', '{ database: [geo.mmdb] }', '{ anycast: { a: b } }'])('%s has the wrong shape', (written) => {
  expect(problems(`regions: ${written}`)).toHaveLength(1);
});
