#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { addCa } from './commands/ca.js';
import { addControlCommands } from './commands/control.js';
import { addDemo } from './commands/demo.js';
import { addRules } from './commands/rules.js';
import { addRun } from './commands/run.js';
import { addRecordCommands } from './commands/runs.js';
import { addStart } from './commands/start.js';
import { describeFailure } from './describe-failure.js';
import { processTerminal } from './terminal.js';
import { packageVersion } from './version.js';

const terminal = processTerminal();
const program = new Command('plainsight')
  .description('A TLS-intercepting test proxy that proves which fields an app leaks, to whom, and in which country.')
  .version(packageVersion())
  .showHelpAfterError('(add --help for usage)')
  .configureOutput({ writeOut: (text) => process.stdout.write(text), writeErr: (text) => process.stderr.write(text) })
  .exitOverride()
  .enablePositionalOptions();

addStart(program, terminal);
addRun(program, terminal);
addControlCommands(program, terminal);
addDemo(program, terminal);
addRules(program, terminal);
addRecordCommands(program, terminal);
addCa(program, terminal);
for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version are no failures; everything else commander finds is wrong usage.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const { text, exitCode } = describeFailure(error);
    terminal.err(`${terminal.paint.red('plainsight:')} ${text}`);
    process.exitCode = exitCode;
  }
}
