import type { Command } from 'commander';
import { connectToSession } from '../connect-to-session.js';
import { defaultData } from '../session-flags.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

interface FailFlags {
  readonly clear?: true;
  readonly list?: true;
  readonly remove?: true;
  readonly json?: true;
  readonly data?: string;
}

/** `plainsight fail`: makes hosts fail from now on, in a session that runs elsewhere. */
export function addFail(program: Command, terminal: Terminal): void {
  program
    .command('fail')
    .description('make a host fail from now on, for connections that are not open yet')
    .argument(
      '[pattern[:fault]]',
      'a.example, *.a.example, an IP or CIDR, with an optional :port; fault: refuse (default), reset, timeout or tls',
    )
    .option('--remove', 'no longer make this pattern fail')
    .option('--clear', 'no longer make anything fail')
    .option('--list', 'print what is made to fail')
    .option('--json', 'print what is made to fail, as JSON')
    .option('--data <dir>', `data folder of the running session (default: under run, that session's; else ${defaultData})`)
    .addHelpText('after', '\nExample:\n  plainsight fail "*.primary.example:timeout"\n  plainsight fail --clear')
    .action(async (pattern: string | undefined, flags: FailFlags) => {
      const request = requestOf(pattern, flags);
      const { control } = await connectToSession(flags.data);
      const { faults } = request === 'list' ? await control.faults() : await control.changeFaults(request);
      if (flags.json) terminal.out(JSON.stringify({ faults }));
      else if (flags.list) for (const { pattern: host, fault } of faults) terminal.out(`${host} ${fault}`);
    });
}

function requestOf(pattern: string | undefined, { clear, list, remove }: FailFlags) {
  if ([pattern !== undefined, clear, list].filter(Boolean).length !== 1) {
    throw new UsageError('fail takes one of PATTERN[:refuse|reset|timeout|tls], --clear and --list');
  }
  if (pattern === undefined) {
    if (remove) throw new UsageError('--remove takes the pattern that is no longer to fail');
    return clear ? ({ action: 'clear' } as const) : 'list';
  }
  return remove ? ({ action: 'remove', pattern } as const) : ({ action: 'add', pattern } as const);
}
