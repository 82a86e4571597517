import { expect, it } from 'vitest';
import type { ReadValues } from '../../record/index.js';
import { createValueRecord } from '../../session/record-values.js';
import { sampleConnection, sampleMessage } from '../record/samples.js';

const system = { asn: 64_500, organisation: 'Example Networks', source: 'test' };
const asked: string[] = [];
const judge = {
  plantedValues: () => ['purple-heron'],
  autonomousSystem: (address: string) => {
    asked.push(address);
    return system;
  },
};
const request = { method: 'POST', path: '/rooms/{}', kind: 'http-request' } as const;
const values: ReadValues = {
  request,
  values: [{ location: 'body', at: '$', transforms: [], hash: 'h' }],
  fields: [{ field: 'id', recognisedAs: 'planted', location: 'body', at: '$', hash: 'h' }],
  issued: [],
  left: 0,
};
const head = (host: string) => ({ method: 'POST', target: '/rooms/1', version: 'HTTP/1.1', headers: ['Host', host] });

it('says where a message went: its own host, the country and autonomous system of the address dialled', () => {
  const record = createValueRecord(judge);
  const connection = sampleConnection();
  record.add(connection, sampleMessage({ request: head('purple-heron.rooms.example:8443') }), values);
  record.add(connection, sampleMessage({ request: head('purple-heron.rooms.example:8443') }), values);
  expect(record.collector.result()).toMatchObject({
    positions: [{ host: '{}.rooms.example', values: [{ hash: 'h', count: 2 }] }],
    fields: [{ host: '{}.rooms.example', countryIsoCode: 'CN', asn: 64_500, direction: 'client-to-server', wire: 'cleartext', count: 2 }],
  });
  expect(asked).toEqual(['203.0.113.7']);
});

it('knows no system behind an upstream proxy, nor where nothing was dialled, and no country where several are possible', () => {
  const record = createValueRecord(judge);
  const { server, ...undialled } = sampleConnection();
  record.add(sampleConnection({ upstreamProxy: 'http://proxy.example' }), sampleMessage(), values);
  record.add(
    { ...undialled, server: { ...server!, region: { candidates: ['CN', 'HK'], source: { kind: 'none', cause: 'not-in-database' } } } },
    sampleMessage(),
    values,
  );
  record.add(undialled, sampleMessage(), values);
  expect(record.collector.result().fields.map(({ asn, countryIsoCode }) => [asn, countryIsoCode])).toEqual([
    [null, 'CN'],
    [64_500, null],
    [null, null],
  ]);
});

it('counts what could not be read', () => {
  const record = createValueRecord(judge);
  record.add(sampleConnection(), sampleMessage(), undefined);
  expect([record.collector.limits.unread, record.collector.result()]).toEqual([1, { positions: [], fields: [] }]);
});

it('keeps nothing of what the run is not about', () => {
  const record = createValueRecord({ ...judge, inScope: (_connection, { request: asked }) => asked?.headers[1] === 'in.example' });
  for (const host of ['out.example', 'in.example']) record.add(sampleConnection(), sampleMessage({ request: head(host) }), values);
  record.add(sampleConnection(), sampleMessage({ request: head('out.example') }), undefined);
  expect([record.collector.result().positions.map(({ host }) => host), record.collector.limits.unread]).toEqual([['in.example'], 0]);
});
