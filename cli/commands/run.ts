import type { Command } from 'commander';
import type { Verdict } from '../../model/index.js';
import { liveEvents } from '../live-events.js';
import { parseReports } from '../parse-reports.js';
import { runCommand } from '../run-command.js';
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
        ({ code } = await runCommand(session, command, args, flags.data, beside));
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
