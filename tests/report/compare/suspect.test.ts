import { expect, it } from 'vitest';
import { describePlace, placeOf, positionKey, suspectFingerprint } from '../../../report/compare/suspect.js';
import { position } from './samples.js';

it('says a place in one line', () => {
  const place = placeOf(position("$['payload']", [], { transforms: ['json', 'base64'] }));
  expect(describePlace(place)).toBe("POST api.example/v1/events, body $['payload'] (json > base64)");
  expect(describePlace({ ...place, byteRanges: [[4, 12]] })).toBe(
    "POST api.example/v1/events, body $['payload'] (json > base64), bytes 4–12",
  );
  expect(
    describePlace({
      ...place,
      method: null,
      kind: 'datagram',
      location: 'stream',
      path: '$',
      transforms: [],
      byteRanges: [
        [0, 4],
        [8, 16],
      ],
    }),
  ).toBe('datagram to api.example, stream $, 2 stretches of bytes 0–4, 8–16');
});

it('tells places apart by everything but their values', () => {
  const base = position("$['a']", ['x']);
  expect(positionKey(position("$['a']", ['y'], { more: 3 }))).toBe(positionKey(base));
  const others = [
    { host: 'b.example' },
    { method: 'PUT' },
    { path: '/v2' },
    { kind: 'websocket' },
    { location: 'query' as const },
    { at: "$['b']" },
    { transforms: [] },
    { offset: 0 },
  ];
  expect(new Set([base, ...others.map((change) => ({ ...base, ...change }))].map(positionKey)).size).toBe(others.length + 1);
});

it('has a fingerprint of kind and place', () => {
  const place = placeOf(position("$['a']", []));
  const print = suspectFingerprint('compare/equal-ciphertext', place);
  expect(print).toMatch(/^[0-9a-f]{32}$/);
  expect(suspectFingerprint('compare/equal-ciphertext', { ...place, size: 9, byteRanges: [[0, 4]] })).toBe(print);
  expect(suspectFingerprint('compare/moves-with-account', place)).not.toBe(print);
});
