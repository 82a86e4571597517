import { describe, expect, it } from 'vitest';
import { BodyBudget } from '../../../../proxy/protocols/http/body-budget.js';
import { OpenMessage } from '../../../../proxy/protocols/http/open-message.js';
import { defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { describeWindows } from '../../../wire/describe-told.js';
import { type Told, testConnection } from '../../../wire/feed.js';

/** Bodies of one connection that may keep 100 bytes together, each up to 60. */
function bodies() {
  const told: Told[] = [];
  const budget = new BodyBudget(100);
  const sink = {
    message: (message: Extract<Told, { kind: 'message' }>['message']) => {
      told.push({ kind: 'message', message: { ...message, body: { ...message.body, bytes: Buffer.from(message.body.bytes) } } });
    },
    exchange: () => undefined,
    gap: () => undefined,
  };
  const context = {
    connection: testConnection(),
    wire: 'tls' as const,
    limits: { ...defaultObserverLimits, body: 60, window: 20, overlap: 2 },
    sink,
  };
  const open = (id: string, length?: number) =>
    new OpenMessage(
      context,
      {
        id,
        exchangeId: undefined,
        kind: 'http-request',
        direction: 'client-to-server',
        startedDateTime: 0,
        request: undefined,
        response: undefined,
        headBytes: undefined,
      },
      { response: false, length, contentType: 'application/json', encoded: false },
      budget,
    );
  const feed = (message: OpenMessage, text: string) => {
    message.push(Buffer.from(text), 0);
    message.settle();
  };
  return { budget, open, feed, windows: (id: string) => describeWindows(told, id) };
}

describe('bodies with a budget in common', () => {
  it('count what they keep, and give it back', () => {
    const { budget, open, feed } = bodies();
    const first = open('a');
    feed(first, 'x'.repeat(50));
    feed(first, 'x'.repeat(5));
    const second = open('b');
    feed(second, 'y'.repeat(30));
    expect(budget.used).toBe(85);
    first.finish('complete', undefined);
    expect(budget.used).toBe(30);
    second.finish('cancelled', undefined);
    expect(budget.used).toBe(0);
    expect(budget.exhausted).toBe(false);
  });

  it('count the room that a known length is given', () => {
    const { budget, open, feed } = bodies();
    feed(open('a', 40), 'x');
    expect(budget.used).toBe(40);
    feed(open('b', 1_000_000), 'x');
    expect(budget.used).toBe(40 + 16 * 1024);
    feed(open('c', 0), '');
    expect(budget.used).toBe(40 + 16 * 1024);
  });

  it('are judged in windows once it is used up, and whole again when there is room', () => {
    const { budget, open, feed, windows } = bodies();
    const [first, second, third] = [open('a'), open('b'), open('c')];
    feed(first, '1'.repeat(55));
    feed(second, '2'.repeat(55));
    expect(budget.exhausted).toBe(true);
    expect(windows('a')).toEqual([]);
    feed(third, '3'.repeat(30));
    expect(windows('c')).toEqual([`0:${'3'.repeat(20)}`]);
    feed(first, '1');
    expect(windows('a')).toEqual([`0:${'1'.repeat(55)}`]);
    third.finish('complete', undefined);
    second.finish('complete', undefined);
    expect(windows('b')).toEqual([`whole:${'2'.repeat(55)}`]);
    expect(windows('c')[1]).toBe(`18:${'3'.repeat(12)}+`);
    const fourth = open('d');
    feed(fourth, '4'.repeat(60));
    fourth.finish('complete', undefined);
    expect(windows('d')).toEqual([`whole:${'4'.repeat(60)}`]);
  });
});
