import { expect, it } from 'vitest';
import type { Connection, Gap } from '../../model/index.js';
import { HeldGaps } from '../../session/held-gaps.js';

const connection = () => ({ id: 'c' }) as Connection;
const gap = (detail: string): Gap => ({ reason: 'undecodable', connectionId: 'c', detail });

it('gives back what came of a connection, once and in order, and of no other', () => {
  const held = new HeldGaps();
  const [one, other] = [connection(), connection()];
  expect([held.hold(one, gap('first')), held.hold(one, gap('second')), held.hold(other, gap('third'))]).toEqual([true, true, true]);
  expect(held.take(one).map(({ detail }) => detail)).toEqual(['first', 'second']);
  expect(held.take(one)).toEqual([]);
  held.drop(other);
  expect(held.take(other)).toEqual([]);
});

it('says when there is no room: of one connection, and of all', () => {
  const held = new HeldGaps();
  const one = connection();
  for (let count = 0; count < 64; count += 1) expect(held.hold(one, gap('x'))).toBe(true);
  expect(held.hold(one, gap('x'))).toBe(false);
  for (let count = 1; count < 1_000; count += 1) expect(held.hold(connection(), gap('x'))).toBe(true);
  expect(held.hold(connection(), gap('x'))).toBe(false);
});
