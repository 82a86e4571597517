import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Evidence, Finding } from '../../model/index.js';
import { type ConnectionRecord, type Session, type SessionOptions, type SessionResult, startSession } from '../../session.js';
import { temporaryFolder } from './temporary-folder.js';

export interface TestSession extends Session {
  /** What the session told while it went on. */
  readonly told: {
    readonly findings: Finding[];
    readonly rejected: ConnectionRecord[];
    readonly originRefused: { readonly connection: ConnectionRecord; readonly error: string | undefined }[];
    readonly faults: string[];
  };
  readonly folder: string;
  readonly data: string;
  /** PEM of the CA that devices must trust. */
  readonly ca: string;
}

/** A session on a free port of loopback with this ruleset. `home` is kept between tests, since a CA takes long to make. */
export async function testSession(home: string, ruleset: string, options: Partial<SessionOptions> = {}): Promise<TestSession> {
  const folder = temporaryFolder();
  const rules = join(folder, 'rules.yaml');
  const data = join(folder, 'data');
  mkdirSync(home, { recursive: true });
  writeFileSync(rules, ruleset);
  const told: TestSession['told'] = { findings: [], rejected: [], originRefused: [], faults: [] };
  const session = await startSession({
    home,
    dataFolder: data,
    rules: [rules],
    host: '127.0.0.1',
    port: 0,
    version: '0.0.0-test',
    env: {},
    ...options,
    on: {
      finding: (finding) => void told.findings.push(finding),
      rejected: (connection) => void told.rejected.push(connection),
      originRefused: (connection, error) => void told.originRefused.push({ connection, error }),
      fault: (message) => void told.faults.push(message),
      ...options.on,
    },
  });
  onTestFinished(async () => {
    await session.finish();
  });
  // The session is built of getters that must stay alive.
  return Object.assign(Object.create(session) as Session, { told, folder, data, ca: session.authority.certificatePem });
}

/** Evidence of the violations of a run, in order of the store. */
export function violationsOf({ verdict }: SessionResult): Evidence[] {
  return verdict.findings.filter(({ finding }) => finding.kind === 'fail').map(({ finding }) => finding.evidence);
}

/** Open findings of a run: rule and the gap that left it open. */
export function openOf({ verdict }: SessionResult): string[] {
  return verdict.findings
    .filter(({ finding }) => finding.kind === 'open')
    .map(({ finding }) => `${finding.ruleId}: ${finding.openBecause?.gap}`)
    .sort();
}
