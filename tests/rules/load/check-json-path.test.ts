import { expect, it } from 'vitest';
import { checkJsonPath } from '../../../rules/load/check-json-path.js';

it.each(['$', '$.user.id', "$['user']['id']", '$..extinfo[8]', '$.list[*].id', "$['a','b']", '$[1,2]', '$.*'])('takes %s', (path) => {
  expect(checkJsonPath(path)).toBeUndefined();
});

it.each<[path: string, reason: string]>([
  ['$.a[', 'not a JSONPath (RFC 9535), at its character 5'],
  ['$..', 'not a JSONPath (RFC 9535), at its character 4'],
  ['$.a b', 'not a JSONPath'],
  ['$[?@.b == 1]', 'filters'],
  ['$.a[-1]', 'an index from the end'],
  ['$.a[1:3]', 'slices'],
])('refuses %s', (path, reason) => {
  expect(checkJsonPath(path)).toContain(reason);
});
