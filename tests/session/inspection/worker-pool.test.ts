import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlantedLater } from '../../../rules/index.js';
import type { InspectionJob, Outcome, Route } from '../../../session/inspection/inspection-job.js';
import { createWorkerPool } from '../../../session/inspection/worker-pool.js';
import { connection, message } from '../../rules/evaluate/samples.js';
import { fakeThreads } from './fake-threads.js';

const jobLimit = 1_000;

function setUp(count = 1) {
  const { threads, start } = fakeThreads();
  const planted: PlantedLater[] = [];
  const pool = createWorkerPool({ start, count, plantedLater: () => planted, jobLimit, startLimit: 5_000 });
  const outcomes: string[] = [];
  const submit = (id: string, parts: Partial<InspectionJob> & { size?: number } = {}): void => {
    const tell = (outcome: Outcome): void => {
      outcomes.push(`${id} ${outcome.kind === 'lost' ? outcome.cause : outcome.kind}`);
    };
    const body = { bytes: Buffer.alloc(parts.size ?? 1), size: 1, truncated: false };
    const whole = { ...message(connection(), 'GET /a', { status: 200 }), id, body };
    pool.submit({ message: whole, task: { kind: 'fields', definitions: [], teaches: false }, done: tell, ...parts });
  };
  return { threads, pool, planted, outcomes, submit };
}

const newRoute = (): Route => ({ started: false, lost: false });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the pool of inspecting threads', () => {
  it('starts none before there is something to do, and gives a thread one message at a time', () => {
    const { threads, outcomes, submit } = setUp();
    expect(threads).toEqual([]);
    submit('a');
    submit('b');
    const [thread] = threads;
    expect(thread!.given).toEqual([]);
    thread!.ready();
    expect(thread!.given).toEqual(['a']);
    thread!.clean();
    expect([thread!.given, outcomes, thread!.isBusy]).toEqual([['a', 'b'], ['a clean'], true]);
    thread!.clean();
    expect([threads.length, outcomes, thread!.isBusy]).toEqual([1, ['a clean', 'b clean'], false]);
  });

  it('starts more as long as those there are busy, then takes the one with least to do', () => {
    const { threads, submit } = setUp(2);
    submit('a', { size: 100 });
    submit('b', { size: 10 });
    submit('c', { size: 10 });
    for (const thread of threads) thread.ready();
    threads[1]!.clean();
    expect(threads.map(({ given }) => given)).toEqual([['a'], ['b', 'c']]);
  });

  it('gives the windows of one message to one thread', () => {
    const { threads, submit } = setUp(2);
    const route = newRoute();
    submit('w', { route, size: 100 });
    submit('other');
    submit('w', { route, size: 100 });
    for (const thread of threads) thread.ready();
    threads[0]!.clean();
    expect(threads.map(({ given }) => given)).toEqual([['w', 'w'], ['other']]);
  });

  it('tells a thread what was planted before the next message, each value once, and a new thread all of it', () => {
    const { threads, planted, submit } = setUp();
    const told = (index: number) =>
      threads[index]!.sent.map((sent) => (sent.kind === 'plant' ? sent.values.map(({ text }) => text).join() : sent.kind));
    planted.push({ field: 'f', text: 'one' });
    submit('a');
    threads[0]!.ready();
    planted.push({ field: 'f', text: 'two' }, { field: 'f', text: 'three' });
    submit('b');
    threads[0]!.clean();
    expect(told(0)).toEqual(['one', 'inspect', 'two,three', 'inspect']);
    threads[0]!.events.ended('crashed');
    submit('c');
    threads[1]!.ready();
    expect(told(1)).toEqual(['one,two,three', 'inspect']);
  });

  it('replaces a thread that dies: it takes one message with it', () => {
    const { threads, outcomes, submit } = setUp();
    for (const id of ['a', 'b']) submit(id);
    threads[0]!.ready();
    threads[0]!.events.ended('out-of-memory');
    expect([outcomes, threads.length, threads[0]!.terminated]).toEqual([['a out-of-memory'], 2, true]);
    threads[1]!.ready();
    threads[1]!.clean();
    expect(outcomes).toEqual(['a out-of-memory', 'b clean']);
    // What it still says is no longer listened to.
    threads[0]!.clean();
    expect(outcomes).toHaveLength(2);
  });

  it('ends a thread that takes too long', () => {
    const { threads, outcomes, submit } = setUp();
    submit('a');
    submit('b');
    threads[0]!.ready();
    vi.advanceTimersByTime(jobLimit - 1);
    expect(outcomes).toEqual([]);
    vi.advanceTimersByTime(1);
    expect([outcomes, threads[0]!.terminated]).toEqual([['a stuck'], true]);
    threads[1]!.ready();
    vi.advanceTimersByTime(jobLimit - 1);
    threads[1]!.clean();
    vi.advanceTimersByTime(10 * jobLimit);
    expect(outcomes).toEqual(['a stuck', 'b clean']);
  });

  it('loses all later windows of a message whose thread is gone, also those that waited, and no others', () => {
    const { threads, outcomes, submit } = setUp();
    const [begun, waiting] = [newRoute(), newRoute()];
    submit('begun', { route: begun });
    submit('begun', { route: begun });
    submit('waiting', { route: waiting });
    threads[0]!.ready();
    threads[0]!.clean();
    submit('waiting', { route: waiting });
    threads[0]!.events.ended('crashed');
    submit('begun', { route: begun });
    threads[1]!.ready();
    threads[1]!.clean();
    threads[1]!.clean();
    expect(outcomes).toEqual(['begun clean', 'begun crashed', 'begun earlier-part', 'waiting clean', 'waiting clean']);
  });

  it('a message inspected by a thread that died between its windows is lost, too', () => {
    const { threads, outcomes, submit } = setUp();
    const route = newRoute();
    submit('w', { route });
    threads[0]!.ready();
    threads[0]!.clean();
    threads[0]!.events.ended('crashed');
    submit('w', { route });
    expect(outcomes).toEqual(['w clean', 'w earlier-part']);
  });

  it('gives messages back when threads cannot be started', () => {
    const { threads, pool, outcomes, submit } = setUp();
    submit('a');
    threads[0]!.events.ended('crashed');
    expect([outcomes, pool.usable]).toEqual([[], true]);
    vi.advanceTimersByTime(5_000);
    submit('b');
    expect([outcomes, pool.usable, threads.length]).toEqual([['a returned', 'b returned'], false, 2]);
  });

  it('gives messages back when starting a thread throws', () => {
    const start = (): never => {
      throw new Error('no threads here');
    };
    const pool = createWorkerPool({ start, count: 1, plantedLater: () => [], jobLimit, startLimit: 1 });
    const outcomes: Outcome[] = [];
    const done = (outcome: Outcome): void => void outcomes.push(outcome);
    pool.submit({ message: message(connection(), 'GET /a'), task: { kind: 'scan', definitions: [], teaches: false }, done });
    expect([outcomes, pool.usable]).toEqual([[{ kind: 'returned' }], false]);
  });

  it('passes on which messages are gone', () => {
    const { threads, pool, submit } = setUp();
    pool.forget(['nothing is there yet']);
    submit('a');
    pool.forget(['m1', 'm2']);
    expect(threads[0]!.sent).toEqual([{ kind: 'forget', messageIds: ['m1', 'm2'] }]);
  });

  it('loses what is under way when it is closed', () => {
    const { threads, pool, outcomes, submit } = setUp();
    submit('a');
    submit('b');
    threads[0]!.ready();
    pool.close();
    submit('c');
    expect([outcomes.sort(), threads.length, pool.usable]).toEqual([['a run-over', 'b run-over', 'c run-over'], 1, false]);
  });
});
