import { trustRuleId } from '../model/index.js';
import type { Session } from '../session.js';
import { removeControlFile, writeControlFile } from './control-file.js';
import type { DoctorFlags } from './doctor-flags.js';
import { liveEvents } from './live-events.js';
import { parseReports } from './parse-reports.js';
import { refuseSecond } from './refuse-second.js';
import { runCommand } from './run-command.js';
import { sessionOptions } from './session-flags.js';
import { onStopSignal } from './stop-signal.js';
import type { Terminal } from './terminal.js';
import { writeReports } from './write-reports.js';

const drainMs = 1_000;
const usualTimes = 10;
/** Milliseconds for the connections of a command that has ended to end, too. */
const afterCommand = 200;

/**
 * `plainsight doctor --trust`: with a command, runs it again and again until each of its hosts has met every certificate; without, serves devices
 * until Ctrl-C or `plainsight stop`. Ends with the verdict, whose code is ours alone: a command has to fail while it is refused its servers.
 */
export async function trustRun([command, ...args]: readonly string[], flags: DoctorFlags, terminal: Terminal): Promise<void> {
  const { startSession } = await import('../session.js');
  const reports = await parseReports([...(flags.json ? ['json'] : []), ...(flags.report ?? [])]);
  if (command === undefined) await refuseSecond(flags.data);
  // A command owns standard output while it runs; so does a report that machines read.
  const beside: Terminal = command === undefined && !flags.json ? terminal : { ...terminal, out: terminal.err };
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const live = await liveEvents(beside, flags.quiet === true, command === undefined, new Set());
  const options = await sessionOptions(
    { ...flags, host: flags.listen, rules: flags.rules ?? [] },
    { port: command === undefined ? 8080 : 0, drainMs },
    { ...live, stopRequested: stop },
  );
  const session = await startSession({
    ...options,
    trust: {
      ...(flags.kinds ? { kinds: flags.kinds } : {}),
      ...(flags.host ? { hosts: flags.host } : {}),
      ...(flags.rounds === undefined ? {} : { rounds: flags.rounds }),
    },
  });
  let started = true;
  try {
    if (command === undefined) {
      writeControlFile(flags.data, { ...session.control, pid: process.pid, runId: session.run.id });
      onStopSignal(stop);
      if (!flags.quiet) greet(session, beside);
      await stopped;
    } else started = await repeat(session, command, args, flags, beside);
    const { verdict, record } = await session.finish();
    // Nothing was tested, and why has been said: that is wrong usage.
    if (!started) {
      process.exitCode = 2;
      return;
    }
    process.exitCode = verdict.exitCode;
    const ruleIds = [...session.ruleset.rules.map(({ id }) => id), trustRuleId];
    const shown = reports.some(({ file }) => file === undefined) ? reports : [...(await parseReports(['console'])), ...reports];
    await writeReports(shown, verdict, [record], ruleIds, terminal);
    if (command !== undefined)
      beside.err(`exit code ${verdict.exitCode} is Plainsight's (verdict: ${verdict.outcome}); the command's own does not count here`);
  } finally {
    await session.finish();
    if (command === undefined) removeControlFile(flags.data, session.run.id);
  }
}

/** Whether the command could be started. */
async function repeat(
  session: Session,
  command: string,
  args: readonly string[],
  flags: DoctorFlags,
  terminal: Terminal,
): Promise<boolean> {
  const { printable } = await import('../session.js');
  const most = flags.times ?? usualTimes;
  for (let time = 1; ; time += 1) {
    const before = session.connections;
    const { started, interrupted } = await runCommand(session, command, args, flags.data, terminal);
    if (!started) return false;
    await new Promise((resolve) => setTimeout(resolve, afterCommand));
    const left = session.untested;
    if (interrupted || left.length === 0 || time >= most || session.connections === before) return true;
    const shown = left.slice(0, 3).map((host) => printable(host, 100));
    const others = left.length > shown.length ? ` and ${left.length - shown.length} more` : '';
    if (!flags.quiet) terminal.err(`run ${time + 1} of at most ${most}: there is more to find out of ${shown.join(', ')}${others}`);
  }
}

function greet(session: Session, terminal: Terminal): void {
  const { proxy, authority } = session;
  terminal.out(`${terminal.paint.bold('Plainsight')} is offering wrong certificates.`);
  terminal.out('');
  terminal.out(`  proxy      ${terminal.paint.cyan(proxy.url)}`);
  terminal.out(`  CA         ${authority.certificateFile}`);
  terminal.out(`  record     run ${session.run.id}`);
  terminal.out('');
  terminal.out(
    'Set it as the proxy of a device that trusts the CA, and use the app: connections will fail at first, as they should. Go on until they',
  );
  terminal.out('work again in every part of the app that matters. Ctrl-C ends the run with its verdict.');
}
