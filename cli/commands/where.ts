import { homedir } from 'node:os';
import type { Command } from 'commander';
import { formatWhere, whereAsJson } from '../format-where.js';
import { refuseStrangeResolvers } from '../refuse-strange-resolvers.js';
import { collect } from '../session-flags.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

interface WhereFlags {
  readonly rules?: readonly string[];
  readonly geoDatabase?: readonly string[];
  readonly resolver?: readonly string[];
  readonly json?: true;
}

/** `plainsight where`: where an address or name stands, and how that is known. */
export function addWhere(program: Command, terminal: Terminal): void {
  program
    .command('where')
    .description('say in which country an address, or each address of a name, stands: every step, with its source and date')
    .argument('<host|ip>', 'a host name, or an IP address')
    .option(
      '--rules <file>',
      'ruleset file whose regions count, and whose region rules are asked; may be repeated (default: ./plainsight.yaml)',
      collect,
    )
    .option('--geo-database <file>', 'further database of countries or networks (.mmdb); may be repeated', collect)
    .option(
      '--resolver <address[:port]>',
      'resolver to ask what the name is an alias of (default: those of the system); may be repeated',
      collect,
    )
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight where api.example.com --rules plainsight.yaml')
    .action(async (written: string, flags: WhereFlags) => {
      const { explainWhere, findRuleset, homeFolder, parseNameServer, printable } = await import('../../session.js');
      refuseStrangeResolvers(flags.resolver, parseNameServer);
      const found = findRuleset(process.cwd());
      const result = await explainWhere({
        target: targetOf(written),
        rules: flags.rules ?? (found === undefined ? [] : [found]),
        home: homeFolder(process.env, homedir()),
        env: process.env,
        now: Date.now(),
        ...(flags.resolver ? { nameServers: flags.resolver } : {}),
        ...(flags.geoDatabase ? { geoDatabases: flags.geoDatabase } : {}),
      });
      terminal.out(flags.json ? JSON.stringify(whereAsJson(result)) : formatWhere(result, terminal.paint, printable));
      if (result.resolution.kind === 'failed') process.exitCode = 2;
    });
}

/** A host as people paste it: brackets of an IPv6 literal go; whatever else is no host is refused. */
function targetOf(written: string): string {
  const unbracketed = /^\[.*\]$/.test(written) ? written.slice(1, -1) : written;
  // The final dot of an absolute name, which people put behind an address, too.
  const bare = /^\d+(?:\.\d+){3}\.$/.test(unbracketed) ? unbracketed.slice(0, -1) : unbracketed;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(bare)) throw new UsageError(`${JSON.stringify(written)} is a URL: give its host alone`);
  if (/^(?:[^:]+|\[.*\]):\d*$/.test(bare)) throw new UsageError(`${JSON.stringify(written)} has a port: give the host alone`);
  if (bare.includes('/'))
    throw new UsageError(`${JSON.stringify(written)} is no host: give one name or one address, not a network or path`);
  if (bare.includes('*')) throw new UsageError(`${JSON.stringify(written)} is a pattern: give one name that it stands for`);
  if (bare === '' || bare.length > 253 || /[\s\p{Cc}]/u.test(bare))
    throw new UsageError(`${JSON.stringify(written)} is neither a host name nor an IP address`);
  return bare;
}
