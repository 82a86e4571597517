import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { writeClientFiles } from '../client-files.js';
import { liveEvents } from '../live-events.js';
import { parseReports } from '../parse-reports.js';
import { runEnvironment } from '../run-environment.js';
import { addSessionFlags, type SessionFlags, sessionOptions } from '../session-flags.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { writeReports } from '../write-reports.js';

const drainMs = 2_000;

/** `plainsight run -- CMD`: proxy, the command with everything set, verdict, exit. For CI. */
export function addRun(program: Command, terminal: Terminal): void {
  addSessionFlags(program.command('run'))
    .description('run a command behind the proxy, with the variables that curl, Node, Python, Java, Go … read, and end with the verdict')
    .argument('<command...>', 'the command and its arguments, after --')
    .addHelpText(
      'after',
      "\nExample:\n  plainsight run --rules plainsight.yaml --report junit=plainsight.xml -- npm test\n\nExit code: 0 pass, 1 violations, 2 wrong usage, 3 inconclusive, 4 Plainsight failed; when the outcome is pass or\ninconclusive and the command fails, the command's own code. Retry 3 and 4, never 1.",
    )
    .action(async (words: string[], flags: SessionFlags) => {
      const [command, ...args] = words;
      if (command === undefined) throw new UsageError('run needs a command: plainsight run -- CMD');
      const { startSession } = await import('../../session.js');
      const reports = await parseReports(flags.report ?? []);
      // The command owns standard output: what we have to say goes beside it.
      const beside: Terminal = { ...terminal, out: terminal.err };
      const live = await liveEvents(beside, flags.quiet === true, flags.lan === true, new Set());
      const session = await startSession(await sessionOptions(flags, { port: 0, drainMs }, live));
      let code: number;
      try {
        code = await runCommand(session, command, args, flags, beside);
      } finally {
        await session.finish();
      }
      const { verdict, record } = await session.finish();
      const own = code !== 0 && (verdict.outcome === 'pass' || verdict.outcome === 'inconclusive');
      process.exitCode = own ? code : verdict.exitCode;
      const ruleIds = session.ruleset.rules.map(({ id }) => id);
      if (reports.every(({ file }) => file !== undefined)) {
        writeReports(await parseReports(['console']), verdict, [record], ruleIds, beside);
      }
      writeReports(reports, verdict, [record], ruleIds, terminal);
      beside.out(
        own
          ? `exit code ${code} is the command's own (verdict: ${verdict.outcome})`
          : `exit code ${verdict.exitCode} is Plainsight's (verdict: ${verdict.outcome}; the command ended with ${code}); retry 3 and 4, never 1`,
      );
    });
}

async function runCommand(
  session: Session,
  command: string,
  args: readonly string[],
  flags: SessionFlags,
  terminal: Terminal,
): Promise<number> {
  const files = await writeClientFiles(session.authority, join(resolve(flags.data), 'client'), process.env);
  const env = runEnvironment({
    inherited: process.env,
    proxyUrl: session.proxy.url,
    host: session.proxy.host,
    port: session.proxy.port,
    caFile: session.authority.certificateFile,
    bundleFile: files.bundleFile,
    trustStore: files.trustStore,
    wgetrcFile: files.wgetrcFile,
    nodePreload: new URL('../preload/fetch-through-proxy.js', import.meta.url).href,
    controlUrl: session.control.url,
    token: session.control.token,
  });
  const child = spawn(command, args, { stdio: 'inherit', env });
  const forward = (signal: NodeJS.Signals) => {
    // On a terminal the shell's Ctrl-C reaches the whole process group; elsewhere only us.
    if (signal !== 'SIGINT' || !terminal.interactive) child.kill(signal);
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  try {
    return await new Promise<number>((settle) => {
      child.once('error', (error: NodeJS.ErrnoException) => {
        terminal.err(`${command} could not be started (${error.code === 'ENOENT' ? 'no such command' : error.message})`);
        settle(error.code === 'ENOENT' ? 127 : 126);
      });
      child.once('exit', (code, signal) => settle(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    for (const signal of signals) process.removeListener(signal, forward);
  }
}
