import { createSocket, type Socket } from 'node:dgram';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { associate } from '../../demo/associate.js';
import { send } from '../harness/device.js';
import { startTestOrigins } from '../harness/origins.js';
import { openOf, testSession, violationsOf } from '../harness/sessions.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

/** Scenarios that the demo does not show: each with a build that leaks and one that does not. */
const home = fileURLToPath(new URL('../../node_modules/.plainsight-test-ca/session', import.meta.url));

async function startUdp(address: string): Promise<{ socket: Socket; port: number }> {
  const socket = createSocket('udp4');
  socket.on('message', (_, from) => socket.send(Buffer.of(0x01, 0x00, 0x2a), from.port, from.address));
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  onTestFinished(() => void socket.close());
  return { socket, port: socket.address().port };
}

describe("S02: a voice provider's handshake over UDP that names its server in the clear", () => {
  const ruleset = `plainsight: 1
hosts:
  first-party: ["*.voice.example"]
fields:
  edge-name: { patterns: ['[0-9]{1,3}(?:-[0-9]{1,3}){3}\\.edge\\.agora\\.io'] }
regions:
  groups: { home: [US] }
  overrides:
    - { host: "*.voice.example", region: US, reason: stands in for geography }
    - { cidr: 127.0.0.2/32, region: CN, reason: stands in for geography }
operators:
  agora: { domains: [agora.io] }
rules:
  - id: nobody-unlisted
    description: Only listed services are spoken to
    never: { host: { notIn: [first-party] } }
  - id: stays-at-home
    description: Nothing leaves the home region
    never: { region: { notIn: [home] } }
  - id: no-server-names-in-the-clear
    description: No server of the provider's is named in the clear
    fields: [edge-name]
    failFrom: pattern
    never: { wire: cleartext }
`;
  /** As in a capture: a length, a type, a counted name, a client's random bytes; answers are three bytes. */
  const handshake = (name: string) =>
    [0x01, 0x02, 0x03].map((type) =>
      Buffer.concat([Buffer.of(0x00, type, name.length), Buffer.from(name), Buffer.from('9f3c1177a0d24be6', 'hex')]),
    );

  it('to an address: nobody listed it, its place is known by its address, and the name in clear stands beside the real destination', async () => {
    const { port } = await startUdp('127.0.0.2');
    const session = await testSession(home, ruleset);
    const association = await associate(session.proxy);
    for (const datagram of handshake('203-0-113-7.edge.agora.io')) await association.exchange('127.0.0.2', port, datagram);
    association.close();
    const result = await session.finish({ drainMs: 500 });
    expect(result.verdict.outcome).toBe('fail');
    const found = violationsOf(result);
    expect(result.verdict.findings.map(({ finding, count }) => `${finding.kind} ${finding.ruleId} ${count}`).sort()).toEqual([
      'fail no-server-names-in-the-clear 3',
      'fail nobody-unlisted 1',
      'fail stays-at-home 1',
    ]);
    expect(found.find(({ field }) => field === 'edge-name')).toMatchObject({
      recognisedAs: 'pattern',
      transport: 'udp',
      wire: 'cleartext',
      serverAddress: '127.0.0.2',
      serverPort: port,
      host: '127.0.0.2',
      countryIsoCode: 'CN',
      byteRange: [3, 28],
    });
  });

  it('the build that speaks to listed servers at home, and names nobody, passes', async () => {
    const { port } = await startUdp('127.0.0.1');
    const session = await testSession(home, ruleset, { resolve: async () => ['127.0.0.1'] });
    const association = await associate(session.proxy);
    for (const datagram of handshake('media-relay')) await association.exchange('edge.us.voice.example', port, datagram);
    association.close();
    const result = await session.finish({ drainMs: 500 });
    expect([result.verdict.outcome, result.verdict.reasons]).toEqual(['pass', []]);
    expect(result.verdict.coverage.messages).toMatchObject({ scanned: 6, unseen: 0 });
  });
});

describe('S12: channels that can be tried one by one, with an app ID that all copies share, and no token (published of a robot, 2020)', () => {
  const appId = 'c61f0a2e97d84b35ae1740f9d3b852e6';
  const ruleset = `plainsight: 1
fields:
  app-id: { values: [${appId}], as: token }
  small-channel: { patterns: ["^[1-9][0-9]{5}$"], under: [channel, channel_name] }
rules:
  - id: channels-cannot-be-guessed
    description: A channel's name is no number of six digits, since 900,000 names can be tried one by one
    fields: [small-channel]
    failFrom: pattern
    never: anywhere
expect:
  - { id: app-id-seen, field: app-id }
`;
  const json = { 'content-type': 'application/json' };

  const run = async (rules: string, requests: readonly (readonly [path: string, body?: string])[]) => {
    const origins = await startTestOrigins(temporaryFolder());
    onTestFinished(() => origins.close());
    const session = await testSession(home, rules, { resolve: async () => ['127.0.0.1'] });
    for (const [path, body] of requests) {
      const answer = await send(session.proxy, `http://video.robot.example:${origins.httpPort}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: body === undefined ? {} : json,
        ...(body === undefined ? {} : { body }),
      });
      expect(answer.status).toBe(200);
    }
    return session.finish({ drainMs: 500 });
  };
  const call = (channel: string | number, token = '') => JSON.stringify({ app_id: appId, channel, token, code: 482913 });

  it('six digits under the name of a channel are one class of value, in a body and in a query, as text and as number', async () => {
    const result = await run(ruleset, [
      ['/call', call('482913')],
      ['/call-by-number', call(905177)],
      [`/answer?app_id=${appId}&channel_name=617204&token=`],
    ]);
    expect([result.verdict.outcome, result.verdict.faults]).toEqual(['fail', []]);
    expect(openOf(result)).toEqual([]);
    const found = violationsOf(result);
    const common = { field: 'small-channel', recognisedAs: 'pattern', host: 'video.robot.example', direction: 'client-to-server' };
    expect(found.sort((a, b) => String(a.url).localeCompare(String(b.url)))).toMatchObject([
      { ...common, location: 'query', path: "$['channel_name']", value: expect.stringMatching(/\(6 characters\)$/) },
      { ...common, location: 'body', path: "$['channel']", transforms: ['json'], value: expect.stringMatching(/\(6 characters\)$/) },
      { ...common, location: 'body', path: "$['channel']", transforms: ['json'], value: expect.stringMatching(/\(6 characters\)$/) },
    ]);
    for (const channel of ['482913', '905177', '617204']) expect(JSON.stringify(result)).not.toContain(channel);
  });

  it('the build whose channels are random passes, with its app ID, and six digits under another name', async () => {
    const channel = 'Zk3vT9qLr2XhWm8d';
    const result = await run(ruleset, [
      ['/call', call(channel, 'tok-9f31c07a')],
      [`/answer?app_id=${appId}&channel_name=${channel}&token=tok-9f31c07a`],
    ]);
    expect([result.verdict.outcome, result.verdict.reasons]).toEqual(['pass', []]);
  });

  it('numbers of other lengths, and six digits among other characters, are none of the 900,000', async () => {
    const names = ['48291', '4829137', '048291', '482913-a', 'x482913', '48 2913'];
    const result = await run(
      ruleset,
      names.map((name, index) => [`/call/${index}`, call(name)] as const),
    );
    expect([result.verdict.outcome, result.verdict.reasons, violationsOf(result)]).toEqual(['pass', [], []]);
    expect(result.verdict.coverage.exchanges).toBe(names.length);
  });

  it('that the token is empty is told by no field: an empty value is none, and only the channel gives the app away', async () => {
    const emptyToken = `plainsight: 1
fields:
  app-id: { values: [${appId}], as: token }
  empty-token: { patterns: ["^$"], under: [token] }
  any-token: { patterns: ["^.+$"], under: [token] }
rules:
  - { id: no-empty-token, fields: [empty-token], failFrom: pattern, never: anywhere }
  - { id: no-token-at-all, fields: [any-token], failFrom: pattern, never: anywhere }
expect:
  - { id: app-id-seen, field: app-id }
`;
    const empty = await run(emptyToken, [['/call', call('482913')], [`/answer?app_id=${appId}&token=`]]);
    expect([empty.verdict.outcome, violationsOf(empty)]).toEqual(['pass', []]);
    const given = await run(emptyToken, [['/call', call('482913', 'tok-9f31c07a')]]);
    expect(given.verdict.findings.map(({ finding }) => `${finding.kind} ${finding.ruleId}`)).toEqual(['fail no-token-at-all']);
  });
});

describe('S18: rooms that a third party streams again, with a session token', () => {
  const token = 'sess-5d1e8a77c94b40f2b6';
  const ruleset = `plainsight: 1
hosts:
  first-party: ["*.voice.example"]
fields:
  session-token: { values: [${token}], as: token }
rules:
  - id: token-for-us-alone
    description: A session token goes to our own servers only
    fields: [session-token]
    never: { host: { notIn: [first-party] } }
expect:
  - { id: used, host: api.voice.example, min: 1 }
`;

  const run = async (hosts: readonly string[]) => {
    const origins = await startTestOrigins(temporaryFolder());
    onTestFinished(() => origins.close());
    const session = await testSession(home, ruleset, { resolve: async () => ['127.0.0.1'] });
    for (const host of hosts) {
      const answer = await send(session.proxy, `http://${host}:${origins.httpPort}/rooms/7/listen`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(200);
    }
    return session.finish({ drainMs: 500 });
  };

  it('the token at an unlisted host is one violation, with its keyed hash and that host', async () => {
    const result = await run(['api.voice.example', 'restream.example', 'api.voice.example']);
    const found = violationsOf(result);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      field: 'session-token',
      location: 'header',
      path: "$['authorization']",
      host: 'restream.example',
      direction: 'client-to-server',
    });
    expect(found[0]?.valueHash).toMatch(/^[0-9a-f]{32}$/);
    expect(openOf(result)).toEqual([]);
    // Nothing that is stored tells the token itself.
    expect(JSON.stringify(result)).not.toContain(token);
  });

  it('the same app without the other host passes', async () => {
    const result = await run(['api.voice.example', 'media.voice.example']);
    expect([result.verdict.outcome, result.verdict.reasons]).toEqual(['pass', []]);
  });
});
