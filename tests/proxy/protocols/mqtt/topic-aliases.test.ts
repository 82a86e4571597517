import { expect, it } from 'vitest';
import { TopicAliases } from '../../../../proxy/protocols/mqtt/topic-aliases.js';

it('keeps what an alias stands for last', () => {
  const aliases = new TopicAliases(100);
  expect(aliases.get(1)).toBeUndefined();
  aliases.set(1, 'a');
  aliases.set(2, 'b');
  aliases.set(1, 'c');
  expect([aliases.get(1), aliases.get(2)]).toEqual(['c', 'b']);
});

it('keeps so many bytes and no more, and none that is out of date', () => {
  const aliases = new TopicAliases(10);
  aliases.set(1, '12345');
  aliases.set(2, '123456');
  expect(aliases.get(2)).toBeUndefined();
  aliases.set(2, '12345');
  expect(aliases.get(2)).toBe('12345');
  aliases.set(1, '123456');
  expect(aliases.get(1)).toBeUndefined();
  aliases.set(3, '1234');
  expect(aliases.get(3)).toBe('1234');
});

it('keeps so many topics and no more', () => {
  const aliases = new TopicAliases(1_000_000);
  for (let alias = 1; alias <= 65_535; alias += 1) aliases.set(alias, 't');
  expect([aliases.get(4096), aliases.get(4097)]).toEqual(['t', undefined]);
  aliases.set(7, 'other');
  expect(aliases.get(7)).toBe('other');
});
