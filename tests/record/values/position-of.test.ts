import { expect, it } from 'vitest';
import { createScrubber } from '../../../record/redact/scrubber.js';
import { fieldPosition, requestPosition } from '../../../record/values/position-of.js';
import { sampleField, sampleMessage } from '../samples.js';

const scrub = createScrubber(() => ['purple-heron'])([]);

it('is made of the method and the templated path, without query, IDs and planted values', () => {
  const request = (target: string) => ({ method: 'POST', target, version: 'HTTP/1.1', headers: [] });
  const pathOf = (target: string) => requestPosition(sampleMessage({ request: request(target) }), scrub).path;
  expect(pathOf('/rooms/4711/members?user=1')).toBe('/rooms/{}/members');
  expect(pathOf('/rooms/purple-heron/x')).toBe('/rooms/{}/x');
  expect(pathOf('http://a.example/v1/x')).toBe('/v1/x');
  expect(pathOf('*')).toBe('');
  const { request: _, ...datagram } = sampleMessage({ kind: 'datagram' });
  expect(requestPosition(datagram, scrub)).toEqual({ method: null, path: null, kind: 'datagram' });
});

it('tells the first places of a list apart, and no later ones', () => {
  const at = (...segments: (string | number)[]) => fieldPosition(sampleField({ segments }), scrub);
  expect([at('extinfo', 5), at('list', 31, 'id'), at('list', 32, 'id'), at('list', 9_000, 'id')]).toEqual([
    "$['extinfo'][5]",
    "$['list'][31]['id']",
    "$['list'][*]['id']",
    "$['list'][*]['id']",
  ]);
  expect(at('users', 'purple-heron', 'a@b.example')).toBe("$['users']['{}']['{}']");
});
