import { inspectAuthority, inspectHashKey } from '../../certs/index.js';
import { checkRecord } from '../../record/index.js';
import { listDatabases } from '../list-databases.js';
import { checkAuthority } from './check-authority.js';
import { checkClock } from './check-clock.js';
import { checkDatabases } from './check-databases.js';
import { checkLan } from './check-lan.js';
import { checkNode } from './check-node.js';
import { checkPort } from './check-port.js';
import { checkRules } from './check-rules.js';
import { checkUpstream } from './check-upstream.js';
import type { Finding, SetupCheck } from './setup-check.js';
import type { SetupOptions } from './setup-options.js';

/** Errors that say what is wrong with the set-up. Any other is a fault of ours, and is thrown. */
const setupErrors = new Set([
  'CaError',
  'HashKeyError',
  'RecordError',
  'RulesetError',
  'CountryDatabaseError',
  'AsnTableError',
  'DataError',
  'ProxyStartError',
  'UpstreamProxyError',
]);

/**
 * Looks at everything that a run needs, without starting one: nothing is made, nothing is sent, and what is broken is told with what to do about
 * it. Every check is made, whatever the others found. Throws only where Plainsight itself is at fault.
 */
export async function checkSetup(options: SetupOptions): Promise<readonly SetupCheck[]> {
  const { home, dataFolder, host, port, env, now, caCertificate, caKey, lan } = options;
  const files = { home, certFile: caCertificate, keyFile: caKey, now: () => now };
  const databases = () => listDatabases(home, now);
  const checks: readonly (readonly [name: string, check: () => Finding | Promise<Finding>])[] = [
    ['Node.js', () => checkNode(options.nodeVersion)],
    ['clock', () => checkClock(now, databases().find(({ origin, date }) => origin === 'bundled' && date !== undefined)?.date)],
    ['CA', () => checkAuthority(inspectAuthority(files), now)],
    ['hash key', () => checkHashKey(inspectHashKey(home, env))],
    ['port', () => checkPort(lan ? '0.0.0.0' : host, port, options.runningRun)],
    ['local network', () => checkLan(options)],
    ['upstream proxy', () => checkUpstream(options)],
    ['record', async () => checkRuns(await checkRecord(dataFolder))],
    ['databases', () => checkDatabases(databases())],
    ['rules', () => checkRules(options)],
  ];
  const found: SetupCheck[] = [];
  for (const [name, check] of checks) found.push({ name, ...(await guarded(check)) });
  return found;
}

async function guarded(check: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof Error) || !setupErrors.has(error.name)) throw error;
    const [what = '', next] = error.message.split(/ ?Next: /, 2);
    return { state: 'problem', found: what, ...(next === undefined ? {} : { next }) };
  }
}

function checkHashKey(hashKey: 'variable' | 'file' | 'missing'): Finding {
  switch (hashKey) {
    case 'variable':
      return { state: 'ok', found: 'from PLAINSIGHT_HASH_KEY' };
    case 'file':
      return { state: 'ok', found: "this machine's own" };
    case 'missing':
      return { state: 'note', found: 'not made yet: the first start makes it' };
  }
}

function checkRuns({ path, runs, engine }: Awaited<ReturnType<typeof checkRecord>>): Finding {
  return { state: 'ok', found: `${path} can be written to, ${runs === null ? 'no run yet' : `${runs} runs`} (${engine})` };
}
