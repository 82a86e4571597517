import { describe, expect, it } from 'vitest';
import { compileJsonPath } from '../../../rules/compile/compile-json-path.js';

describe('compileJsonPath', () => {
  it.each<[string, (string | number)[], boolean]>([
    ['$.user.id', ['user', 'id'], true],
    ['$.user.id', ['user', 'id', 'value'], true],
    ['$.user.id', ['x', 'user', 'id'], false],
    ['$.user.id', ['user'], false],
    ['$..extinfo[8]', ['extinfo', 8], true],
    ['$..extinfo[8]', ['a', 0, 'extinfo', 8], true],
    ['$..extinfo[8]', ['a', 0, 'extinfo', '8'], true],
    ['$..extinfo[8]', ['extinfo', 7], false],
    ['$..extinfo[8]', ['extinfo', 'x', 8], false],
    ['$.list[*].name', ['list', 3, 'name'], true],
    ['$.list[1, 2]', ['list', 2], true],
    ["$['a.b']", ['a.b'], true],
    ['$..*', ['x'], true],
    ['$', [], true],
    ['$.a[-1]', ['a', 0], false],
  ])('%s on %j', (query, segments, selects) => {
    expect(compileJsonPath(query)(segments)).toBe(selects);
  });
});
