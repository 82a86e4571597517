import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { packageVersion } from '../version.js';

/** `demo`: what leaked in the world, re-enacted on loopback: violations of the leaky build, and the pass of the fixed one. */
export function addDemo(program: Command, terminal: Terminal): void {
  program
    .command('demo')
    .description('re-enact on loopback what leaked in the world: a leaky app, and its fixed build')
    .argument('[ids...]', 'scenarios, such as S03 (default: all)')
    .addHelpText('after', '\nExample:\n  plainsight demo S10')
    .action(async (ids: string[]) => {
      const { compareRuns, formatDifferences, formatLiveViolation, loadDemo, readComparedRun } = await import('../../session.js');
      const { runScenario, scenarios } = await loadDemo();
      const wanted = ids.map((id) => id.toUpperCase());
      const unknown = wanted.find((id) => !scenarios.some((scenario) => scenario.id === id));
      if (unknown) throw new UsageError(`there is no scenario ${unknown}: there are ${scenarios.map(({ id }) => id).join(', ')}`);
      const folder = mkdtempSync(join(tmpdir(), 'plainsight-demo-'));
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
      const folders = {
        home: join(folder, 'home'),
        originHome: join(folder, 'origins'),
        data: join(folder, 'data'),
        version: packageVersion(),
      };
      const { paint } = terminal;
      let asExpected = true;
      for (const scenario of scenarios) {
        if (wanted.length > 0 && !wanted.includes(scenario.id)) continue;
        terminal.out(paint.bold(`${scenario.id}  ${scenario.title}`));
        terminal.out(`     ${scenario.story}`);
        terminal.out(paint.dim(`     ${scenario.standing}: ${scenario.source}`));
        if (scenario.note !== undefined) terminal.out(paint.dim(`     note: ${scenario.note}`));
        const runs: Record<'leaky' | 'fixed', string> = { leaky: '', fixed: '' };
        for (const build of ['leaky', 'fixed'] as const) {
          const { verdict, record } = await runScenario(scenario, build, folders);
          runs[build] = record.start.id;
          terminal.out('');
          terminal.out(`  ${build} build: ${verdict.outcome === 'pass' ? paint.green('PASS') : paint.red(verdict.outcome.toUpperCase())}`);
          for (const { finding, count } of verdict.findings) {
            if (finding.kind !== 'pass') terminal.out(`    ${formatLiveViolation(finding, paint)}${count > 1 ? ` (${count} times)` : ''}`);
          }
          for (const reason of verdict.outcome === 'pass' ? [] : verdict.reasons) terminal.out(paint.dim(`    ${reason}`));
          if (verdict.outcome !== (build === 'leaky' ? 'fail' : 'pass')) asExpected = false;
        }
        if (scenario.compared !== undefined) {
          const second = scenario.compared === 'builds' ? runs.fixed : (await runScenario(scenario, 'leaky', folders)).record.start.id;
          const [before, after] = [await readComparedRun(folders.data, runs.leaky), await readComparedRun(folders.data, second)];
          const differences = formatDifferences(compareRuns(before, after), paint);
          terminal.out('');
          terminal.out(
            `  compared: ${scenario.compared === 'builds' ? 'the leaky build with the fixed one' : 'two runs of the leaky build'}`,
          );
          for (const line of differences) terminal.out(`    ${line}`);
          if (differences.length === 0) asExpected = false;
        }
        terminal.out('');
      }
      if (!asExpected) {
        terminal.err('the demo did not end as it should: a leaky build must fail, and a fixed one pass');
        process.exitCode = 4;
      }
    });
}
