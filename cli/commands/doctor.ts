import { homedir } from 'node:os';
import type { Command } from 'commander';
import { addDoctorFlags, type DoctorFlags, refuseTrustFlags } from '../doctor-flags.js';
import { formatSetup } from '../format-setup.js';
import { lanAddresses } from '../lan-addresses.js';
import { runningRun } from '../running-run.js';
import type { Terminal } from '../terminal.js';
import { trustRun } from '../trust-run.js';
import { UsageError } from '../usage-error.js';

/** `doctor`: is the set-up fit for a run? `doctor --trust`: does the app check who it talks to? */
export function addDoctor(program: Command, terminal: Terminal): void {
  const command = program.command('doctor');
  addDoctorFlags(command)
    .description('check the set-up; with --trust, check whether apps refuse certificates that are wrong')
    .argument('[command...]', 'with --trust: a command and its arguments, after --, run until nothing is left untested')
    .addHelpText(
      'after',
      '\nExamples:\n  plainsight doctor\n  plainsight doctor --trust --host "*.ourapp.example" --lan\n  plainsight doctor --trust -- npm test\n\nExit code: 0 all well, 1 a wrong certificate was accepted, 2 wrong usage or a problem of the set-up, 3 not all was tested, 4 Plainsight failed.',
    )
    .action(async (words: string[], flags: DoctorFlags) => {
      if (flags.trust) return trustRun(words, flags, terminal);
      if (words.length > 0) throw new UsageError('doctor runs a command with --trust only');
      refuseTrustFlags(Object.keys(flags).filter((name) => command.getOptionValueSource(name) === 'cli'));
      await checkSet(flags, terminal);
    });
}

async function checkSet(flags: DoctorFlags, terminal: Terminal): Promise<void> {
  const { checkSetup, homeFolder, printable } = await import('../../session.js');
  const running = await runningRun(flags.data);
  const checks = await checkSetup({
    home: homeFolder(process.env, homedir()),
    dataFolder: flags.data,
    workingFolder: process.cwd(),
    host: flags.listen,
    port: flags.port ?? 8080,
    lan: flags.lan === true,
    lanAddresses: lanAddresses(),
    env: process.env,
    now: Date.now(),
    nodeVersion: process.versions.node,
    ...(flags.rules ? { rules: flags.rules } : {}),
    ...(flags.caCert === undefined ? {} : { caCertificate: flags.caCert }),
    ...(flags.caKey === undefined ? {} : { caKey: flags.caKey }),
    ...(running === undefined ? {} : { runningRun: running.runId }),
  });
  terminal.out(flags.json ? JSON.stringify({ checks }) : formatSetup(checks, terminal.paint, printable));
  process.exitCode = checks.some(({ state }) => state === 'problem') ? 2 : 0;
}
