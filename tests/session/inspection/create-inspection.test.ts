import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../decode/index.js';
import type { Connection, Gap, Judgement, Message } from '../../../model/index.js';
import type { Ruleset } from '../../../rules/index.js';
import { createInspection } from '../../../session/inspection/create-inspection.js';
import type { InspectionSizes } from '../../../session/inspection/inspection.js';
import type { InspectionJob, Outcome } from '../../../session/inspection/inspection-job.js';
import { SpareBuffers } from '../../../session/inspection/spare-buffers.js';
import type { ValueTap } from '../../../session/inspection/value-tap.js';
import { cleartextConnection, field, judgeOf, message, place, rule, ruleset } from '../../rules/evaluate/samples.js';

const planted = 'u-7d41c9e2-harbour';
const token = 'tok-7f3a9c21d0-heron';
const leaks = ruleset([rule('leak', { fields: ['id'] })], [field('id', { values: [planted] })]);

/** An inspection whose threads answer when the test says so. */
function setUp(rules: Ruleset = leaks, sizes: Partial<InspectionSizes> = { large: 200 }, tap?: ValueTap) {
  const judge = judgeOf(rules);
  const jobs: InspectionJob[] = [];
  const said: string[] = [];
  const depths: string[] = [];
  const gaps: Gap[] = [];
  const backlog: boolean[] = [];
  const faults: unknown[] = [];
  const values: string[] = [];
  const pool = {
    usable: true,
    spare: new SpareBuffers(),
    submit: (job: InspectionJob) => void jobs.push(job),
    forgotten: [] as string[],
    forget: (ids: readonly string[]) => void pool.forgotten.push(...ids),
    close: () => {
      pool.usable = false;
      for (const job of jobs.splice(0)) job.done({ kind: 'lost', cause: 'run-over' });
    },
  };
  const inspection = createInspection({
    judge,
    decoder: createDecoder(),
    pool,
    jobLimit: 20_000,
    sizes,
    turn: Number.POSITIVE_INFINITY,
    ...(tap === undefined ? {} : { tap }),
    sink: {
      counted: (counted, depth) => depths.push(`${depth} ${counted.body.bytes.length}`),
      gaps: (found) => gaps.push(...found),
      judged: (judgements: readonly Judgement[]) => {
        for (const { kind, message: on, openBecause } of judgements)
          said.push(`${kind} ${on?.request?.target}${openBecause === undefined ? '' : ` ${openBecause.gap}`}`);
      },
      values: (_connection, { request }, read) => values.push(`${request?.target} ${read === undefined ? 'unread' : read.left}`),
      failed: (_connection, id, error) => said.push(`failed ${id} ${error}`),
      backlog: (full) => backlog.push(full),
      fault: (error) => faults.push(error),
    },
  });
  /** A thread is done: with what decoding gives. */
  const finish = (index = 0): void => {
    const job = jobs.splice(index, 1)[0]!;
    job.done({ kind: 'read', ...createDecoder().decode(job.message) });
  };
  const answer = (outcome: Outcome): void => jobs.shift()!.done(outcome);
  return { inspection, judge, jobs, pool, said, depths, gaps, backlog, faults, values, finish, answer };
}

const on = cleartextConnection();
const small = (path: string, text = planted, to: Connection = on): Message =>
  message(to, `POST ${path}`, { text: JSON.stringify({ text }) });
const large = (path: string, text = planted, parts: Partial<Message> = {}): Message =>
  message(on, `POST ${path}`, { text: JSON.stringify({ text, more: 'x'.repeat(300) }), ...parts });

describe('inspection', () => {
  it('does small messages at once, and large ones in threads', () => {
    const { inspection, jobs, said, finish } = setUp();
    inspection.message(on, small('/small'));
    expect([said, jobs.length, inspection.idle]).toEqual([['fail /small'], 0, true]);
    inspection.message(on, large('/large'));
    expect([said, jobs.length, inspection.idle]).toEqual([['fail /small'], 1, false]);
    finish();
    expect([said, inspection.idle]).toEqual([['fail /small', 'fail /large'], true]);
  });

  it('says everything in order of arrival, however long a message takes', () => {
    const { inspection, said, finish } = setUp();
    inspection.message(on, small('/1'));
    inspection.message(on, large('/2'));
    inspection.message(on, small('/3'));
    inspection.afterwards(() => said.push('closed'));
    inspection.message(on, large('/4'));
    inspection.message(on, small('/5'));
    expect(said).toEqual(['fail /1']);
    finish(1);
    expect(said).toEqual(['fail /1']);
    finish();
    expect(said).toEqual(['fail /1', 'fail /2', 'fail /3', 'closed', 'fail /4', 'fail /5']);
  });

  it('does what comes afterwards at once when nothing is under way, and goes on when it throws', () => {
    const { inspection, said, faults, finish } = setUp();
    inspection.afterwards(() => said.push('now'));
    inspection.message(on, large('/1'));
    inspection.afterwards(() => {
      throw new Error('broken');
    });
    inspection.afterwards(() => said.push('then'));
    finish();
    expect([said, faults.length]).toEqual([['now', 'fail /1', 'then'], 1]);
  });

  it('keeps no buffer that was lent', () => {
    const { inspection, said, finish } = setUp();
    for (const lent of [large('/1'), small('/2')]) {
      inspection.message(on, lent);
      lent.body.bytes.fill(0);
    }
    finish();
    expect(said).toEqual(['fail /1', 'fail /2']);
  });

  it('counts each message once, with its bytes', () => {
    const { inspection, depths, finish, answer } = setUp();
    const bytes = [large('/1'), small('/2', 'clean'), large('/3')].map((each) => {
      inspection.message(on, each);
      return each.body.bytes.length;
    });
    finish();
    answer({ kind: 'clean' });
    expect(depths.map((depth) => Number(depth.split(' ')[1])).sort()).toEqual(bytes.sort());
    expect(depths).toHaveLength(3);
  });

  it('leaves alone what no rule can be violated by', () => {
    const nothing = ruleset([rule('off', { fields: ['id'], never: [{ wire: 'cleartext' }] })], [field('id', { values: [planted] })]);
    const { inspection, jobs, depths } = setUp(nothing);
    const tls = { ...cleartextConnection(), wire: 'tls' as const };
    inspection.message(tls, { ...large('/1'), wire: 'tls' });
    expect([jobs.length, depths.length, inspection.idle]).toEqual([0, 1, true]);
  });

  it('makes a gap of a message that is lost, and an open finding', () => {
    const { inspection, said, gaps, depths, answer } = setUp();
    const lost = large('/1');
    inspection.message(on, lost);
    inspection.message(on, small('/2'));
    answer({ kind: 'lost', cause: 'stuck' });
    expect(said).toEqual(['open /1 inspection-failed', 'fail /2']);
    expect(gaps).toMatchObject([{ reason: 'inspection-failed', messageId: lost.id, detail: expect.stringContaining('20 s') }]);
    expect(depths).toContain(`unseen ${lost.body.bytes.length}`);
  });

  it('makes a gap of a fault in a thread, and says its kind only', () => {
    const { inspection, said, gaps, answer } = setUp();
    inspection.message(on, large('/1'));
    answer({ kind: 'fault', error: 'TypeError' });
    expect([said, gaps[0]?.detail]).toEqual([['open /1 inspection-failed'], 'inspection failed (TypeError)']);
  });

  it('inspects here what no thread can be had for, in its turn', () => {
    const { inspection, pool, said, answer } = setUp();
    inspection.message(on, large('/1'));
    inspection.message(on, small('/2'));
    pool.usable = false;
    answer({ kind: 'returned' });
    inspection.message(on, large('/3'));
    expect(said).toEqual(['fail /1', 'fail /2', 'fail /3']);
  });

  it('gives all windows of a message to threads once one was, and none once one was read here', () => {
    const { inspection, jobs } = setUp();
    const part = (id: string, index: number, base: Message, last = false) => ({
      ...base,
      id,
      window: { index, offset: index * 1000, last },
    });
    inspection.message(on, part('a', 0, large('/a')));
    inspection.message(on, part('a', 1, small('/a')));
    inspection.message(on, part('b', 0, small('/b')));
    expect(jobs.map((job) => job.message.window?.index)).toEqual([0, 1]);
    inspection.message(on, part('b', 1, large('/b')));
    inspection.message(on, part('a', 2, small('/a'), true));
    expect(jobs.map(({ message: { id } }) => id)).toEqual(['a', 'a', 'a']);
    expect(new Set(jobs.map(({ route }) => route)).size).toBe(1);
  });

  it('lets threads forget what a connection left open, after the last of it', () => {
    const { inspection, pool, finish } = setUp();
    inspection.message(on, { ...large('/a'), id: 'left', window: { index: 0, offset: 0, last: false } });
    inspection.gone(on);
    expect(pool.forgotten).toEqual([]);
    finish();
    expect(pool.forgotten).toEqual(['left']);
  });

  it('sends smaller messages to threads while inspecting takes all the time', () => {
    const slow = judgeOf(leaks);
    const { inspection, jobs, judge } = setUp(leaks, { large: 100_000, busy: 100 });
    judge.need = (connection, each) => {
      for (const end = performance.now() + 35; performance.now() < end; );
      return slow.need(connection, each);
    };
    inspection.message(on, large('/1'));
    expect(jobs).toHaveLength(0);
    inspection.message(on, large('/2'));
    expect(jobs).toHaveLength(1);
  });

  it('tells when too much waits, and when enough of it is done', () => {
    const { inspection, backlog, finish } = setUp(leaks, { large: 200, full: 10_000, low: 4_000 });
    for (let count = 0; count < 6; count += 1) inspection.message(on, large(`/${count}`));
    expect(backlog).toEqual([true]);
    for (let count = 0; count < 6; count += 1) finish();
    expect(backlog).toEqual([true, false]);
  });

  describe('what may change what later messages need', () => {
    const login = {
      place,
      host: { mode: 'in' as const, members: ['*'] },
      path: { mode: 'in' as const, members: ['/login'] },
      at: { kind: 'body' as const, path: '$.text' },
    };
    const learning = ruleset([rule('leak', { fields: ['session'] })], [field('session', { learn: [login] })]);

    it('a value that a large response issues is looked for in what came while it was inspected', () => {
      const { inspection, said, jobs, finish } = setUp(learning);
      inspection.message(on, { ...large('/login', token), ...responseParts('/login') });
      inspection.message(on, small('/small', token));
      inspection.message(on, large('/large', token));
      expect([said, jobs.length]).toEqual([[], 1]);
      finish();
      expect([said, jobs.length]).toEqual([['fail /small'], 1]);
      finish();
      expect([said, inspection.idle]).toEqual([['fail /small', 'fail /large'], true]);
    });

    it('a value that a small response issues behind a large message, too', () => {
      const { inspection, said, finish } = setUp(learning);
      inspection.message(on, { ...large('/login', 'tok-1111111111-stork'), ...responseParts('/login') });
      inspection.message(on, { ...small('/login', token), ...responseParts('/login') });
      inspection.message(on, small('/small', token));
      finish();
      expect(said).toEqual(['fail /small']);
    });

    it('an act that says so holds what comes after it', () => {
      const { inspection, said, judge, finish } = setUp();
      inspection.message(on, large('/1'));
      inspection.afterwards(() => judge.plant('id', token), true);
      inspection.message(on, small('/2', token));
      finish();
      expect(said).toEqual(['fail /1', 'fail /2']);
    });
  });

  describe('at the end', () => {
    it('waits for what is under way', async () => {
      const { inspection, said, finish } = setUp();
      inspection.message(on, large('/1'));
      setTimeout(finish, 20);
      await inspection.settle(60_000);
      expect(said).toEqual(['fail /1']);
    });

    it('makes gaps of what does not come back, and loses nothing that came after it', async () => {
      const { inspection, said } = setUp();
      inspection.message(on, large('/1'));
      inspection.message(on, small('/2'));
      inspection.afterwards(() => said.push('closed'), true);
      inspection.message(on, large('/3'));
      await inspection.settle(20);
      expect([said, inspection.idle]).toEqual([['open /1 inspection-failed', 'fail /2', 'closed', 'fail /3'], true]);
    });

    it('has nothing to wait for when nothing is under way', async () => {
      const { inspection } = setUp();
      await inspection.settle(60_000);
      expect(inspection.idle).toBe(true);
    });
  });
});

function responseParts(path: string): Partial<Message> {
  const { kind, direction, request, response } = message(on, `POST ${path}`, {
    status: 200,
    headers: ['Content-Type', 'application/json'],
  });
  return { kind, direction, ...(request ? { request } : {}), ...(response ? { response } : {}) };
}

describe('recording values', () => {
  const request = { method: 'POST', path: '/', kind: 'http-request' } as const;
  const tap: ValueTap = (_message, fields) => ({ request, values: [], fields: [], issued: [], left: fields.length > 0 ? 1 : 0 });
  const dull = 'nothing of anybody';

  it('reads every message, wherever it is inspected, and judges only those that rules concern', () => {
    const { inspection, jobs, said, depths, values, finish, answer } = setUp(leaks, { large: 200 }, tap);
    inspection.message(on, small('/dull', dull));
    inspection.message(on, small('/leak'));
    expect([values, said, depths.length]).toEqual([['/dull 1', '/leak 1'], ['fail /leak'], 2]);
    inspection.message(on, large('/1', dull));
    inspection.message(on, large('/2'));
    expect(jobs.map(({ task }) => task.kind)).toEqual(['scan', 'scan']);
    answer({ kind: 'clean', values: { request, values: [], fields: [], issued: [], left: 7 } });
    finish();
    expect([values.slice(2), said]).toEqual([
      ['/1 7', '/2 unread'],
      ['fail /leak', 'fail /2'],
    ]);
  });

  it('gives a thread also what no rule concerns, for its values alone', () => {
    const elsewhere = ruleset(
      [rule('leak', { fields: ['id'], when: { host: { mode: 'in', members: ['other.example'] } } })],
      [field('id', { values: [planted] })],
    );
    const { inspection, jobs, said, depths, values, answer } = setUp(elsewhere, { large: 200 }, tap);
    inspection.message(on, large('/1'));
    expect(jobs.map(({ task }) => task)).toEqual([{ kind: 'values', definitions: [], teaches: false }]);
    answer({ kind: 'clean', values: { request, values: [], fields: [], issued: [], left: 3 } });
    expect([values, said, depths.map((depth) => depth.split(' ')[0])]).toEqual([['/1 3'], [], ['read']]);
    expect(setUp(elsewhere).jobs).toEqual([]);
  });

  it('says of what was lost that it was not read', () => {
    const { inspection, values, answer } = setUp(leaks, { large: 200 }, tap);
    for (const outcome of [
      { kind: 'fault', error: 'RangeError' },
      { kind: 'lost', cause: 'crashed' },
    ] as const) {
      inspection.message(on, large(`/${outcome.kind}`));
      answer(outcome);
    }
    expect(values).toEqual(['/fault unread', '/lost unread']);
  });

  it('does without where nobody asked for it', () => {
    const { inspection, values } = setUp();
    inspection.message(on, small('/leak'));
    expect(values).toEqual([]);
  });
});
