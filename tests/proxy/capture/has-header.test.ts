import { expect, it } from 'vitest';
import { hasHeader } from '../../../proxy/capture/has-header.js';

it.each<[readonly string[], boolean]>([
  [['Expect', '100-continue'], true],
  [['A', '1', 'eXPECT', ''], true],
  [['A', 'expect'], false],
  [['X-Expect', '1', 'Expect-CT', '1'], false],
  [[], false],
])('%j holds expect: %s', (raw, found) => {
  expect(hasHeader(raw, 'expect')).toBe(found);
});
