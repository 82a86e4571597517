import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Build, runScenario, type Scenario, scenarios } from '../../demo/index.js';
import type { CountedFinding } from '../../model/index.js';
import type { SessionResult } from '../../session.js';
import { makeFolder } from '../harness/temporary-folder.js';
import { demandedEvidence } from './demanded-evidence.js';

const folder = makeFolder();
afterAll(() => folder.remove());

const run = (scenario: Scenario, build: Build): Promise<SessionResult> =>
  runScenario(scenario, build, {
    home: join(folder.path, 'home'),
    originHome: join(folder.path, 'origins'),
    data: join(folder.path, 'data'),
    version: '0.0.0-test',
  });

/** Rules that cannot be judged in the leaky build, by the gap that leaves them open. */
const leftOpen: Readonly<Record<string, readonly string[]>> = {
  S04: ['audio-stays-at-home: region-undetermined'],
};

const keyOf = ({ finding: { evidence, ruleId } }: CountedFinding) =>
  `${evidence.field} ${evidence.transport} ${ruleId} ${evidence.host} ${evidence.path} ${evidence.trust?.certificate.kind}`;
const byField = (a: CountedFinding, b: CountedFinding) => keyOf(a).localeCompare(keyOf(b));

describe('demo scenarios', () => {
  it('each has its demands here', () => {
    expect(Object.keys(demandedEvidence)).toEqual(scenarios.map(({ id }) => id));
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
          ...(demandedEvidence[scenario.id] ?? []),
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
