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

/** Rules that cannot be judged in the leaky build, by the gap that leaves them open. */
const leftOpen: Readonly<Record<string, readonly string[]>> = {
  S04: ['audio-stays-at-home: region-undetermined'],
};

/** What SCENARIOS.md demands of the evidence of the leaky build: one entry a violation, with how often it was seen. */
const demanded: Readonly<Record<string, readonly (Partial<Evidence> & { readonly count: number })[]>> = {
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
};

const keyOf = ({ finding: { evidence } }: CountedFinding) => `${evidence.field} ${evidence.transport}`;
const byField = (a: CountedFinding, b: CountedFinding) => keyOf(a).localeCompare(keyOf(b));

describe('demo scenarios', () => {
  it('each has its demands here', () => {
    expect(Object.keys(demanded)).toEqual(scenarios.map(({ id }) => id));
  });

  for (const scenario of scenarios) {
    describe(`${scenario.id} ${scenario.title}`, () => {
      it('says whether it was seen or alleged, and by whom', () => {
        expect(['seen', 'alleged']).toContain(scenario.standing);
        expect(scenario.source).toMatch(/\b20\d\d\b/);
      });

      it('the leaky build fails with the rules it names, and with this evidence', async () => {
        const { verdict } = await run(scenario, 'leaky');
        expect([verdict.outcome, verdict.exitCode]).toEqual(['fail', 1]);
        const violations = verdict.findings.filter(({ finding }) => finding.kind === 'fail').sort(byField);
        expect([...new Set(violations.map(({ finding }) => finding.ruleId))].sort()).toEqual([...scenario.violates].sort());
        expect(violations.map(({ finding, count }) => ({ ...finding.evidence, count }))).toMatchObject([...(demanded[scenario.id] ?? [])]);
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
