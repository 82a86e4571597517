import type { Command } from 'commander';
import { parseReports } from '../parse-reports.js';
import { collect, defaultData } from '../session-flags.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { writeOutput } from '../write-output.js';
import { writeReports } from '../write-reports.js';

interface DataFlag {
  readonly data: string;
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
    .argument('<run...>', 'run IDs, unique prefixes of them, or "latest"')
    .option('--data <dir>', 'where runs are recorded', defaultData)
    .option('--report <format[=file]>', 'console, json or junit; may be repeated', collect)
    .option('--format <name>', 'the same, to standard output')
    .option('--report-only', 'exit 0 instead of 1 or 3, and say so')
    .option('--strict', 'count warnings as errors')
    .addHelpText('after', '\nExample:\n  plainsight report latest --report junit=plainsight.xml')
    .action(
      async (references: string[], flags: DataFlag & { report?: readonly string[]; format?: string; reportOnly?: true; strict?: true }) => {
        const { decideVerdict, readRun } = await import('../../session.js');
        const reports = await parseReports([...(flags.format ? [flags.format] : []), ...(flags.report ?? [])]);
        const records = [];
        for (const reference of references) records.push(await readRun(flags.data, reference));
        const verdict = decideVerdict(records, { reportOnly: flags.reportOnly === true, strict: flags.strict === true });
        const shown = reports.some(({ file }) => file === undefined) ? reports : [...(await parseReports(['console'])), ...reports];
        await writeReports(shown, verdict, records, [], terminal);
        process.exitCode = verdict.exitCode;
      },
    );

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

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
