import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Message } from '../../../model/index.js';
import type { Ruleset } from '../../../rules/index.js';
import fc from '../../harness/fast-check.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';
import { cleartextConnection, field, message, place, rule, ruleset } from '../../rules/evaluate/samples.js';
import { type Compared, realPool, recording, saidOf, windowsOf } from './compare-inspections.js';

const planted = ['u-7d41c9e2-harbour', 'qa.person+77@example.test', '+819012345678'];
const rules = ruleset(
  [rule('planted', { fields: ['id', 'phone'] }), rule('kinds', { fields: ['mail', 'card', 'named'], level: 'warning' })],
  [
    field('id', { values: planted.slice(0, 2) }),
    field('phone', { values: planted.slice(2), as: 'phone' }),
    field('mail', { matchers: [{ name: 'email', options: {}, place }] }),
    field('card', { matchers: [{ name: 'credit-card', options: {}, place }], patterns: ['zz-[0-9]{4}'] }),
    field('named', { names: ['device_id'], under: ['user', '$..device'] }),
  ],
);
const plantedOnly: Ruleset = ruleset([rule('planted', { fields: ['id'] })], [field('id', { values: planted })]);
const json = ['Content-Type', 'application/json'];
const on = cleartextConnection();

const threaded = (of: Ruleset, program?: URL, jobLimit?: number): Compared => {
  const compared = recording(of, (judge) => realPool(of, judge, program, jobLimit));
  onTestFinished(() => compared.inspection.close());
  return compared;
};

/** Planted values at the start, in the middle and at the end, and some at the seams of windows. */
function largeJson(bytes: number): Buffer {
  const filler = (index: number): string =>
    JSON.stringify({ index, text: `river stone ${index} window market`, at: 1_700_000_000 + index });
  const items: string[] = [JSON.stringify({ user: { device_id: 'abc-1', mail: planted[0] } })];
  let length = 0;
  for (let index = 0; length < bytes; index += 1) {
    const item = index % 9_000 === 4_500 ? JSON.stringify({ note: `call ${planted[2]} or zz-4411`, index }) : filler(index);
    items.push(item);
    length += item.length + 1;
  }
  items.push(JSON.stringify({ mail: planted[1] }));
  return Buffer.from(`{"items":[${items.join(',')}]}`);
}

function response(body: Buffer, headers: readonly string[] = json): Message {
  return { ...message(on, 'GET /large', { status: 200, headers }), body: { bytes: body, size: body.length, truncated: false } };
}

describe('inspection in threads', () => {
  it('finds what is planted in the windows of a large JSON document exactly as it is found at once', async () => {
    const windows = windowsOf(response(largeJson(5 * 2 ** 20)));
    for (const of of [plantedOnly, rules]) {
      const expected = await saidOf(recording(of), on, windows);
      expect(expected.filter((line) => line.includes('"ruleId":"planted"')).length).toBeGreaterThan(3);
      expect(await saidOf(threaded(of), on, windows)).toEqual(expected);
    }
  });

  it('goes on with a content coding from window to window', async () => {
    const body = gzipSync(largeJson(2 ** 20), { level: 0 });
    const windows = windowsOf(response(body, [...json, 'Content-Encoding', 'gzip']), 128 * 1024, 64 * 1024, 0);
    const expected = await saidOf(recording(rules), on, windows);
    expect(expected.some((line) => line.includes('"ruleId":"planted"'))).toBe(true);
    expect(await saidOf(threaded(rules), on, windows)).toEqual(expected);
  });

  it('says the same of any messages, in the same order', async () => {
    const value = fc.oneof(
      fc.constantFrom(...planted, 'someone@mail.example', '4111 1111 1111 1111', 'zz-1234', 'null', ''),
      fc.string({ maxLength: 20 }),
      fc.integer(),
    );
    const name = fc.constantFrom('device_id', 'user', 'a', 'device');
    const text = fc.oneof(
      fc.dictionary(name, fc.oneof(value, fc.dictionary(name, value))).map((object) => JSON.stringify(object)),
      fc
        .dictionary(name, value)
        .map((object) =>
          new URLSearchParams(Object.fromEntries(Object.entries(object).map(([key, each]) => [key, String(each)]))).toString(),
        ),
      value.map((each) => Buffer.from(String(each)).toString('base64')),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    const messages = fc.array(
      fc.record({
        text,
        headers: fc.constantFrom([], json, [...json, 'X-Device_Id', planted[0]!]),
        path: fc.constantFrom('/a', `/b?device_id=${planted[1]}`),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const inThreads = threaded(rules);
    await fc.assert(
      fc.asyncProperty(messages, async (parts) => {
        const list = parts.map(({ path, ...rest }) => message(on, `POST ${path}`, rest));
        const expected = await saidOf(recording(rules), on, list);
        inThreads.said.length = 0;
        expect(await saidOf(inThreads, on, list)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('looks for values planted since the start', async () => {
    const late = 'late-value-93aa01';
    const compared = threaded(plantedOnly);
    const leak = () => response(Buffer.from(JSON.stringify({ late })));
    expect((await saidOf(compared, on, [leak()])).join()).not.toContain('ruleId');
    compared.judge.plant('id', late);
    expect((await saidOf(compared, on, [leak()])).join()).toContain('"ruleId":"planted"');
  });

  it('makes a gap of a message at which a thread dies or hangs, and goes on in another', async () => {
    const program = join(temporaryFolder(), 'thread.mjs');
    writeFileSync(
      program,
      `import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ kind, message }) => {
  if (kind !== 'inspect') return;
  const text = Buffer.from(message.body.bytes).toString();
  if (text === 'die') process.exit(1);
  if (text === 'throw') throw new Error('quotes the traffic');
  if (text === 'hang') for (;;);
  parentPort.postMessage({ kind: 'done', inspected: { kind: 'clean' } });
});
parentPort.postMessage({ kind: 'ready' });`,
    );
    const compared = threaded(plantedOnly, pathToFileURL(program), 4_000);
    const bodies = ['a', 'die', 'b', 'throw', 'c', 'hang', 'd'];
    const said = await saidOf(
      compared,
      on,
      bodies.map((body) => response(Buffer.from(body))),
    );
    const reason = (line: string): string =>
      /^\{"reason".*(unexpectedly|longer than)/.exec(line)?.[1] ?? line.replace(/^\{"ruleId".*"kind":"open".*/, 'open');
    const lost = (why: string, size: number): string[] => [`unseen ${size}`, why, 'open'];
    expect(said.map(reason)).toEqual([
      'read 1',
      ...lost('unexpectedly', 3),
      'read 1',
      ...lost('unexpectedly', 5),
      'read 1',
      ...lost('longer than', 4),
      'read 1',
    ]);
    expect(said.join()).not.toContain('quotes');
  });
});
