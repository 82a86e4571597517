import { type Command, Option } from 'commander';
import { collect, defaultData } from '../session-flags.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

interface CompareFlags {
  readonly data: string;
  readonly format: 'console' | 'json';
  readonly account?: readonly string[];
  readonly strict?: true;
}

/** `compare`: what is different in a second run, and what only several runs can show. */
export function addCompare(program: Command, terminal: Terminal): void {
  program
    .command('compare')
    .description('what appeared, went away or changed between two runs; with --account twice, what moves with the account')
    .argument('[run...]', 'the run to measure by, and the run to compare with it: IDs, unique prefixes, "latest", or paths of run folders')
    .option('--account <run[,run...]>', 'runs of one account, separated by commas; give it twice, once for each account', collect)
    .addOption(new Option('--format <name>', 'how to print it').choices(['console', 'json']).default('console'))
    .option('--strict', 'count warnings, and what is suspected, as errors')
    .option('--data <dir>', 'where runs are recorded', defaultData)
    .addHelpText(
      'after',
      '\nExamples:\n  plainsight compare 20261121-2115 latest\n  plainsight compare --account ada-1,ada-2 --account bob-1,bob-2\n\nExit code: 0 no worse than the first run, 1 a violation that the first run does not have, 2 wrong usage, 3 nobody can tell,\n4 a run has no proper end, or Plainsight failed.',
    )
    .action(async (references: string[], flags: CompareFlags) => {
      const wanted = wantedRuns(references, flags.account);
      const session = await import('../../session.js');
      const read = (names: readonly string[]) => Promise.all(names.map((name) => session.readComparedRun(flags.data, name)));
      const options = { strict: flags.strict === true };
      const [one, other] = [await read(wanted.one), await read(wanted.other)];
      refuseTwice([...one, ...other].map(({ record }) => record.start.id));
      let text: string;
      if (wanted.kind === 'accounts') {
        const comparison = session.compareAccounts(one, other, options);
        text =
          flags.format === 'json' ? session.accountComparisonJson(comparison) : session.formatAccountComparison(comparison, terminal.paint);
        process.exitCode = comparison.exitCode;
      } else {
        const comparison = session.compareRuns(one[0]!, other[0]!, options);
        text = flags.format === 'json' ? session.comparisonJson(comparison) : session.formatComparison(comparison, terminal.paint);
        process.exitCode = comparison.exitCode;
      }
      terminal.out(text.replace(/\n$/, ''));
    });
}

interface WantedRuns {
  readonly kind: 'runs' | 'accounts';
  readonly one: readonly string[];
  readonly other: readonly string[];
}

function wantedRuns(references: readonly string[], accounts: readonly string[] | undefined): WantedRuns {
  if (accounts === undefined) {
    const [before, after, ...others] = references;
    if (before === undefined || after === undefined || others.length > 0)
      throw new UsageError(
        `compare takes two runs, not ${references.length}: plainsight compare RUN RUN, or --account RUN,RUN --account RUN,RUN`,
      );
    return { kind: 'runs', one: [before], other: [after] };
  }
  if (references.length > 0)
    throw new UsageError('with --account all runs are named there: plainsight compare --account RUN,RUN --account RUN,RUN');
  const [one, other, ...others] = accounts.map((list) => list.split(',').map((name) => name.trim()));
  if (one === undefined || other === undefined || others.length > 0)
    throw new UsageError(
      `--account is given twice, once for each account, not ${accounts.length === 1 ? 'once' : `${accounts.length} times`}`,
    );
  if ([...one, ...other].includes('')) throw new UsageError('--account takes runs separated by commas, none of them empty');
  return { kind: 'accounts', one, other };
}

/** A run compared with itself shows no difference, which proves nothing. */
function refuseTwice(ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UsageError(`run ${twice} is named twice: name different runs`);
}
