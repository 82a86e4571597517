import { homedir } from 'node:os';
import { type Command, Option } from 'commander';
import { type ExamplesFormat, examplesFormats, formatExamples } from '../format-examples.js';
import { formatOperators, formatRegions, formatRules } from '../format-rule-lists.js';
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
    .option('--rules <file...>', 'the same as naming the files')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight rules lint plainsight.yaml')
    .action(async (files: string[], flags: { json?: true; rules?: string[] }) => {
      const { homeFolder, lintRuleset, openPlaces } = await import('../../session.js');
      const ruleset = await load([...files, ...(flags.rules ?? [])]);
      // Databases that are named must be there, and known to `precedence`, as when a run starts.
      if (ruleset.places !== undefined) openPlaces({ ruleset, home: homeFolder(process.env, homedir()) });
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
    .option('--rules <file...>', 'the same as naming the files')
    .addOption(new Option('--format <format>', 'how to print them').choices(examplesFormats).default('console'))
    .option('--json', 'the same as --format json')
    .addHelpText('after', '\nExample:\n  plainsight rules test plainsight:baseline --format junit')
    .action(async (files: string[], flags: { json?: true; format: ExamplesFormat; rules?: string[] }) => {
      const { testExamples } = await import('../../session.js');
      const results = testExamples(await load([...files, ...(flags.rules ?? [])]));
      terminal.out(formatExamples(results, flags.json ? 'json' : flags.format, paint));
      if (results.length === 0) throw new UsageError('there are no examples in these rulesets');
      if (results.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
    });

  rules
    .command('explain')
    .description('say in a sentence what a rule asserts, and what its fields are found by')
    .argument('<id>', "the rule's id, such as baseline/token-in-url")
    .option('--rules <file...>', 'ruleset files or packs')
    .addHelpText('after', '\nExample:\n  plainsight rules explain baseline/token-in-url')
    .action(async (id: string, flags: { rules?: string[] }) => {
      const { explainRule } = await import('../../session.js');
      const ruleset = await load(flags.rules ?? []);
      const rule = ruleset.rules.find((candidate) => candidate.id === id);
      if (!rule)
        throw new UsageError(`there is no rule ${JSON.stringify(id)}: there are ${ruleset.rules.map((each) => each.id).join(', ')}`);
      terminal.out(explainRule(rule, ruleset, 'with-fields'));
      terminal.out(paint.dim(`${rule.level}, fails from ${rule.failFrom}; ${rule.place.file}:${rule.place.line}:${rule.place.column}`));
    });

  rules
    .command('list')
    .description(
      'the rules of rulesets or packs: ID, level, pack, and what each is for; or the groups of countries, or the operators, they may name',
    )
    .argument('[files...]', 'ruleset files or packs (default: ./plainsight.yaml, else plainsight:baseline)')
    .option('--regions', 'groups of countries instead: their members, as of when, by which source, and when to check them again')
    .addOption(new Option('--operators', 'operators instead: what they are known by, as of when and by which source').conflicts('regions'))
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  plainsight rules list plainsight:baseline')
    .action(async (files: string[], flags: { json?: true; regions?: true; operators?: true }) => {
      const { builtInOperators, defaultContext } = await import('../../session.js');
      const ruleset = await load(files);
      const json = flags.json === true;
      if (flags.operators === true) terminal.out(formatOperators(ruleset, builtInOperators, json, paint));
      else if (flags.regions !== true) terminal.out(formatRules(ruleset, json, paint));
      else terminal.out(formatRegions(ruleset, defaultContext().groups, Date.now(), json, paint));
    });
}

async function load(files: readonly string[]) {
  const { defaultContext, findRuleset, loadRuleset } = await import('../../session.js');
  const chosen = files.length > 0 ? files : [findRuleset(process.cwd()) ?? 'plainsight:baseline'];
  return loadRuleset(chosen, defaultContext({ env: process.env, now: Date.now() }));
}
