import { expect, it } from 'vitest';
import { createDecoder } from '../../../decode/index.js';
import type { Field } from '../../../model/index.js';
import { leafFields } from '../../../record/values/leaf-fields.js';
import { sampleField, sampleMessage } from '../samples.js';

const inner = Buffer.from('{"user":{"id":"u-1848314487"},"more":"text"}').toString('base64');
const bytes = Buffer.from(JSON.stringify({ plain: 'hello there', inner }));
const { fields } = createDecoder().decode(
  sampleMessage({
    request: { method: 'POST', target: '/rooms/4711?q=hello', version: 'HTTP/1.1', headers: ['content-type', 'application/json'] },
    body: { bytes, size: bytes.length, truncated: false },
  }),
);
const shown = (marks: ReadonlyMap<Field, readonly string[]> = new Map()) =>
  leafFields(fields, marks)
    .filter(({ field }) => field.location === 'body')
    .map(
      ({ field, opened, marks: of }) =>
        `${field.path} ${field.transforms.join('>')}${opened ? ' opened' : ''}${of.size > 0 ? ` ${[...of]}` : ''}`,
    );

it('tells what something was read out of from what stands for itself', () => {
  expect(shown()).toEqual([
    "$['plain'] json",
    "$['inner'] json opened",
    "$['inner']['user']['id'] json>base64>json",
    "$['inner']['more'] json>base64>json",
  ]);
});

it('leaves out the whole target, names of keys, names outside TLS, and guesses', () => {
  const places = leafFields(fields, new Map()).map(({ field }) => `${field.location} ${field.path}`);
  expect(places).toEqual(expect.arrayContaining(["url $['path'][1]", "query $['q']"]));
  expect(places).not.toContain('url $');
  const others = [sampleField({ location: 'name' }), sampleField({ noise: true }), sampleField({ transforms: ['json', 'key'] })];
  expect(leafFields(others, new Map())).toEqual([]);
});

it('passes marks to what a field was read out of, and to what was read out of it, and to no neighbour', () => {
  const id = fields.find(({ path }) => path === "$['inner']['user']['id']")!;
  expect(shown(new Map([[id, ['user-id']]]))).toEqual([
    "$['plain'] json",
    "$['inner'] json opened user-id",
    "$['inner']['user']['id'] json>base64>json user-id",
    "$['inner']['more'] json>base64>json",
  ]);
  const outer = fields.find(({ path }) => path === "$['inner']")!;
  expect(shown(new Map([[outer, ['blob']]])).slice(2)).toEqual([
    "$['inner']['user']['id'] json>base64>json blob",
    "$['inner']['more'] json>base64>json blob",
  ]);
});

it('passes marks to another reading of the same text, and to none of its parts', () => {
  const whole = sampleField({ segments: ['a'], transforms: ['json'], byteRange: [0, 9] });
  const part = sampleField({ segments: ['a', 'id'], transforms: ['json', 'base64', 'json'], byteRange: [0, 9] });
  const neighbour = sampleField({ segments: ['a', 'other'], transforms: ['json', 'base64', 'json'], byteRange: [0, 9] });
  const other = sampleField({ segments: ['a'], transforms: ['json', 'percent', 'base64'], byteRange: [0, 9] });
  const marked = leafFields([whole, part, neighbour, other], new Map([[part, ['id']]])).filter(({ marks }) => marks.size > 0);
  expect(marked.map(({ field }) => field)).toEqual([whole, part, other]);
});

it('a guess does not open a text', () => {
  const word = sampleField({ segments: ['a'], transforms: ['json'], byteRange: [0, 9] });
  const guess = sampleField({ segments: ['a'], transforms: ['json', 'base64'], byteRange: [0, 9], noise: true });
  expect(leafFields([word, guess], new Map())).toMatchObject([{ field: word, opened: false }]);
});
