import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { formatSetup } from '../../cli/format-setup.js';
import { printable, type SetupCheck } from '../../session.js';

const plain = pc.createColors(false);
const format = (checks: readonly SetupCheck[], paint = plain) => formatSetup(checks, paint, printable).split('\n');

describe('formatSetup', () => {
  it('is a line a check, in columns, what to do next below it, and the sum at the end', () => {
    const lines = format([
      { name: 'Node.js', state: 'ok', found: '22.0.0' },
      { name: 'CA', state: 'note', found: 'not made yet', next: 'the first run makes it' },
      { name: 'databases', state: 'warning', found: 'old', next: 'plainsight data update' },
      { name: 'port', state: 'problem', found: 'taken' },
    ]);
    expect(lines).toEqual([
      'ok       Node.js    22.0.0',
      'note     CA         not made yet',
      '                    next: the first run makes it',
      'warning  databases  old',
      '                    next: plainsight data update',
      'PROBLEM  port       taken',
      '',
      '1 problem, 1 warning',
    ]);
  });

  it('puts what was found in several lines below each other', () => {
    expect(format([{ name: 'rules', state: 'problem', found: 'r.yaml:1:1: one\nr.yaml:2:1: two', next: 'mend it' }])).toEqual([
      'PROBLEM  rules  r.yaml:1:1: one',
      '                r.yaml:2:1: two',
      '                next: mend it',
      '',
      '1 problem, 0 warnings',
    ]);
  });

  it('paints the marks, and the sum where there is a problem', () => {
    const paint = pc.createColors(true);
    const ok: SetupCheck = { name: 'a', state: 'ok', found: 'x' };
    const problem: SetupCheck = { name: 'b', state: 'problem', found: 'y', next: 'z' };
    const lines = format([ok, problem, problem], paint);
    expect([lines[0], lines.at(-1)]).toEqual([`${paint.green('ok     ')}  a  x`, paint.red('2 problems, 0 warnings')]);
    expect(lines[1]).toContain(paint.red('PROBLEM'));
    expect(lines[2]).toBe(paint.dim('            next: z'));
    expect(format([ok], paint).at(-1)).toBe('0 problems, 0 warnings');
  });

  it('stays harmless whatever files and paths are called', () => {
    const hostile = '\u001b[2J\rverdict\u009b1m\u202e';
    const lines = format([{ name: 'rules', state: 'problem', found: `${hostile}\n${hostile}`, next: hostile }]);
    expect(lines).toHaveLength(5);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
