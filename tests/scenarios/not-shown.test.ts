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
