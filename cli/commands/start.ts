import type { Command } from 'commander';
import { renderUnicodeCompact } from 'uqr';
import type { Session } from '../../session.js';
import { removeControlFile, writeControlFile } from '../control-file.js';
import { lanAddresses } from '../lan-addresses.js';
import { liveEvents } from '../live-events.js';
import { parseReports } from '../parse-reports.js';
import { refuseSecond } from '../refuse-second.js';
import { addSessionFlags, type SessionFlags, sessionOptions } from '../session-flags.js';
import { onStopSignal } from '../stop-signal.js';
import type { Terminal } from '../terminal.js';
import { writeReports } from '../write-reports.js';

/** How long open exchanges may go on when the run ends, milliseconds. */
const drainMs = 1_000;
const waitForDeviceMs = 60_000;

/** `plainsight start`: the proxy until Ctrl-C or `plainsight stop`, then the verdict. */
export function addStart(program: Command, terminal: Terminal): void {
  addSessionFlags(program.command('start'))
    .description('run the proxy until Ctrl-C or "plainsight stop", showing violations as they happen')
    .option('--no-dashboard', 'do not serve the dashboard')
    .addHelpText('after', '\nExample:\n  plainsight start --lan --rules plainsight.yaml --report junit=plainsight.xml')
    .action(async (flags: SessionFlags) => {
      const { startSession } = await import('../../session.js');
      await refuseSecond(flags.data);
      const reports = await parseReports(flags.report ?? []);
      let stop: () => void = () => undefined;
      const stopped = new Promise<void>((resolve) => {
        stop = resolve;
      });
      const seen = new Set<string>();
      const live = await liveEvents(terminal, flags.quiet === true, true, seen);
      const session = await startSession(await sessionOptions(flags, { port: 8080, drainMs }, { ...live, stopRequested: stop }));
      try {
        writeControlFile(flags.data, { ...session.control, pid: process.pid, runId: session.run.id });
        onStopSignal(stop);
        if (!flags.quiet) greet(session, flags, terminal);
        const reminder = flags.lan && !flags.quiet ? remindOfDevices(terminal, seen) : undefined;
        await stopped;
        clearTimeout(reminder);
        if (!flags.quiet) terminal.err('ending the run …');
        const { verdict, record } = await session.finish();
        process.exitCode = verdict.exitCode;
        const ruleIds = session.ruleset.rules.map(({ id }) => id);
        const shown = reports.some(({ file }) => file === undefined) ? reports : [...(await parseReports(['console'])), ...reports];
        await writeReports(shown, verdict, [record], ruleIds, terminal);
      } finally {
        await session.finish();
        // Gone last: "plainsight stop" waits for it, so that its caller finds the reports written.
        removeControlFile(flags.data, session.run.id);
      }
    });
}

function greet(session: Session, flags: SessionFlags, terminal: Terminal): void {
  const { paint } = terminal;
  const { proxy, authority } = session;
  terminal.out(`${paint.bold('Plainsight')} is watching.`);
  terminal.out('');
  terminal.out(`  proxy      ${paint.cyan(proxy.url)}`);
  if (flags.lan) for (const line of lanLines(proxy.port, terminal)) terminal.out(line);
  terminal.out(`  CA         ${authority.certificateFile}`);
  terminal.out(`             SHA-256 ${authority.fingerprint256}`);
  terminal.out(
    `  rules      ${session.ruleset.files.join(', ')} (${session.ruleset.rules.filter(({ level }) => level !== 'off').length} rules in force)`,
  );
  terminal.out(`  record     ${flags.data} (run ${session.run.id})`);
  terminal.out('');
  for (const warning of session.warnings) terminal.err(`${paint.yellow('warning')} ${warning}`);
  terminal.out(
    'Set it as HTTP and HTTPS proxy of the device, and open http://plainsight.test/ there to install the CA. Or try it from here:',
  );
  terminal.out('');
  terminal.out(
    `  curl -x ${proxy.url} --cacert ${authority.certificateFile} -d email=ada@plainsight-sample.org http://plainsight.test/leak`,
  );
  terminal.out('');
  terminal.out('Ctrl-C ends the run with its verdict.');
}

/** Every address with its interface, and on a terminal the QR code of the set-up page at the likeliest one. */
function lanLines(port: number, terminal: Terminal): string[] {
  const addresses = lanAddresses();
  const [first] = addresses;
  if (first === undefined) return ['             no address on a local network was found: is the network up?'];
  const lines = addresses.map(({ interfaceName, address }) => `             http://${address}:${port} (${interfaceName})`);
  if (terminal.interactive) {
    const code = renderUnicodeCompact(`http://${first.address}:${port}/`, { border: 1 });
    lines.push(
      '',
      ...code.split('\n').map((line) => `  ${line}`),
      `  scan it on the device: http://${first.address}:${port}/ says how to go on`,
    );
  }
  return lines;
}

function remindOfDevices(terminal: Terminal, seen: ReadonlySet<string>): NodeJS.Timeout {
  const timer = setTimeout(() => {
    if ([...seen].some((address) => !address.startsWith('127.'))) return;
    terminal.err(
      'No device has connected yet. Look for: a firewall on this machine that blocks the port; a guest Wi-Fi that keeps devices apart; a wrong proxy address in the device.',
    );
  }, waitForDeviceMs);
  timer.unref();
  return timer;
}
