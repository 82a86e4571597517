import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../model/index.js';
import { StreamTable } from '../../../../proxy/protocols/http2/stream-table.js';
import { defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { testConnection } from '../../../wire/feed.js';

const request = { method: 'GET', target: '/', version: 'HTTP/2', headers: [] };

function table(limits: { pipelined?: number; head?: number } = {}) {
  const told: Exchange[] = [];
  const sink = { message: () => undefined, exchange: (exchange: Exchange) => void told.push(exchange), gap: () => undefined };
  return {
    told,
    streams: new StreamTable({ connection: testConnection(), wire: 'tls', limits: { ...defaultObserverLimits, ...limits }, sink }, 'p'),
  };
}

describe('StreamTable', () => {
  it('numbers exchanges as streams open, whatever their own numbers, but for one that began elsewhere', () => {
    const { streams } = table();
    expect([streams.open(1, request, 0, 0, 'c7-x9').id, streams.open(7, request, 0, 0).id, streams.open(2, request, 0, 0).id]).toEqual([
      'c7-x9',
      'p-x1',
      'p-x2',
    ]);
    expect(streams.get(7)?.id).toBe('p-x1');
    expect(streams.get(3)).toBeUndefined();
  });

  it('tells of an exchange once, and forgets the stream', () => {
    const { streams, told } = table();
    const stream = streams.open(1, request, 10, 5);
    stream.requestEnded = true;
    stream.responseEnded = true;
    stream.status = 204;
    streams.tell(stream, 8);
    streams.close(stream, 9);
    expect(told).toEqual([{ id: 'p-x1', connectionId: 'c7', request, status: 204, startedDateTime: 5, endedDateTime: 8, complete: true }]);
    expect([...streams.values()]).toEqual([]);
  });

  it.each([
    ['broken off', true, true, true],
    ['not answered', true, false, false],
    ['answered before the request had ended', false, true, false],
  ])('tells of one %s that it is not complete', (_, requestEnded, responseEnded, broken) => {
    const { streams, told } = table();
    const stream = streams.open(1, request, 10, 5);
    Object.assign(stream, { requestEnded, responseEnded, broken });
    streams.close(stream, 9);
    expect(told[0]?.complete).toBe(false);
  });

  it('is full by number and by size of heads, and has room again', () => {
    const few = table({ pipelined: 2 }).streams;
    const first = few.open(1, request, 0, 0);
    expect(few.full).toBe(false);
    few.open(3, request, 0, 0);
    expect(few.full).toBe(true);
    few.close(first, 0);
    expect(few.full).toBe(false);
    const small = table({ head: 10 }).streams;
    const large = small.open(1, request, 161, 0);
    expect(small.full).toBe(true);
    small.close(large, 0);
    expect(small.full).toBe(false);
  });
});
