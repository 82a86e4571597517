import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthority } from '../../certs/index.js';
import { send } from '../harness/device.js';
import { startTestOrigins, type TestOrigins } from '../harness/origins.js';
import { testSession, violationsOf } from '../harness/sessions.js';
import { makeFolder } from '../harness/temporary-folder.js';

const planted = ['u-7d41c9e2-harbour', 'room-4415-heron', 'late-value-93aa01'];
const rules = `plainsight: 1
fields:
  first: { values: [${planted[0]}] }
  second: { values: [${planted[1]}] }
  third: { values: [${planted[2]}] }
rules:
  - { id: nowhere, description: Must not be sent, fields: [first, second, third], never: { anywhere: true } }
`;
const filler = JSON.stringify(Array.from({ length: 60_000 }, (_, index) => `river stone ${index} window`));
const large = `{"a":"${planted[0]}","f":${filler},"b":"${planted[1]}","g":${filler},"c":"${planted[2]}"}`;

describe('a session with large messages', () => {
  const folder = makeFolder();
  const home = join(folder.path, 'home');
  let origins: TestOrigins;

  beforeAll(async () => {
    const respond = (_: unknown, response: import('node:http').ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(large);
    };
    origins = await startTestOrigins(folder.path, { name: 'origin.example', respond });
    openAuthority({ home });
  });
  afterAll(async () => {
    await origins.close();
    folder.remove();
  });

  it('finds what is planted at their start, in their middle and at their end, in the step in which they came', async () => {
    const session = await testSession(home, rules, { originCa: [origins.caFile], resolve: async () => ['127.0.0.1'] });
    await session.step('begin', 'download');
    await send(session.proxy, `https://origin.example:${origins.httpsPort}/`, { ca: session.ca });
    await session.step('end', 'download', 60_000);
    await expect.poll(() => session.told.findings.length, { timeout: 20_000 }).toBeGreaterThan(0);
    const result = await session.finish();
    expect(session.told.findings.map(({ evidence: { field, step } }) => [field, step])).toEqual([
      ['first', 'download'],
      ['second', 'download'],
      ['third', 'download'],
    ]);
    expect(violationsOf(result)).toHaveLength(3);
    expect([session.told.faults, JSON.stringify(result.record.end?.gaps).includes('inspection-failed')]).toEqual([[], false]);
  });

  it('loses nothing of what is under way when the run ends', async () => {
    const session = await testSession(home, rules, { originCa: [origins.caFile], resolve: async () => ['127.0.0.1'] });
    await send(session.proxy, `https://origin.example:${origins.httpsPort}/`, { ca: session.ca });
    const result = await session.finish();
    expect(session.told.findings.map(({ evidence: { field } }) => field)).toEqual(['first', 'second', 'third']);
    expect(violationsOf(result)).toHaveLength(3);
  });
});
