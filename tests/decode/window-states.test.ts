import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { WindowStates } from '../../decode/window-states.js';

const gzip = { codings: ['gzip'] };

test('a coding goes on from window to window', () => {
  const states = new WindowStates();
  const packed = gzipSync('one two three');
  const state = states.open('a', gzip, 0);
  const first = states.feed('a', state, packed.subarray(0, 15), 1e6, false).output.toString();
  const second = states.feed('a', state, packed.subarray(15), 1e6, true).output.toString();
  expect(first + second).toBe('one two three');
});

test('the least recently used goes first', () => {
  const states = new WindowStates({ states: 2, bytes: 1e9 });
  states.open('a', gzip, 0);
  states.open('b', gzip, 0);
  states.get('a');
  states.open('c', gzip, 0);
  expect([states.get('a'), states.get('b'), states.get('c')].map((state) => state !== undefined)).toEqual([true, false, true]);
});

test('it is known once whose held bytes went with the state', () => {
  const states = new WindowStates({ states: 2, bytes: 1e9 });
  states.open('a', gzip, 0).holding = true;
  for (const id of ['b', 'c', 'd']) states.open(id, gzip, 0);
  expect(['a', 'a', 'b'].map((id) => states.gaveUp(id))).toEqual([true, false, false]);
});

test('decompressors count by what they may hold, and forgetting gives it back', () => {
  const states = new WindowStates({ states: 100, bytes: 200_000 });
  for (const id of ['a', 'b', 'c', 'd']) states.feed(id, states.open(id, gzip, 0), gzipSync('x'), 100, false);
  expect(states.size).toBe(2);
  states.forget('c');
  states.forget('c');
  states.forget('never seen');
  expect(states.size).toBe(1);
});

test('the state in use is never the one to go', () => {
  const states = new WindowStates({ states: 1, bytes: 1 });
  const state = states.open('a', gzip, 0);
  expect(states.feed('a', state, gzipSync('x'), 100, true).output.toString()).toBe('x');
});

test('an unknown coding is remembered', () => {
  const states = new WindowStates();
  const state = states.open('a', { codings: ['x-secret'] }, 0);
  states.feed('a', state, Buffer.from('x'), 100, false);
  expect(state.dead).toBe('unknown-coding');
});
