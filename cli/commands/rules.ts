import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

/** `rules lint`, `rules test`, `rules explain`, `rules list`: working on rulesets without traffic. */
export function addRules(program: Command, terminal: Terminal): void {
  const rules = program
    .command('rules')
    .description('check, try and explain rulesets')
    .addHelpText('after', '\nExample:\n  plainsight rules lint plainsight.yaml');
  const { paint } = terminal;

  rules
    .command('lint')
    .description('load rulesets and say what is wrong or dead in them')
    .argument('[files...]', 'ruleset files or packs (default: ./plainsight.yaml, else plainsight:baseline)')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight rules lint plainsight.yaml')
    .action(async (files: string[], flags: { json?: true }) => {
      const { lintRuleset } = await import('../../session.js');
      const ruleset = await load(files);
      const found = [...ruleset.warnings, ...lintRuleset(ruleset)];
      // Both may speak of the same.
      const problems = [...new Map(found.map((problem) => [JSON.stringify(problem), problem])).values()];
      if (flags.json) terminal.out(JSON.stringify(problems));
      else {
        for (const { message, place } of problems) terminal.out(`${place.file}:${place.line}:${place.column}: ${message}`);
        terminal.out(`${ruleset.rules.length} rules, ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
      }
      if (problems.length > 0) process.exitCode = 1;
    });

  rules
    .command('test')
    .description("run each rule's examples: those that must violate, and those that must not")
    .argument('[files...]', 'ruleset files or packs (default: ./plainsight.yaml, else plainsight:baseline)')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight rules test plainsight:baseline')
    .action(async (files: string[], flags: { json?: true }) => {
      const { testExamples } = await import('../../session.js');
      const results = testExamples(await load(files));
      const failed = results.filter(({ outcome }) => outcome === 'failed');
      if (flags.json) terminal.out(JSON.stringify(results));
      else {
        for (const { ruleId, expect, place, outcome, why } of results) {
          const mark = outcome === 'ok' ? paint.green('ok') : paint.red('FAILED');
          terminal.out(`${mark}  ${ruleId}  ${expect}  ${place.file}:${place.line}${outcome === 'ok' ? '' : `  ${why}`}`);
        }
        terminal.out(`${results.length - failed.length} passed, ${failed.length} failed`);
      }
      if (results.length === 0) throw new UsageError('there are no examples in these rulesets');
      if (failed.length > 0) process.exitCode = 1;
    });

  rules
    .command('explain')
    .description('say in a sentence what a rule asserts')
    .argument('<id>', "the rule's id, such as baseline/token-in-url")
    .option('--rules <file...>', 'ruleset files or packs')
    .addHelpText('after', '\nExample:\n  plainsight rules explain baseline/token-in-url')
    .action(async (id: string, flags: { rules?: string[] }) => {
      const { explainRule } = await import('../../session.js');
      const ruleset = await load(flags.rules ?? []);
      const rule = ruleset.rules.find((candidate) => candidate.id === id);
      if (!rule)
        throw new UsageError(`there is no rule ${JSON.stringify(id)}: there are ${ruleset.rules.map((each) => each.id).join(', ')}`);
      terminal.out(explainRule(rule, ruleset));
      terminal.out(paint.dim(`${rule.level}, fails from ${rule.failFrom}; ${rule.place.file}:${rule.place.line}:${rule.place.column}`));
    });

  rules
    .command('list')
    .description('the rules of rulesets or packs: ID, level, pack, and what each is for')
    .argument('[files...]', 'ruleset files or packs (default: ./plainsight.yaml, else plainsight:baseline)')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight rules list plainsight:baseline')
    .action(async (files: string[], flags: { json?: true }) => {
      const ruleset = await load(files);
      const listed = ruleset.rules.map(({ id, level, own, description, place }) => ({
        id,
        level,
        pack: own ? null : id.slice(0, Math.max(0, id.indexOf('/'))),
        description,
        place: `${place.file}:${place.line}:${place.column}`,
      }));
      if (flags.json) return terminal.out(JSON.stringify(listed));
      const width = Math.max(0, ...listed.map(({ id }) => id.length));
      for (const { id, level, pack, description } of listed) {
        terminal.out(`${id.padEnd(width)}  ${level.padEnd(7)}  ${pack === null ? paint.dim('own') : pack}  ${description}`);
      }
    });
}

async function load(files: readonly string[]) {
  const { defaultContext, findRuleset, loadRuleset } = await import('../../session.js');
  const chosen = files.length > 0 ? files : [findRuleset(process.cwd()) ?? 'plainsight:baseline'];
  return loadRuleset(chosen, defaultContext({ env: process.env, now: Date.now() }));
}
