import { expect, it } from 'vitest';
import type { Exchange } from '../../../../model/index.js';
import { ExchangeQueue } from '../../../../proxy/protocols/http1/exchange-queue.js';
import { FieldLines } from '../../../../proxy/protocols/http1/field-lines.js';
import type { ParsedRequest } from '../../../../proxy/protocols/http1/read-head.js';
import { defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { testConnection } from '../../../wire/feed.js';

function queue(limits = {}): { waiting: ExchangeQueue; told: string[] } {
  const told: string[] = [];
  const ignore = () => undefined;
  const exchange = ({ id, complete, startedDateTime, endedDateTime }: Exchange) =>
    told.push(`${id} ${startedDateTime}-${endedDateTime}${complete ? '' : ' incomplete'}`);
  const sink = { message: ignore, gap: ignore, exchange };
  const context = { connection: testConnection(), wire: 'tls', limits: { ...defaultObserverLimits, ...limits }, sink } as const;
  return { waiting: new ExchangeQueue(context, 'c7'), told };
}

function head(method = 'GET'): ParsedRequest {
  return { kind: 'request', request: { method, target: '/', version: 'HTTP/1.1', headers: [] }, fields: new FieldLines() };
}

it('tells of an exchange once both its messages have ended, whichever ends last', () => {
  const { waiting, told } = queue();
  const first = waiting.open(head(), 10, 1);
  const second = waiting.open(head('CONNECT'), 10, 2);
  expect([first.maySwitch, second.maySwitch]).toEqual([false, true]);
  waiting.requestEnded(first, 3);
  waiting.responseEnded(4);
  expect(waiting.first).toBe(second);
  waiting.responseEnded(5);
  expect(told).toEqual(['c7-x1 1-4']);
  waiting.requestEnded(second, 6);
  expect(told).toEqual(['c7-x1 1-4', 'c7-x2 2-6']);
  waiting.responseEnded(7);
  expect(told).toHaveLength(2);
});

it('gives up what is open, also the one that was answered early', () => {
  const { waiting, told } = queue();
  const early = waiting.open(head(), 10, 1);
  waiting.responseEnded(2);
  waiting.open(head(), 10, 3);
  waiting.giveUp(early, 4);
  expect(told).toEqual(['c7-x1 1-4 incomplete', 'c7-x2 3-4 incomplete']);
  expect(waiting.first).toBeUndefined();
});

it('is full by number, and by the size of the heads it keeps', () => {
  const few = queue({ pipelined: 1 }).waiting;
  expect(few.full).toBe(false);
  few.open(head(), 1, 0);
  expect(few.full).toBe(true);
  const small = queue({ head: 100 }).waiting;
  for (let count = 0; count < 4; count += 1) small.open(head(), 100, 0);
  expect(small.full).toBe(false);
  small.open(head(), 1, 0);
  expect(small.full).toBe(true);
  small.responseEnded(1);
  expect(small.full).toBe(false);
});
