import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Build, runScenario, type Scenario, scenarios } from '../../demo/index.js';
import type { CountedFinding, Evidence } from '../../model/index.js';
import type { SessionResult } from '../../session.js';
import { makeFolder } from '../harness/temporary-folder.js';

const folder = makeFolder();
afterAll(() => folder.remove());

const run = (scenario: Scenario, build: Build): Promise<SessionResult> =>
  runScenario(scenario, build, {
    home: join(folder.path, 'home'),
    originHome: join(folder.path, 'origins'),
    data: join(folder.path, 'data'),
    version: '0.0.0-test',
  });

/** The 5-tuple of a datagram of S01, and its place. */
const datagram = {
  transport: 'udp',
  wire: 'cleartext',
  tls: null,
  direction: 'client-to-server',
  host: 'media.voice.example',
  connectTarget: expect.stringMatching(/^media\.voice\.example:\d+$/),
  client: '127.0.0.1',
  clientPort: expect.any(Number),
  serverAddress: '127.0.0.1',
  serverPort: expect.any(Number),
  step: 'join-room',
} as const;

/** Of S11: what both tokens told to a host that is in no list. */
const atCollector = {
  recognisedAs: 'planted',
  location: 'body',
  direction: 'client-to-server',
  method: 'POST',
  host: 'logs.collector.example',
  wire: 'tls',
} as const;

/** To the end of the token, which is as long as zlib makes it: not every version compresses alike. */
const newerToken = {
  ...atCollector,
  path: "$['media_token']",
  transforms: ['json', 'base64', 'deflate'],
  byteRange: [170, expect.any(Number)] as [number, number],
} as const;

/** Of S14: what was sent so that anybody on the way could read it, where to, and who runs that. */
const registration = {
  recognisedAs: 'planted',
  location: 'body',
  transforms: ['json'],
  direction: 'client-to-server',
  method: 'POST',
  host: 'register.cloud-operator.example',
  wire: 'cleartext',
  tls: null,
} as const;
const abroad = { countryIsoCode: 'CN', regionVerdict: 'denied', regionSource: expect.stringContaining('stands in for geography') } as const;
const runByOthers = { operator: 'cloud-operator', serverAddress: '127.0.0.1', countryIsoCode: 'CN' } as const;

/** Of S15: a contact's number as it stood in the upload. */
const contact = (list: 'contacts' | 'hashes', index: number, value: string, ...hash: string[]): Partial<Evidence> => ({
  recognisedAs: 'planted',
  location: 'body',
  path: `$['${list}'][${index}]${list === 'contacts' ? "['phone']" : ''}`,
  transforms: ['json', ...hash],
  value,
  host: 'match.growth-partner.example',
  wire: 'tls',
});

/** Rules that cannot be judged in the leaky build, by the gap that leaves them open. */
const leftOpen: Readonly<Record<string, readonly string[]>> = {
  S04: ['audio-stays-at-home: region-undetermined'],
};

/** What SCENARIOS.md demands of the evidence of the leaky build: one entry a violation, with how often it was seen. */
const demanded: Readonly<Record<string, readonly (Partial<Evidence> & { readonly count: number; readonly ruleId?: string })[]>> = {
  S01: [
    {
      count: 1,
      field: 'room-id',
      recognisedAs: 'planted',
      location: 'body',
      path: "$['d']['room_id']",
      transforms: ['json', 'base64', 'json'],
      wire: 'cleartext',
      tls: null,
      direction: 'client-to-server',
      method: 'POST',
      host: 'edge.voice.example',
      serverAddress: '127.0.0.1',
      client: expect.stringMatching(/^127\.0\.0\.1/),
      byteRange: [27, 71],
      step: 'join-room',
    },
    {
      count: 1,
      field: 'room-id',
      recognisedAs: 'planted',
      location: 'stream',
      transforms: [],
      byteRange: [7, 25],
      ...datagram,
    },
    {
      count: 1,
      field: 'user-id',
      recognisedAs: 'planted',
      location: 'body',
      path: "$['user_id']",
      transforms: ['json'],
      wire: 'cleartext',
      host: 'edge.voice.example',
      serverAddress: '127.0.0.1',
      byteRange: [11, 21],
      step: 'join-room',
    },
    {
      count: 1,
      field: 'user-id',
      recognisedAs: 'planted',
      location: 'stream',
      transforms: ['u32le'],
      byteRange: [2, 6],
      value: '… (4 characters)',
      ...datagram,
    },
  ],
  S03: [
    {
      count: 1,
      field: 'room-id',
      path: "$['room']['room_id']",
      wire: 'tls',
      tls: 'TLSv1.3',
      host: 'rooms.cn.voice.example',
      sni: 'rooms.cn.voice.example',
      serverAddress: '127.0.0.1',
      countryIsoCode: 'CN',
      regionVerdict: 'denied',
      regionSource: expect.stringContaining('stands in for geography'),
    },
  ],
  S04: [
    {
      count: 1,
      field: null,
      operator: 'relay-operator',
      transport: 'udp',
      wire: 'cleartext',
      host: 'edge7.relay-operator.example',
      serverAddress: '127.0.0.1',
      countryIsoCode: null,
      regionSource: 'private address',
    },
  ],
  S06: [
    {
      count: 1,
      field: 'meeting-key',
      direction: 'server-to-client',
      location: 'body',
      path: "$['meeting']['encryption']['encryption_key']",
      wire: 'tls',
      host: 'keys.cn.meeting.example',
      serverAddress: '127.0.0.1',
      serverPort: expect.any(Number),
      status: 200,
      method: 'GET',
      countryIsoCode: 'CN',
      regionVerdict: 'denied',
    },
  ],
  S07: [
    {
      count: 1,
      field: 'meeting-key',
      direction: 'server-to-client',
      path: "$['meeting']['encryption_key']",
      host: 'keys.secondary.cn.meeting.example',
      countryIsoCode: 'CN',
      regionVerdict: 'denied',
      injectedFault: null,
    },
  ],
  S09: [
    {
      count: 12,
      field: 'repeated-blocks',
      recognisedAs: 'pattern',
      transport: 'udp',
      location: 'stream',
      host: 'media.meeting.example',
      transforms: [expect.stringMatching(/^\d repeats of 16-byte blocks \(suspected ECB\) at [\d, ]+$/)],
    },
  ],
  S10: [
    {
      count: 1,
      field: 'carrier',
      recognisedAs: 'planted',
      location: 'body',
      path: "$['extinfo'][8]",
      transforms: ['form', 'json'],
      host: 'graph.social.example',
      step: null,
      wire: 'tls',
    },
    {
      count: 1,
      field: 'model',
      recognisedAs: 'planted',
      location: 'body',
      path: "$['extinfo'][5]",
      transforms: ['form', 'json'],
      host: 'graph.social.example',
      step: null,
      wire: 'tls',
    },
  ],
  S11: [
    { count: 1, field: 'app-id', ...newerToken },
    { count: 1, field: 'app-id', ...atCollector, path: "$['signalling_token']", transforms: ['json'], byteRange: [38, 153] },
    { count: 1, field: 'channel', ...newerToken },
    { count: 1, field: 'user-id', ...newerToken },
  ],
  S14: [
    {
      count: 1,
      ruleId: 'registration-never-in-cleartext',
      field: 'installation-id',
      path: "$['install_id']",
      value: '5b0…94 (36 characters)',
      ...registration,
    },
    { count: 1, ruleId: 'registration-stays-home', field: 'installation-id', ...registration, ...abroad },
    { count: 1, ruleId: 'nothing-to-the-cloud-operator', field: null, wire: 'tls', host: 'events.cloud-operator.example', ...runByOthers },
    { count: 1, ruleId: 'nothing-to-the-cloud-operator', field: null, wire: 'cleartext', host: registration.host, ...runByOthers },
    { count: 1, ruleId: 'registration-never-in-cleartext', field: 'organisation-id', path: "$['organization']", ...registration },
    { count: 1, ruleId: 'registration-stays-home', field: 'organisation-id', ...registration, ...abroad },
  ],
  // How a number was written is seen by the length and the ends of what matched; that it was hashed, by the hash's name.
  S15: [
    { count: 1, field: 'contact-ada', ...contact('contacts', 0, '+4…23 (13 characters)') },
    { count: 1, field: 'contact-bo', ...contact('contacts', 1, '0…6 (11 characters)') },
    { count: 1, field: 'contact-cem', ...contact('contacts', 2, '44 …58 (15 characters)') },
    { count: 1, field: 'contact-dia', ...contact('hashes', 0, '54a…fd (64 characters)', 'sha256') },
    { count: 1, field: 'contact-eli', ...contact('hashes', 1, 'e92…e4 (64 characters)', 'sha256') },
  ],
};

const keyOf = ({ finding: { evidence, ruleId } }: CountedFinding) =>
  `${evidence.field} ${evidence.transport} ${ruleId} ${evidence.host} ${evidence.path}`;
const byField = (a: CountedFinding, b: CountedFinding) => keyOf(a).localeCompare(keyOf(b));

describe('demo scenarios', () => {
  it('each has its demands here', () => {
    expect(Object.keys(demanded)).toEqual(scenarios.map(({ id }) => id));
  });

  for (const scenario of scenarios) {
    describe(`${scenario.id} ${scenario.title}`, () => {
      it('says whether it was seen, published or alleged, and by whom', () => {
        expect(['seen', 'published', 'alleged']).toContain(scenario.standing);
        expect(scenario.source).toMatch(/\b20\d\d\b/);
      });

      it('the leaky build fails with the rules it names, and with this evidence', async () => {
        const { verdict } = await run(scenario, 'leaky');
        expect([verdict.outcome, verdict.exitCode]).toEqual(['fail', 1]);
        const violations = verdict.findings.filter(({ finding }) => finding.kind === 'fail').sort(byField);
        expect([...new Set(violations.map(({ finding }) => finding.ruleId))].sort()).toEqual([...scenario.violates].sort());
        expect(violations.map(({ finding, count }) => ({ ...finding.evidence, ruleId: finding.ruleId, count }))).toMatchObject([
          ...(demanded[scenario.id] ?? []),
        ]);
        for (const { finding } of violations) {
          const { evidence } = finding;
          if (evidence.field === null) expect(evidence.valueHash).toBeNull();
          else expect(evidence.valueHash).toMatch(/^[0-9a-f]{32}$/);
          expect(evidence.connectionId).not.toBe('');
          expect(Number.isNaN(Date.parse(evidence.startedDateTime))).toBe(false);
        }
        expect([verdict.faults, verdict.doubts]).toEqual([[], []]);
        const open = verdict.findings.filter(({ finding }) => finding.kind === 'open');
        expect(open.map(({ finding }) => `${finding.ruleId}: ${finding.openBecause?.gap}`)).toEqual(leftOpen[scenario.id] ?? []);
      });

      it('the fixed build passes', async () => {
        const { verdict } = await run(scenario, 'fixed');
        expect([verdict.outcome, verdict.exitCode, verdict.reasons]).toEqual(['pass', 0, []]);
        expect(verdict.findings.filter(({ finding }) => finding.kind !== 'pass')).toEqual([]);
        expect(verdict.coverage.exchanges).toBeGreaterThan(0);
        expect(verdict.coverage.messages.unseen).toBe(0);
      });
    });
  }
});

describe('S14: what only a comparison of runs can show', () => {
  /** Bodies that a build of the app sends, without any server. */
  const sentBy = async (build: Build): Promise<string[]> => {
    const bodies: string[] = [];
    await scenarios
      .find(({ id }) => id === 'S14')
      ?.app(
        {
          request: async (_to, _method, _path, body = '') => {
            bodies.push(body);
            return '';
          },
          datagrams: async () => [],
          step: async () => undefined,
        },
        build,
      );
    return bodies;
  };
  const ciphertexts = (bodies: readonly string[]): string[] => bodies.flatMap((body) => /"payload":"([^"]+)"/.exec(body)?.[1] ?? []);

  it('the leaky build sends the same 3DES ciphertext twice in a run, and again in the next', async () => {
    const [first, second] = [ciphertexts(await sentBy('leaky')), ciphertexts(await sentBy('leaky'))];
    expect(first).toHaveLength(2);
    expect(new Set([...first, ...second]).size).toBe(1);
    const bytes = Buffer.from(first[0] ?? '', 'base64');
    expect([bytes.length % 8, bytes.includes('organization')]).toEqual([0, false]);
  });

  it('the fixed build leaves encryption to TLS', async () => {
    const bodies = await sentBy('fixed');
    expect([bodies.length, ciphertexts(bodies)]).toEqual([2, []]);
  });
});
