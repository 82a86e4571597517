import { expect, test } from 'vitest';
import { normalizedPath } from '../../decode/normalized-path.js';

test.each([
  [[], '$'],
  [['extinfo', 5], "$['extinfo'][5]"],
  [["it's", 'a\\b', 'c"d'], "$['it\\'s']['a\\\\b']['c\"d']"],
  [['\b\t\n\f\r', '\u0000\u000b\u001f'], "$['\\b\\t\\n\\f\\r']['\\u0000\\u000b\\u001f']"],
  [['5', 5, ''], "$['5'][5]['']"],
  [['é\u007f'], "$['é\u007f']"],
])('%j', (segments, expected) => {
  expect(normalizedPath(segments)).toBe(expected);
});
