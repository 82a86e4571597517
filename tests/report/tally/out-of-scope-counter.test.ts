import { expect, it } from 'vitest';
import type { MessageWindow } from '../../../model/index.js';
import { OutOfScopeCounter } from '../../../report/tally/out-of-scope-counter.js';

const window = (index: number) => ({ index }) as MessageWindow;

it('counts what is left aside, a message in windows once', () => {
  const counter = new OutOfScopeCounter();
  counter.message({});
  for (const index of [0, 1, 2]) counter.message({ window: window(index) });
  counter.exchange();
  counter.connection({ interception: 'intercepted', bytesFromClient: 10, bytesFromServer: 5 });
  counter.connection({ interception: 'passthrough', bytesFromClient: 1, bytesFromServer: 0 });
  counter.connection({ interception: 'passthrough', bytesFromClient: 0, bytesFromServer: 0 });
  expect(counter.result(true)).toEqual({ outOfScope: { connections: 3, exchanges: 1, messages: 2, bytes: 16, unread: 1 } });
});

it('shows that there was a scope also where nothing was outside, and nothing without one', () => {
  expect(new OutOfScopeCounter().result(true)).toEqual({ outOfScope: { connections: 0, exchanges: 0, messages: 0, bytes: 0, unread: 0 } });
  const counter = new OutOfScopeCounter();
  counter.exchange();
  expect(counter.result(false)).toEqual({});
});
