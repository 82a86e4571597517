import { expect, it } from 'vitest';
import { AliasCounter } from '../../../report/tally/alias-counter.js';

it('counts connections of whose names nobody knows the aliases, where that matters', () => {
  const counter = new AliasCounter(true);
  for (const known of [true, false, false]) counter.connection(known);
  expect(counter.result()).toEqual({ aliasesUnknown: 2 });
});

it('says nothing where all are known, or nobody asks', () => {
  const counter = new AliasCounter(true);
  counter.connection(true);
  expect(counter.result()).toEqual({});
  const idle = new AliasCounter(false);
  idle.connection(false);
  expect(idle.result()).toEqual({});
});
