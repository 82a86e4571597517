import { describe, expect, it } from 'vitest';
import { compileJsonPath } from '../../../rules/compile/compile-json-path.js';
import fc from '../../harness/fast-check.js';

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
    ['$..user.id', ['user', 'id'], true],
    ['$..user.id', ['data', 0, 'user', 'id'], true],
    ['$..user.id', ['user', 'user', 'id'], true],
    ['$..user.id', ['user', 'x', 'id'], false],
    ['$..user.id', ['user', 'ID'], false],
    ['$..user..id', ['a', 'user', 'b', 'c', 'id'], true],
    ['$..user..id', ['id', 'user'], false],
    ['$..a..a', ['a'], false],
    ['$.*.id', ['x', 'id'], true],
    ['$.*.id', [0, 'id'], true],
    ['$.*.id', ['id'], false],
    ['$[*][0]', [3, 0], true],
    ['$[0]', [0], true],
    ['$[0]', ['0'], true],
    ['$[0]', ['00'], false],
    ["$['0']", [0], false],
    ["$['0']", ['0'], true],
    ["$..['a','b',2]", ['x', 'b'], true],
    ["$..['a','b',2]", ['x', 2], true],
    ["$..['a','b',2]", ['x', 'c'], false],
    ['$["\\u0061"]', ['a'], true],
    ['$.電話番号', ['電話番号'], true],
    ['$', [], true],
    ['$.a[-1]', ['a', 0], false],
  ])('%s on %j', (query, segments, selects) => {
    expect(compileJsonPath(query)(segments)).toBe(selects);
  });

  it.each<[string, (string | number)[], boolean]>([
    ['$', [], true],
    ['$', ['a'], false],
    ['$.a', ['a'], true],
    ['$.a', ['a', 'b'], false],
    ['$.a', [], false],
    ['$..a', ['a', 'b', 'a'], true],
    ['$..a', ['a', 'b'], false],
    ['$..a', ['a', 'a'], true],
    ['$.list[*].id', ['list', 0, 'id'], true],
    ['$.list[*].id', ['list', 0, 'id', 'x'], false],
    ['$..*', ['x', 'y'], true],
    ['$..*', [], false],
    ['$.a[?@.b]', ['a', 0], false],
  ])('exactly: %s on %j', (query, segments, selects) => {
    expect(compileJsonPath(query, 'exact')(segments)).toBe(selects);
  });

  it('takes its parts too where it selects, and never throws', () => {
    const segment = fc.oneof(fc.constantFrom('a', 'b', '0', 'user'), fc.nat(2));
    const segments = fc.array(segment, { maxLength: 6 });
    const query = fc
      .array(fc.constantFrom('.a', '..b', '[0]', '[*]', '.*', '..*', "['user','a']", '..[1]'), { maxLength: 4 })
      .map((steps) => `$${steps.join('')}`);
    fc.assert(
      fc.property(query, segments, (path, place) => {
        const exact = compileJsonPath(path, 'exact');
        const expected = Array.from({ length: place.length + 1 }, (_, length) => exact(place.slice(0, length))).includes(true);
        expect(compileJsonPath(path)(place)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
