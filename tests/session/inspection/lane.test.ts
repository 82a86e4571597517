import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlantedLater } from '../../../rules/index.js';
import type { InspectionJob, Outcome, Route } from '../../../session/inspection/inspection-job.js';
import { Lane } from '../../../session/inspection/lane.js';
import { connection, message } from '../../rules/evaluate/samples.js';
import { fakeThreads } from './fake-threads.js';

const [jobLimit, startLimit] = [1_000, 5_000];

function setUp() {
  const { threads, start } = fakeThreads();
  const planted: PlantedLater[] = [];
  /** What happened, in order. */
  const told: string[] = [];
  const spare: ArrayBuffer[] = [];
  const lane = new Lane({
    start,
    spare: (buffer) => void spare.push(buffer),
    plantedLater: () => planted,
    jobLimit,
    startLimit,
    ended: (which, begun) => void told.push(`ended ${which === lane} ${begun}`),
  });
  const thread = threads[0]!;
  const add = (id: string, parts: { readonly size?: number; readonly route?: Route } = {}): void => {
    const { size = 1, route } = parts;
    const whole = { ...message(connection(), 'GET /a'), id, body: { bytes: Buffer.alloc(size), size, truncated: false } };
    const job: InspectionJob = {
      message: whole,
      task: { kind: 'fields', definitions: [], teaches: false },
      done: (outcome: Outcome) =>
        void told.push(`${id} ${outcome.kind === 'lost' ? outcome.cause : outcome.kind}, given ${thread.given.join('')}`),
      ...(route === undefined ? {} : { route }),
    };
    lane.add(job);
  };
  return { lane, thread, planted, told, add, spare };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a lane', () => {
  it('keeps what comes until its thread is there, then hands it on one by one', () => {
    const { lane, thread, told, add } = setUp();
    for (const id of ['a', 'b', 'c']) add(id);
    expect([thread.given, lane.waiting.length]).toEqual([[], 3]);
    thread.ready();
    expect([thread.given, lane.waiting.length]).toEqual([['a'], 2]);
    thread.clean();
    thread.clean();
    thread.clean();
    // The next is given before what came of the one before is told, so that nobody waits.
    expect(told).toEqual(['a clean, given ab', 'b clean, given abc', 'c clean, given abc']);
  });

  it('passes on the buffers that its thread hands back, before it says what came of the message', () => {
    const { thread, told, add, spare } = setUp();
    add('a');
    add('b');
    thread.ready();
    const buffer = new ArrayBuffer(8);
    thread.clean(buffer);
    expect([spare, told.length]).toEqual([[buffer], 1]);
    thread.clean();
    expect([spare.length, told.length]).toEqual([1, 2]);
  });

  it('counts the bytes of what waits and of what is under way', () => {
    const { lane, thread, add } = setUp();
    add('a', { size: 100 });
    add('b', { size: 10 });
    thread.ready();
    expect(lane.bytes).toBe(110);
    thread.clean();
    expect(lane.bytes).toBe(10);
    thread.clean();
    expect(lane.bytes).toBe(0);
  });

  it('keeps the process alive only while there is something to do', () => {
    const { lane, thread, add } = setUp();
    thread.ready();
    expect([lane.idle, thread.isBusy]).toEqual([true, false]);
    add('a');
    add('b');
    expect([lane.idle, thread.isBusy]).toEqual([false, true]);
    thread.clean();
    expect([lane.idle, thread.isBusy]).toEqual([false, true]);
    thread.clean();
    expect([lane.idle, thread.isBusy, vi.getTimerCount()]).toEqual([true, false, 0]);
  });

  it('tells its thread of what was planted since, before the next message, each value once', () => {
    const { thread, planted, add } = setUp();
    const told = () => thread.sent.map((sent) => (sent.kind === 'plant' ? sent.values.map(({ text }) => text).join() : sent.kind));
    planted.push({ field: 'f', text: 'one' }, { field: 'f', text: 'two' });
    thread.ready();
    expect(told()).toEqual([]);
    for (const id of ['a', 'b', 'c']) {
      add(id);
      thread.clean();
      if (id === 'b') planted.push({ field: 'f', text: 'three' });
    }
    expect(told()).toEqual(['one,two', 'inspect', 'inspect', 'three', 'inspect']);
  });

  it('marks the route of what was begun, and of no other', () => {
    const { thread, add } = setUp();
    const routes = ['a', 'b'].map((): Route => ({ started: false, lost: false }));
    for (const [index, route] of routes.entries()) add(String(index), { route });
    expect(routes.map(({ started }) => started)).toEqual([false, false]);
    thread.ready();
    expect(routes.map(({ started }) => started)).toEqual([true, false]);
  });

  it('passes on which messages are gone while its thread is there', () => {
    const { lane, thread } = setUp();
    lane.forget(['m1', 'm2']);
    lane.end('run-over');
    lane.forget(['m3']);
    expect(thread.sent).toEqual([{ kind: 'forget', messageIds: ['m1', 'm2'] }]);
  });
});

describe('the end of a lane', () => {
  it('loses the message under way alone, after saying that the lane is dead', () => {
    const { lane, thread, told, add } = setUp();
    const routes = ['a', 'b'].map((): Route => ({ started: false, lost: false }));
    for (const [index, route] of routes.entries()) add('ab'[index]!, { route });
    thread.ready();
    thread.events.ended('out-of-memory');
    expect(told).toEqual(['ended true true', 'a out-of-memory, given a']);
    expect(routes.map(({ lost }) => lost)).toEqual([true, false]);
    expect([lane.dead, thread.terminated, lane.waiting.map(({ message: { id } }) => id)]).toEqual([true, true, ['b']]);
  });

  it('comes once, and nothing that the thread says after it counts', () => {
    const { lane, thread, told, add } = setUp();
    add('a');
    add('b');
    thread.ready();
    lane.end('run-over');
    lane.end('crashed');
    thread.events.ended('crashed');
    thread.clean();
    thread.ready();
    vi.advanceTimersByTime(10 * startLimit);
    expect([told, thread.given]).toEqual([['ended true true', 'a run-over, given a'], ['a']]);
  });

  it('says whether the thread ever was there', () => {
    const { thread, told, add } = setUp();
    add('a');
    thread.events.ended('crashed');
    expect(told).toEqual(['ended true false']);
  });

  it('comes when a thread takes too long to start', () => {
    const { lane, thread, told, add } = setUp();
    add('a');
    vi.advanceTimersByTime(startLimit - 1);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect([told, thread.terminated, lane.waiting.length]).toEqual([['ended true false'], true, 1]);
  });

  it('comes when a message takes too long, each having the whole limit', () => {
    const { thread, told, add } = setUp();
    add('a');
    add('b');
    vi.advanceTimersByTime(startLimit - 1);
    thread.ready();
    vi.advanceTimersByTime(jobLimit - 1);
    thread.clean();
    vi.advanceTimersByTime(jobLimit - 1);
    expect(told).toEqual(['a clean, given ab']);
    vi.advanceTimersByTime(1);
    expect(told.slice(1)).toEqual(['ended true true', 'b stuck, given ab']);
  });

  it('does not come to a thread that has nothing to do', () => {
    const { lane, thread } = setUp();
    thread.ready();
    vi.advanceTimersByTime(100 * startLimit);
    expect(lane.dead).toBe(false);
  });
});
