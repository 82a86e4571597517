import type { Command } from 'commander';
import { dependencyLicenses, readNotice } from '../package-licenses.js';
import type { Terminal } from '../terminal.js';

/** `licenses`: whose data and programs are in Plainsight, and under which terms. */
export function addLicenses(program: Command, terminal: Terminal): void {
  program
    .command('licenses')
    .description('whose data and programs are in Plainsight, and under which licences')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight licenses')
    .action((flags: { json?: true }) => {
      const notice = readNotice();
      const dependencies = dependencyLicenses();
      if (flags.json) return terminal.out(JSON.stringify({ notice, dependencies }));
      const width = Math.max(...dependencies.map(({ name, version }) => `${name} ${version ?? ''}`.length));
      const lines = dependencies.map(({ name, version, license }) => `  ${`${name} ${version ?? ''}`.padEnd(width)}  ${license}`);
      terminal.out(`${notice.trimEnd()}\n\n${terminal.paint.bold('Packages that it is built on')}\n${lines.join('\n')}`);
    });
}
