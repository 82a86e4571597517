import { expect, test } from 'vitest';
import { defaultDecodeBudget } from '../../decode/decoder.js';
import { Meter } from '../../decode/meter.js';
import { Place } from '../../decode/place.js';
import { request } from './message.js';

const meterOf = (clock = () => 0) => new Meter(request(), { ...defaultDecodeBudget, bytes: 5_000_000 }, clock);

test('an allowance is what is free, or the ratio, and never more than what is left', () => {
  const meter = meterOf();
  expect([meter.allowance(10), meter.allowance(20_000), meter.allowance(1e6)]).toEqual([1 << 20, 2_000_000, 5_000_000]);
  meter.spend(4_999_000);
  expect(meter.allowance(10)).toBe(1000);
  meter.spend(9000);
  expect(meter.bytesLeft).toBe(0);
});

test('the clock is read after enough work, and the walk stops for good', () => {
  let now = 0;
  const meter = meterOf(() => now);
  const look = (length: number) => meter.hasTime(length, 'body', Place.root, []);
  now = 2001;
  expect(look(10)).toBe(true);
  expect(look(100_000)).toBe(false);
  now = 0;
  expect(look(10)).toBe(false);
  expect(meter.gaps).toMatchObject([{ reason: 'budget-exhausted', detail: 'more than 2000 ms, at body $' }]);
});

test('equal gaps are kept once, and not too many in all', () => {
  const meter = meterOf();
  for (let count = 0; count < 3; count += 1) meter.exhausted('depth', 'body', Place.root.child('a').child(count), ['json']);
  meter.exhausted('depth', 'query', Place.root, []);
  expect(meter.gaps).toEqual([
    {
      reason: 'budget-exhausted',
      connectionId: 'c1',
      messageId: 'm1',
      location: 'body',
      detail: 'more than 8 layers, at body $.a[0] (json)',
    },
    { reason: 'budget-exhausted', connectionId: 'c1', messageId: 'm1', location: 'query', detail: 'more than 8 layers, at query $' },
  ]);
  for (let count = 0; count < 1000; count += 1) meter.gap('undecodable', 'body', `kind ${count}`);
  expect(meter.gaps.length).toBeLessThan(100);
});
