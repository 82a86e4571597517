import { expect, it } from 'vitest';
import { Problems } from '../../../rules/load/problems.js';
import { RulesetError } from '../../../rules/ruleset-error.js';

const at = (file: string, line: number, column = 1) => ({ file, line, column });

it('lists each problem once, by file and position', () => {
  const problems = new Problems();
  problems.add(at('b', 9), 'x');
  problems.add(at('a', 1), 'x');
  problems.add(at('b', 2, 5), 'x');
  problems.add(at('b', 2, 3), 'x');
  problems.add(at('b', 9), 'x');
  expect(problems.list().map(({ place }) => `${place.file}:${place.line}:${place.column}`)).toEqual(['b:2:3', 'b:2:5', 'b:9:1', 'a:1:1']);
  expect(() => problems.throwIfAny()).toThrow(RulesetError);
});

it('says nothing more of what is settled', () => {
  const problems = new Problems();
  problems.settle(at('a', 1), 'the variable is not set');
  problems.add(at('a', 1), 'and so it is too short');
  problems.add(at('a', 2), 'something else');
  expect(problems.list().map(({ message }) => message)).toEqual(['the variable is not set', 'something else']);
});

it('throws nothing when there is nothing', () => {
  expect(() => new Problems().throwIfAny()).not.toThrow();
});
