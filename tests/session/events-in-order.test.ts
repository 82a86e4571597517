import { describe, expect, it } from 'vitest';
import type { Connection, Exchange, Gap, Message } from '../../model/index.js';
import { type EventsInOrderOptions, eventsInOrder } from '../../session/events-in-order.js';
import fc from '../harness/fast-check.js';

const connection = (id: string) => ({ id }) as Connection;
const message = (id: string, bytes = Buffer.from(id)) => ({ id, body: { bytes, size: bytes.length, truncated: false } }) as Message;
const exchange = (id: string) => ({ id }) as Exchange;
const gap = (detail: string) => ({ detail }) as Gap;

function setUp(options: Partial<EventsInOrderOptions> = {}) {
  const seen: string[] = [];
  const faults: unknown[] = [];
  const backlog: boolean[] = [];
  const order = eventsInOrder(
    {
      opened: ({ id }) => void seen.push(`${id} opened`),
      closed: ({ id }) => void seen.push(`${id} closed`),
      sink: ({ id }) => ({
        message: ({ body }) => void seen.push(`${id} ${body.bytes.toString()}`),
        exchange: (told) => void seen.push(`${id} exchange ${told.id}`),
        gap: ({ detail }) => void seen.push(`${id} gap ${detail}`),
      }),
    },
    { fault: (error) => faults.push(error), backlog: (full) => backlog.push(full), ...options },
  );
  return { order, seen, faults, backlog };
}

/** A promise that is settled by hand. */
function later() {
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  return {
    settled,
    settle: () => {
      settle();
      return settled;
    },
  };
}

describe('eventsInOrder', () => {
  it('passes on at once where nothing waits', () => {
    const { order, seen } = setUp();
    const one = connection('one');
    order.events.opened(one);
    const sink = order.events.sink(one);
    sink.message(message('m'));
    sink.exchange(exchange('e'));
    sink.gap(gap('g'));
    order.events.closed(one);
    expect(seen).toEqual(['one opened', 'one m', 'one exchange e', 'one gap g', 'one closed']);
    expect(order.idle).toBe(true);
  });

  it('keeps back a connection whose name is being followed, and all that comes after, in order', async () => {
    const { order, seen } = setUp();
    const [one, two] = [connection('one'), connection('two')];
    const { settled, settle } = later();
    order.events.opened(two);
    order.events.named?.(one, settled);
    order.events.sink(two).message(message('before'));
    order.events.opened(one);
    const sink = order.events.sink(one);
    const bytes = Buffer.from('secret');
    sink.message(message('m', bytes));
    // Its buffer belongs to an observer, which goes on.
    bytes.fill(0);
    order.events.sink(two).exchange(exchange('e'));
    sink.gap(gap('g'));
    order.events.closed(one);
    order.events.closed(two);
    expect(seen).toEqual(['two opened', 'two before']);
    expect(order.idle).toBe(false);
    const whole = order.settled();
    settle();
    await whole;
    expect(seen.slice(2)).toEqual(['one opened', 'one secret', 'two exchange e', 'one gap g', 'one closed', 'two closed']);
    expect(order.idle).toBe(true);
    order.events.sink(two).message(message('after'));
    expect(seen.at(-1)).toBe('two after');
  });

  it('asks the relay to wait while much is kept back, and no longer', async () => {
    const { order, backlog } = setUp({ full: 100, low: 50 });
    const one = connection('one');
    const { settled, settle } = later();
    order.events.named?.(one, settled);
    const sink = order.events.sink(one);
    sink.message(message('a', Buffer.alloc(100)));
    expect(backlog).toEqual([]);
    sink.message(message('b', Buffer.alloc(1)));
    sink.message(message('c', Buffer.alloc(500)));
    expect(backlog).toEqual([true]);
    settle();
    await order.settled();
    expect(backlog).toEqual([true, false]);
  });

  it('goes on behind a listener that throws', async () => {
    const faults: unknown[] = [];
    const seen: string[] = [];
    const order = eventsInOrder(
      {
        opened: () => {
          throw new Error('of the listener');
        },
        closed: ({ id }) => void seen.push(id),
        sink: () => ({ message: () => undefined, exchange: () => undefined, gap: () => undefined }),
      },
      { fault: (error) => faults.push(error), backlog: () => undefined },
    );
    const one = connection('one');
    const { settled, settle } = later();
    order.events.named?.(one, settled);
    order.events.opened(one);
    order.events.closed(one);
    settle();
    await order.settled();
    expect(faults).toMatchObject([{ message: 'of the listener' }]);
    expect(seen).toEqual(['one']);
  });

  it('loses nothing and changes no order, whatever is followed and whenever it settles', async () => {
    const event = fc.record({ on: fc.nat(3), kind: fc.constantFrom('message', 'settle', 'exchange') });
    await fc.assert(
      fc.asyncProperty(fc.subarray([0, 1, 2, 3]), fc.array(event, { maxLength: 60 }), async (followed, events) => {
        const { order, seen, faults } = setUp();
        const connections = [0, 1, 2, 3].map((index) => connection(`c${index}`));
        const names = new Map(followed.map((index) => [index, later()]));
        for (const [index, { settled }] of names) order.events.named?.(connections[index]!, settled);
        const expected: string[] = [];
        for (const [count, { on, kind }] of events.entries()) {
          if (kind === 'settle') await names.get(on)?.settle();
          else if (kind === 'message') {
            order.events.sink(connections[on]!).message(message(`m${count}`));
            expected.push(`c${on} m${count}`);
          } else {
            order.events.sink(connections[on]!).exchange(exchange(`${count}`));
            expected.push(`c${on} exchange ${count}`);
          }
        }
        for (const { settle } of names.values()) settle();
        await order.settled();
        expect(seen).toEqual(expected);
        expect(faults).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
