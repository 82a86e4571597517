import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import type { Evidence } from '../../../model/index.js';
import { type Ended, startProcess } from '../../harness/command-line.js';
import { type TestSession, testSession, violationsOf } from '../../harness/sessions.js';
import { makeFolder } from '../../harness/temporary-folder.js';
import { testAuthority } from '../../harness/test-authorities.js';

/** The value that the tests' apps hold, and must not send anywhere. */
export const planted = 'u-7d41c9e2-harbour';

const ruleset = `plainsight: 1
fields:
  user-id: { values: [${planted}] }
regions:
  overrides: [{ cidr: 127.0.0.0/8, region: CN, reason: loopback stands in for geography }]
rules:
  - id: user-id-stays-at-home
    description: The user's ID must not reach servers abroad
    fields: [user-id]
    never: { region: { notIn: [US] } }
`;

/** What the evidence of a violation is compared by. */
export type Place = Pick<Evidence, 'protocol' | 'direction' | 'location' | 'path' | 'transforms' | 'wire'>;

/** A session whose rule every occurrence of {@link planted} violates; it trusts the test origins, and every name leads to loopback. */
export function sessionBefore(options: Parameters<typeof testSession>[2] = {}): Promise<TestSession> {
  const home = fileURLToPath(new URL('../../../node_modules/.plainsight-test-ca/session', import.meta.url));
  return testSession(home, ruleset, {
    originCa: [testAuthority('origin').certificateFile],
    resolve: async () => ['127.0.0.1'],
    ...options,
  });
}

/** Ends the session and returns where the value was found; fails where the session itself did, or anything it should have read is a gap. */
export async function placesOf(session: TestSession, gaps: readonly string[] = []): Promise<Place[]> {
  const result = await session.finish({ drainMs: 2_000 });
  expect(session.told.faults).toEqual([]);
  expect(result.verdict.faults).toEqual([]);
  expect(result.verdict.gaps.map(({ gap }) => `${gap.reason}: ${gap.detail}`)).toEqual(gaps);
  return violationsOf(result).map(({ protocol, direction, location, path, transforms, wire }) => ({
    protocol,
    direction,
    location,
    path,
    transforms,
    wire,
  }));
}

/** Runs a program with a bare environment; it does not outlive the test. */
export function runProgram(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const folder = makeFolder();
  onTestFinished(() => folder.remove());
  const base = { PATH: process.env['PATH'] ?? '', HOME: folder.path, TMPDIR: folder.path };
  return startProcess(words, { cwd: folder.path, env: { ...base, ...env } }).ended;
}

export function hasProgram(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}

export const caOf = (session: TestSession): string => session.authority.certificateFile;

export const programFile = (name: string): string => join(fileURLToPath(new URL('../programs', import.meta.url)), name);
