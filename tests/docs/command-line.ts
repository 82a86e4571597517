import { readdirSync, readFileSync } from 'node:fs';
import { repositoryFile } from './repository.js';

const sources = [
  'cli/session-flags.ts',
  'cli/doctor-flags.ts',
  ...readdirSync(repositoryFile('cli/commands'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `cli/commands/${name}`),
].map((path) => readFileSync(repositoryFile(path), 'utf8'));
const all = sources.join('\n');
const captured = (pattern: RegExp) => new Set([...all.matchAll(pattern)].map((match) => match[1]));

/** Names of commands and subcommands, and long flags, as the sources of the command line declare them. */
export const commands = captured(/\.command\('([a-z-]+)'\)/g);
export const flags = new Set([
  ...[...all.matchAll(/[oO]ption\(\s*'((?:--[a-z-]+(?:, )?)+)/g)].flatMap(([, names = '']) => names.split(', ')),
  '--help',
  '--version',
]);

/** What stands behind `plainsight` on each line of a shell text, without what a command is given behind `--`. */
export function commandLines(shell: string): readonly string[] {
  return [...shell.matchAll(/(?:^|[\s"'`(;&|])plainsight ([a-z-][^\n#;&|`)]*)/g)].map(([, line = '']) => line.replace(/ -- .*/, '').trim());
}

/** The words of a command line that no command knows: its command, its flags. Empty when all is well. */
export function unknownParts(line: string): readonly string[] {
  const [command = '', ...rest] = line.split(/\s+/);
  const unknown = command.startsWith('--') || commands.has(command) ? [] : [`plainsight ${command}`];
  const [action = ''] = rest;
  const group = ['rules', 'ca', 'data'].includes(command);
  if (group && /^[a-z]+$/.test(action) && !commands.has(action)) unknown.push(`plainsight ${command} ${action}`);
  for (const word of [command, ...rest]) {
    const flag = /^--[a-z][a-z-]*/.exec(word)?.[0];
    if (flag !== undefined && !flags.has(flag)) unknown.push(`${flag} (in "plainsight ${line}")`);
  }
  return unknown;
}

/** True for a long flag that some command has. */
export function isFlag(flag: string): boolean {
  return flags.has(flag);
}
