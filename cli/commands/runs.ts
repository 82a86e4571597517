import { type Command, InvalidArgumentError } from 'commander';
import { parseReports } from '../parse-reports.js';
import { readRuns } from '../read-runs.js';
import { collect, defaultData } from '../session-flags.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { writeOutput } from '../write-output.js';
import { writeReports } from '../write-reports.js';

interface DataFlag {
  readonly data: string;
}

interface ReportFlags extends DataFlag {
  readonly label?: string;
  readonly runs?: number;
  readonly report?: readonly string[];
  readonly format?: string;
  readonly reportOnly?: true;
  readonly strict?: true;
}

/** `runs`, `report` and `baseline`: what was recorded. */
export function addRecordCommands(program: Command, terminal: Terminal): void {
  program
    .command('runs')
    .description('list the recorded runs, newest first')
    .option('--data <dir>', 'where runs are recorded', defaultData)
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight runs')
    .action(async (flags: DataFlag & { json?: true }) => {
      const { listRuns } = await import('../../session.js');
      const runs = await listRuns(flags.data);
      if (flags.json) return terminal.out(JSON.stringify(runs));
      if (runs.length === 0) return terminal.out('no runs recorded yet');
      for (const { id, started, label, outcome } of runs) {
        terminal.out(`${id}  ${new Date(started).toISOString()}  ${(outcome ?? 'no end').padEnd(12)}  ${label ?? ''}`.trimEnd());
      }
    });

  program
    .command('report')
    .description('one verdict over one or several runs, and their reports')
    .argument('[run...]', 'run IDs, unique prefixes of them, or "latest"')
    .option('--data <dir>', 'where runs are recorded', defaultData)
    .option('--run-label, --label <text>', 'all runs with this label, such as those of the workers of one suite')
    .option('--runs <n>', 'how many runs there must be, so that a worker that never began is missed', parseCount)
    .option('--report <format[=file]>', 'console, json or junit; may be repeated', collect)
    .option('--format <name>', 'the same, to standard output')
    .option('--report-only', 'exit 0 instead of 1 or 3, and say so')
    .option('--strict', 'count warnings as errors')
    .addHelpText(
      'after',
      '\nExamples:\n  plainsight report latest --report junit=plainsight.xml\n  plainsight report --run-label build-812 --runs 4',
    )
    .action(async (references: string[], flags: ReportFlags) => {
      const { decideVerdict } = await import('../../session.js');
      const reports = await parseReports([...(flags.format ? [flags.format] : []), ...(flags.report ?? [])]);
      const { data, label, runs: count } = flags;
      const records = await readRuns({
        data,
        references,
        ...(label === undefined ? {} : { label }),
        ...(count === undefined ? {} : { count }),
      });
      const verdict = decideVerdict(records, {
        reportOnly: flags.reportOnly === true,
        strict: flags.strict === true,
        ...(count === undefined ? {} : { expectedRuns: count }),
      });
      const shown = reports.some(({ file }) => file === undefined) ? reports : [...(await parseReports(['console'])), ...reports];
      await writeReports(shown, verdict, records, [], terminal);
      process.exitCode = verdict.exitCode;
    });

  program
    .command('baseline')
    .description("write a run's findings as known ones, for --baseline")
    .argument('<run>', 'run ID, unique prefix, or "latest"')
    .requiredOption('--until <date>', 'last day on which they are tolerated, YYYY-MM-DD')
    .option('--data <dir>', 'where runs are recorded', defaultData)
    .option('--output <file>', 'file to write; standard output when left out')
    .addHelpText('after', '\nExample:\n  plainsight baseline latest --until 2027-03-31 --output baseline.yaml')
    .action(async (reference: string, flags: DataFlag & { until: string; output?: string }) => {
      const { makeBaseline, readRun } = await import('../../session.js');
      if (!isDay(flags.until)) throw new UsageError(`--until takes a day as YYYY-MM-DD, not ${JSON.stringify(flags.until)}`);
      const run = await readRun(flags.data, reference);
      const now = Date.now();
      if (Date.parse(`${flags.until}T23:59:59.999Z`) < now)
        throw new UsageError(`--until ${flags.until} is past: such a baseline would tolerate nothing`);
      const text = makeBaseline(run, flags.until, now);
      if (flags.output === undefined) return terminal.out(text.replace(/\n$/, ''));
      writeOutput(flags.output, text);
      terminal.err(`wrote ${flags.output}`);
    });
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d{1,5}$/.test(text) || count === 0) throw new InvalidArgumentError('expected a number of runs, from 1 on.');
  return count;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
