import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Verdict } from '../../model/index.js';
import { connectToSession } from '../connect-to-session.js';
import { readControlFile } from '../control-file.js';
import { defaultData } from '../session-flags.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { addFail } from './fail.js';

interface DataFlag {
  readonly data?: string;
}

/** How long `stop` waits for the session to write its reports, milliseconds. */
const reportsMs = 30_000;

/** `stop`, `step`, `plant` and `fail`: they speak to a session that runs elsewhere. */
export function addControlCommands(program: Command, terminal: Terminal): void {
  program
    .command('stop')
    .description('end the run of a "plainsight start" in the background, and exit with its code')
    .option('--data <dir>', `its data folder (default: ${defaultData})`)
    .option('--json', 'print the verdict as JSON')
    .addHelpText('after', '\nExample:\n  plainsight start --quiet & sleep 2; ./drive-the-app.sh; plainsight stop')
    .action(async (flags: DataFlag & { json?: true }) => {
      const { control, runId } = await connectToSession(flags.data);
      const verdict = (await control.stop()) as Verdict;
      // The session removes its control file once its reports are written: who stopped it will want to read them.
      const until = performance.now() + reportsMs;
      while (runId !== undefined && readControlFile(flags.data ?? defaultData)?.runId === runId && performance.now() < until)
        await delay(20);
      terminal.out(flags.json ? JSON.stringify(verdict) : `verdict: ${verdict.outcome.toUpperCase()} (exit ${verdict.exitCode})`);
      process.exitCode = verdict.exitCode;
    });

  program
    .command('step')
    .description('begin or end a named step of the running test')
    .argument('<action>', 'begin or end')
    .argument('<name>', 'the name rules use, such as consent')
    .option('--settle <ms>', 'when ending: how long to wait for open exchanges', '1000')
    .option('--data <dir>', `data folder of the running session (default: under run, that session's; else ${defaultData})`)
    .addHelpText('after', '\nExample:\n  plainsight step begin consent')
    .action(async (action: string, name: string, flags: DataFlag & { settle: string }) => {
      if (action !== 'begin' && action !== 'end') throw new UsageError(`step takes begin or end, not ${JSON.stringify(action)}`);
      const settleMs = Number(flags.settle);
      if (!Number.isFinite(settleMs) || settleMs < 0) throw new UsageError('--settle takes milliseconds, such as 1000');
      const { control } = await connectToSession(flags.data);
      await control.step({ action, name, settleMs });
    });

  program
    .command('plant')
    .description('plant a value that is known only now, in memory only')
    .argument('<field=value>', 'a field of the ruleset and its value')
    .option('--data <dir>', `data folder of the running session (default: under run, that session's; else ${defaultData})`)
    .addHelpText('after', '\nExample:\n  plainsight plant user-id="$QA_USER_ID"')
    .action(async (pair: string, flags: DataFlag) => {
      const equals = pair.indexOf('=');
      if (equals < 1 || equals === pair.length - 1) throw new UsageError('plant takes FIELD=VALUE');
      const { control } = await connectToSession(flags.data);
      await control.plant({ field: pair.slice(0, equals), value: pair.slice(equals + 1) });
    });

  addFail(program, terminal);
}
