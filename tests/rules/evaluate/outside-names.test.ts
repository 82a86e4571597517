import { describe, expect, it } from 'vitest';
import { outsideNames } from '../../../rules/evaluate/outside-names.js';
import { cleartextConnection, connection } from './samples.js';

const names = (...args: Parameters<typeof connection>) => outsideNames(connection(...args)).map(({ path, value }) => `${path} ${value}`);

describe('outsideNames', () => {
  it('gives the SNI, and the CONNECT target where it differs', () => {
    expect(names({ tls: { serverName: 'A.example' }, connectTarget: { host: 'a.EXAMPLE', port: 443 } })).toEqual(["$['sni'] A.example"]);
    expect(names({ tls: { serverName: 'a.example' }, connectTarget: { host: 'b.example', port: 443 } })).toEqual([
      "$['sni'] a.example",
      "$['connect'] b.example",
    ]);
  });

  it('gives no addresses, and nothing where nothing was said', () => {
    expect(names({ tls: {}, connectTarget: { host: '203.0.113.9', port: 443 } })).toEqual([]);
    expect(names({ tls: { serverName: '' }, connectTarget: { host: '[2001:db8::1]', port: 443 } })).toEqual([]);
    expect(outsideNames(cleartextConnection())).toEqual([]);
  });
});
