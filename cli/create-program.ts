import { Command } from 'commander';
import { addCa } from './commands/ca.js';
import { addCompare } from './commands/compare.js';
import { addControlCommands } from './commands/control.js';
import { addData } from './commands/data.js';
import { addDemo } from './commands/demo.js';
import { addDoctor } from './commands/doctor.js';
import { addLicenses } from './commands/licenses.js';
import { addRules } from './commands/rules.js';
import { addRun } from './commands/run.js';
import { addRecordCommands } from './commands/runs.js';
import { addStart } from './commands/start.js';
import { addWhere } from './commands/where.js';
import type { Terminal } from './terminal.js';
import { packageVersion } from './version.js';

/** All commands. Parsing throws commander's errors and those of the commands; nothing here ends the process. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('plainsight')
    .description('A TLS-intercepting test proxy that proves which fields an app leaks, to whom, and in which country.')
    .version(packageVersion())
    .showHelpAfterError('(add --help for usage)')
    .configureOutput({
      writeOut: (text) => terminal.out(text.replace(/\n$/, '')),
      writeErr: (text) => terminal.err(text.replace(/\n$/, '')),
    })
    .enablePositionalOptions()
    .addHelpText('after', '\nExample:\n  plainsight run --rules plainsight.yaml -- npm test');
  addStart(program, terminal);
  addRun(program, terminal);
  addControlCommands(program, terminal);
  addDemo(program, terminal);
  addRules(program, terminal);
  addRecordCommands(program, terminal);
  addCompare(program, terminal);
  addCa(program, terminal);
  addWhere(program, terminal);
  addDoctor(program, terminal);
  addData(program, terminal);
  addLicenses(program, terminal);
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) command.exitOverride();
  return program;
}
