import { expect, it } from 'vitest';
import { valueBounds } from '../../../model/index.js';
import type { ReadValue, ReadValues } from '../../../record/values/create-value-reader.js';
import { ValueCollector, type ValueScene } from '../../../record/values/value-collector.js';

const scene: ValueScene = { host: 'api.example', countryIsoCode: 'US', asn: 64_500, direction: 'client-to-server', wire: 'tls' };
const request = { method: 'POST', path: '/v1', kind: 'http-request' } as const;
const value = (at: string, hash: string, more: Partial<ReadValue> = {}): ReadValue => ({
  location: 'body',
  at,
  transforms: ['json'],
  hash,
  ...more,
});
const sent = (values: readonly ReadValue[], more: Partial<ReadValues> = {}): ReadValues => ({
  request,
  values,
  fields: [],
  issued: [],
  left: 0,
  ...more,
});
const collector = (bounds = {}) => new ValueCollector(() => ['purple-heron'], { ...valueBounds, ...bounds });
const none = { positions: 0, values: 0, fields: 0, inMessages: 0, unread: 0 };

it('counts values by their place and hash', () => {
  const of = collector();
  of.add(scene, sent([value('$.a', 'h1'), value('$.b', 'h1')]));
  of.add(scene, sent([value('$.a', 'h2', { explainedBy: ['id'] }), value('$.a', 'h1')]));
  of.add({ ...scene, host: 'purple-heron.example' }, sent([value('$.a', 'h1', { offset: 4 })]));
  const place = { host: 'api.example', method: 'POST', path: '/v1', kind: 'http-request', location: 'body', transforms: ['json'], more: 0 };
  expect(of.result().positions).toEqual([
    {
      ...place,
      at: '$.a',
      values: [
        { hash: 'h1', count: 2 },
        { hash: 'h2', count: 1, explainedBy: ['id'] },
      ],
    },
    { ...place, at: '$.b', values: [{ hash: 'h1', count: 1 }] },
    { ...place, host: '{}.example', at: '$.a', offset: 4, values: [{ hash: 'h1', count: 1 }] },
  ]);
  expect(of.limits).toEqual(none);
});

it('says what a server had sent before, and not what it repeats', () => {
  const of = collector();
  of.add(scene, sent([value('$.early', 'h1')]));
  of.add({ ...scene, direction: 'server-to-client' }, sent([], { issued: ['h1', 'h2'] }));
  of.add(scene, sent([value('$.early', 'h1'), value('$.late', 'h2')]));
  expect(of.result().positions.map(({ at, values }) => [at, values[0]?.issued])).toEqual([
    ['$.early', undefined],
    ['$.late', true],
  ]);
});

it('adds up sightings of fields by where they went', () => {
  const of = collector({ hashesOfField: 2 });
  const field = (hash: string) => sent([], { fields: [{ field: 'id', recognisedAs: 'planted', location: 'body', at: '$.id', hash }] });
  for (const hash of ['h1', 'h1', 'h2', 'h3']) of.add(scene, field(hash));
  of.add({ ...scene, countryIsoCode: 'CN' }, field('h1'));
  expect(of.result().fields).toEqual([
    { ...scene, field: 'id', recognisedAs: 'planted', location: 'body', at: '$.id', count: 4, hashes: ['h1', 'h2'] },
    { ...scene, countryIsoCode: 'CN', field: 'id', recognisedAs: 'planted', location: 'body', at: '$.id', count: 1, hashes: ['h1'] },
  ]);
});

it('keeps within its bounds, and counts what there was no room for', () => {
  const of = collector({ positions: 2, valuesOfPosition: 2, fields: 1, issued: 1 });
  for (let index = 0; index < 5; index += 1) of.add(scene, sent([value('$.a', `h${index}`), value(`$.x${index}`, 'h')], { left: 3 }));
  for (const name of ['one', 'two', 'three'])
    of.add(scene, sent([], { fields: [{ field: name, recognisedAs: 'name', location: 'body', at: '$', hash: 'h' }] }));
  // Cells of bytes that nobody could read have room of their own.
  of.add(scene, sent([value('$.a', 'c', { offset: 0 })]));
  of.unread();
  expect(of.limits).toEqual({ positions: 4, values: 3, fields: 2, inMessages: 15, unread: 1 });
  expect(of.result().positions.map(({ at, values, more }) => [at, values.length, more])).toEqual([
    ['$.a', 2, 3],
    ['$.x0', 1, 0],
    ['$.a', 1, 0],
  ]);
  expect(of.result().fields).toHaveLength(1);
});
