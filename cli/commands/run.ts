import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Verdict } from '../../model/index.js';
import type { Session } from '../../session.js';
import { writeClientFiles } from '../client-files.js';
import { liveEvents } from '../live-events.js';
import { parseReports } from '../parse-reports.js';
import { runEnvironment } from '../run-environment.js';
import { addSessionFlags, type SessionFlags, sessionOptions } from '../session-flags.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { ReportFileError, writeReports } from '../write-reports.js';

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
      const ruleIds = session.ruleset.rules.map(({ id }) => id);
      if (reports.every(({ file }) => file !== undefined)) {
        await writeReports(await parseReports(['console']), verdict, [record], ruleIds, beside);
      }
      const whose = exitCodeOf(verdict, code, await unwritten(() => writeReports(reports, verdict, [record], ruleIds, terminal)));
      if (whose.problem !== undefined) beside.err(`${terminal.paint.red('plainsight:')} ${whose.problem}`);
      process.exitCode = whose.code;
      beside.out(whose.line);
    });
}

/** Why reports could not be written, if so. */
async function unwritten(write: () => Promise<void>): Promise<string | undefined> {
  try {
    await write();
    return undefined;
  } catch (error) {
    if (error instanceof ReportFileError) return error.message;
    throw error;
  }
}

/** Whose code the run ends with, said in its last line: the command's own where ours has nothing against it (RULES, "verdict"). */
function exitCodeOf(
  { outcome, exitCode }: Verdict,
  command: number,
  problem: string | undefined,
): { readonly code: number; readonly line: string; readonly problem?: string } {
  if (problem !== undefined && exitCode !== 1) {
    return {
      code: 4,
      line: `exit code 4 is Plainsight's (verdict: ${outcome}, but ${problem}; the command ended with ${command})`,
      problem,
    };
  }
  // With --report-only ours is 0 whatever was found: that must not hide the command's failure.
  const ours = exitCode !== 0 && outcome !== 'inconclusive';
  if (!ours && command !== 0) return { code: command, line: `exit code ${command} is the command's own (verdict: ${outcome})` };
  const line = `exit code ${exitCode} is Plainsight's (verdict: ${outcome}; the command ended with ${command}); retry 3 and 4, never 1`;
  return { code: exitCode, line, ...(problem === undefined ? {} : { problem }) };
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
  const forward = (signal: NodeJS.Signals) => {
    // On a terminal the shell's Ctrl-C reaches the whole process group; elsewhere only us.
    if (signal !== 'SIGINT' || !terminal.interactive) child.kill(signal);
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // Before the command runs: a signal in between would end us alone, without a verdict, and leave the command behind.
  for (const signal of signals) process.on(signal, forward);
  const child = spawn(command, args, { stdio: 'inherit', env });
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
