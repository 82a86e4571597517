import type { SetupCheck } from '../session.js';
import type { Terminal } from './terminal.js';

const marks: Readonly<Record<SetupCheck['state'], readonly [mark: string, colour: 'green' | 'cyan' | 'yellow' | 'red']>> = {
  ok: ['ok', 'green'],
  note: ['note', 'cyan'],
  warning: ['warning', 'yellow'],
  problem: ['PROBLEM', 'red'],
};

/** The checks, each with what was found and what to do next. `printable` makes a line safe for a terminal: paths and files are anybody's. */
export function formatSetup(
  checks: readonly SetupCheck[],
  paint: Terminal['paint'],
  printable: (text: string, limit?: number) => string,
): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, state, found, next }) => {
    const [mark, colour] = marks[state];
    const [first = '', ...others] = found.split('\n').map((line) => printable(line, 1_000));
    const indent = ' '.repeat(width + 11);
    return [
      `${paint[colour](mark.padEnd(7))}  ${name.padEnd(width)}  ${first}`,
      ...others.map((line) => `${indent}${line}`),
      ...(next === undefined ? [] : [paint.dim(`${indent}next: ${printable(next, 1_000)}`)]),
    ];
  });
  const of = (state: SetupCheck['state']) => checks.filter((check) => check.state === state).length;
  const sum = `${counted(of('problem'), 'problem')}, ${counted(of('warning'), 'warning')}`;
  return [...lines, '', of('problem') > 0 ? paint.red(sum) : sum].join('\n');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
