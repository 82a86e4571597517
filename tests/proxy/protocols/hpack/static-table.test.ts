import { expect, it } from 'vitest';
import { staticTable } from '../../../../proxy/protocols/hpack/static-table.js';

it.each([
  [1, ':authority', ''],
  [2, ':method', 'GET'],
  [7, ':scheme', 'https'],
  [8, ':status', '200'],
  [14, ':status', '500'],
  [16, 'accept-encoding', 'gzip, deflate'],
  [23, 'authorization', ''],
  [31, 'content-type', ''],
  [38, 'host', ''],
  [47, 'max-forwards', ''],
  [55, 'set-cookie', ''],
  [61, 'www-authenticate', ''],
])('entry %i of the static table is %s', (index, name, value) => {
  expect([staticTable.names[index], staticTable.values[index]]).toEqual([name, value]);
  expect(staticTable.size).toBe(61);
  expect(staticTable.names).toHaveLength(62);
});
