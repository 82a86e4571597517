import { homedir } from 'node:os';
import type { Command } from 'commander';
import type { ListedDatabase } from '../../session.js';
import type { Terminal } from '../terminal.js';

/** `data`, `data update`, `data remove`: the databases that say where addresses stand and who announces them. */
export function addData(program: Command, terminal: Terminal): void {
  const data = program
    .command('data')
    .description('the databases of countries and networks, with their dates; newer ones take their place from a file, without a network')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight data update GeoLite2-Country.mmdb')
    .action(async (flags: { json?: true }) => {
      const { homeFolder, listDatabases, printable } = await import('../../session.js');
      const databases = listDatabases(homeFolder(process.env, homedir()), Date.now());
      terminal.out(flags.json ? JSON.stringify(databases) : formatDatabases(databases, terminal.paint, printable));
    });

  data
    .command('update')
    .description('install a database for every run: checked, then put in place in one step; one of the same name is replaced')
    .argument('<file>', 'an .mmdb file: MaxMind GeoLite2 or GeoIP2, DB-IP, IPinfo, ip-location-db')
    .option('--instead', 'in place of the country database that ships, not beside it (a newer build of that one always is)')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight data update ~/Downloads/GeoLite2-Country.mmdb')
    .action(async (file: string, flags: { instead?: true; json?: true }) => {
      const { homeFolder, installDatabase, listDatabases, printable } = await import('../../session.js');
      const { database, name, instead, replaced } = installDatabase(homeFolder(process.env, homedir()), file, flags.instead);
      const facts = { name, date: database.date, file: database.file, instead, replaced: replaced?.date ?? null };
      // `--json` may stand before or after `update`, since both commands have it.
      if (flags.json ?? data.opts<{ json?: true }>().json) return terminal.out(JSON.stringify(facts));
      const how = instead ? 'in place of the country database that ships' : 'beside what ships';
      const before =
        replaced === undefined ? '' : `, replacing the one ${replaced.date === 'damaged' ? 'that was damaged' : `of ${replaced.date}`}`;
      terminal.out(`installed ${printable(name)} of ${database.date}, ${how}${before}`);
      terminal.out(`file      ${printable(database.file)}`);
      if (replaced !== undefined && replaced.date !== 'damaged' && replaced.date > database.date)
        terminal.err(terminal.paint.yellow('It is older than the one it replaces.'));
      const old = listDatabases(homeFolder(process.env, homedir()), Date.now()).find((listed) => listed.file === database.file)?.warning;
      if (old !== undefined) terminal.err(terminal.paint.yellow(printable(old)));
      terminal.err(`Runs from now on use it. Take it away with: plainsight data remove ${printable(name)}`);
    });

  data
    .command('remove')
    .description('take an installed database away')
    .argument('<name>', 'its name, as plainsight data lists it')
    .addHelpText('after', '\nExample:\n  plainsight data remove GeoLite2-Country')
    .action(async (name: string) => {
      const { homeFolder, printable, removeDatabase } = await import('../../session.js');
      for (const file of removeDatabase(homeFolder(process.env, homedir()), name)) terminal.out(`removed ${printable(file)}`);
    });
}

function formatDatabases(databases: readonly ListedDatabase[], paint: Terminal['paint'], show: (text: string) => string): string {
  const width = Math.max(...databases.map(({ name }) => show(name).length));
  return databases
    .flatMap(({ name, origin, state, instead, knows, date, ageDays, file, warning }) => {
      const age = ageDays === undefined ? '' : `, ${ageDays} ${ageDays === 1 ? 'day' : 'days'} old`;
      const facts = typeof state === 'object' ? [paint.red('broken')] : [`${date ?? 'no date'}${age}`, knows.join(' and ')];
      const role = state === 'replaced' ? 'not used: an installed one stands in for it' : instead ? 'in place of the one that ships' : '';
      return [
        `${show(name).padEnd(width)}  ${[origin, ...facts, role].filter((part) => part !== '').join('  ')}`,
        ...(file === undefined ? [] : [paint.dim(`  ${show(file)}`)]),
        ...(typeof state === 'object'
          ? [paint.red(`  ${show(state.broken)}; no run starts until it is gone: plainsight data remove ${show(name)}`)]
          : []),
        ...(warning === undefined ? [] : [paint.yellow(`  ${show(warning)}`)]),
      ];
    })
    .join('\n');
}
