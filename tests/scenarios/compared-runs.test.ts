import { createCipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Build, runScenario, scenarios } from '../../demo/index.js';
import { send } from '../harness/device.js';
import { inProcess } from '../harness/in-process.js';
import { startTestOrigins } from '../harness/origins.js';
import { testSession } from '../harness/sessions.js';
import { makeFolder, temporaryFolder } from '../harness/temporary-folder.js';

const folder = makeFolder();
afterAll(() => folder.remove());
const data = join(folder.path, 'data');

/** Runs a build of a scenario and gives the ID of the run. */
async function recorded(id: string, build: Build): Promise<string> {
  const scenario = scenarios.find((each) => each.id === id)!;
  const folders = { home: join(folder.path, 'home'), originHome: join(folder.path, 'origins'), data, version: '0.0.0-test' };
  return (await runScenario(scenario, build, folders)).record.start.id;
}

const compare = async (...words: string[]) => {
  const { code, out, err } = await inProcess(['compare', ...words, '--data', data, '--format', 'json']);
  expect(err).toBe('');
  return { code, ...JSON.parse(out) };
};
const domainsOf = (groups: readonly { hosts: string[]; countryIsoCode: string | null }[]) =>
  groups.map(({ hosts, countryIsoCode }) => [hosts, countryIsoCode]);

describe('S05: the same SDK, with and without its area fence', () => {
  it('the difference is a destination in China, and the violations that it made', async () => {
    const [open, fenced] = [await recorded('S05', 'leaky'), await recorded('S05', 'fixed')];
    const better = await compare(open, fenced);
    expect([better.code, better.comparison.outcome, better.runs.map(({ outcome }: { outcome: string }) => outcome)]).toEqual([
      0,
      'no-worse',
      ['fail', 'pass'],
    ]);
    expect([domainsOf(better.destinations.appeared), domainsOf(better.destinations.wentAway)]).toEqual([
      [],
      [[['edge-7.cn.voice.example'], 'CN']],
    ]);
    // The others are the same, country by country.
    expect(better.destinations.same + better.destinations.changed.length).toBe(2);
    expect(better.findings.wentAway.map(({ finding }: { finding: { ruleId: string } }) => finding.ruleId).sort()).toEqual([
      'nothing-goes-to-china',
      'rooms-stay-out-of-china',
    ]);
    expect(better.fields.source).toBe('everything');
    expect(better.fields.wentAway).toMatchObject([{ field: 'room-id', domain: 'voice.example', countryIsoCode: 'CN', wire: 'tls' }]);

    const worse = await compare(fenced, open);
    expect([worse.code, worse.comparison.outcome]).toEqual([1, 'worse']);
    expect(domainsOf(worse.destinations.appeared)).toEqual([[['edge-7.cn.voice.example'], 'CN']]);
    expect(worse.comparison.reasons[0]).toContain('2 violations that the first run does not have');
  });
});

describe('S14: one key and one IV in every copy of the app', () => {
  it('two runs of the leaky build send the same ciphertext to the same place, which a rule cannot see', async () => {
    const [first, second] = [await recorded('S14', 'leaky'), await recorded('S14', 'leaky')];
    const { code, comparison, suspects, obstacles } = await compare(first, second);
    expect([code, comparison.outcome, obstacles.map(({ kind }: { kind: string }) => kind)]).toEqual([0, 'no-worse', []]);
    expect(suspects).toMatchObject([
      {
        ruleId: 'compare/equal-ciphertext',
        kind: 'open',
        level: 'warning',
        message: expect.stringContaining('fixed key and IV, or no encryption (suspect)'),
        evidence: {
          host: 'events.cloud-operator.example',
          method: 'POST',
          urlPath: '/v1/events',
          location: 'body',
          path: "$['payload']",
          transforms: ['json', 'base64'],
        },
        confidence: 'high',
      },
    ]);
    const strict = await compare(first, second, '--strict');
    expect([strict.code, strict.comparison.outcome]).toEqual([3, 'undecided']);
  });

  it('two runs of the fixed build do not', async () => {
    const { code, suspects } = await compare(await recorded('S14', 'fixed'), await recorded('S14', 'fixed'));
    expect([code, suspects]).toEqual([0, []]);
  });
});

const home = fileURLToPath(new URL('../../node_modules/.plainsight-test-ca/session', import.meta.url));
const ruleset = (user: string) => `plainsight: 1
fields:
  user-id: { values: [${user}] }
rules:
  - { id: user-in-cleartext, fields: [user-id], never: { wire: cleartext, location: query } }
expect:
  - { id: used, path: /track, min: 1 }
`;

/** An SDK's own way of writing the user, which nobody undoes: a keyed substitution of each byte. */
const scrambled = (user: string) => Buffer.from([...Buffer.from(user)].map((byte, index) => (byte * 7 + 31 * index + 101) & 255));
const sealed = (text: string, iv: Buffer) => {
  const cipher = createCipheriv('aes-128-cbc', 'a-built-in-key-1', iv);
  return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('base64');
};

describe('differential runs: an encoding that is not known carries the account', () => {
  const accounts = { ada: 'u-1848314487-ada', bob: 'u-5902117733-bob' } as const;

  async function runOf(user: string, body: (count: number) => string | Buffer, records = true, contentType = 'application/json') {
    const origins = await startTestOrigins(temporaryFolder());
    onTestFinished(() => origins.close());
    const session = await testSession(home, ruleset(user), { resolve: async () => ['127.0.0.1'], recordValues: records, dataFolder: data });
    for (let count = 0; count < 3; count += 1) {
      const headers = { 'content-type': contentType, 'x-user': user };
      const answer = await send(session.proxy, `http://track.sdk.example:${origins.httpPort}/track`, {
        method: 'POST',
        headers,
        body: body(count),
      });
      expect(answer.status).toBe(200);
    }
    const { record, verdict } = await session.finish({ drainMs: 500 });
    expect(verdict.outcome).toBe('pass');
    return record.start.id;
  }
  const noisy = (user: string) => (count: number) =>
    JSON.stringify({
      d: scrambled(user).toString('hex'),
      random: randomBytes(12).toString('hex'),
      time: Date.now() * 1000 + count,
      session: randomBytes(18).toString('base64'),
      version: 'release 4.1.7',
      known: Buffer.from(JSON.stringify({ user })).toString('base64'),
      sealed: sealed(user, randomBytes(16)),
    });

  it('two runs of each point at the place, and at nothing else: no nonce, no time, no constant, nothing that a planted value explains', async () => {
    const runs = [];
    for (const user of [accounts.ada, accounts.ada, accounts.bob, accounts.bob]) runs.push(await runOf(user, noisy(user)));
    const found = await compare('--account', runs.slice(0, 2).join(','), '--account', runs.slice(2).join(','));
    expect([found.code, found.comparison.outcome, found.obstacles]).toEqual([0, 'compared', []]);
    expect(found.suspects).toMatchObject([
      {
        ruleId: 'compare/moves-with-account',
        kind: 'open',
        level: 'warning',
        confidence: 'high',
        evidence: { host: 'track.sdk.example', urlPath: '/track', location: 'body', path: "$['d']" },
      },
    ]);
    // Not a digest of it, or anything else that tells the value, is kept.
    const stored = readFileSync(join(data, 'plainsight.db'));
    for (const user of Object.values(accounts)) {
      for (const form of [user, scrambled(user).toString('hex'), scrambled(user).toString('latin1')])
        expect(stored.includes(Buffer.from(form, 'latin1'))).toBe(false);
    }
    // One run of each says less, and says so.
    const less = await compare('--account', runs[0]!, '--account', runs[2]!);
    expect(less.suspects).toMatchObject([{ confidence: 'low', evidence: { path: "$['d']" } }]);
    // A ciphertext with a fresh IV is not the same twice, so nothing is suspected of it.
    expect((await compare(runs[0]!, runs[1]!)).suspects).toMatchObject([]);
  });

  it('in bytes of an unknown format it says which', async () => {
    const blob = (user: string) => (count: number) =>
      Buffer.concat([Buffer.of(0, 1, 0, count), Buffer.of(0xfe, 0, 0, 0), scrambled(user), randomBytes(8)]);
    const runs = [];
    for (const user of [accounts.ada, accounts.ada, accounts.bob, accounts.bob])
      runs.push(await runOf(user, blob(user), true, 'application/octet-stream'));
    const { suspects } = await compare('--account', runs.slice(0, 2).join(','), '--account', runs.slice(2).join(','));
    // `u-` is the same for both accounts; from byte 8 on each byte depends on its place and on the user's.
    expect(suspects).toMatchObject([{ confidence: 'high', evidence: { location: 'body', path: '$', byteRanges: [[8, 24]] } }]);
  });

  it('a run without recorded values is said to be one, and nothing is called clean', async () => {
    const runs = [await runOf(accounts.ada, noisy(accounts.ada)), await runOf(accounts.bob, noisy(accounts.bob), false)];
    const found = await compare('--account', runs[0]!, '--account', runs[1]!);
    expect([found.code, found.comparison.outcome, found.comparison.reasons]).toEqual([
      3,
      'undecided',
      [`run ${runs[1]} was not recorded with --record-values: what it sent where is not known`],
    ]);
    const plain = await compare(runs[0]!, runs[1]!);
    expect([plain.suspects, plain.fields.source]).toEqual([null, 'findings']);
  });
});
