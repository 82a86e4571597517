import { expect, it } from 'vitest';
import { kindMatcher } from '../../../../rules/matchers/national-ids/kind-matcher.js';
import { usSsn } from '../../../../rules/matchers/national-ids/us-ssn.js';

it('makes a matcher of a kind', () => {
  const matcher = kindMatcher(usSsn);
  expect(matcher).toMatchObject({ name: 'us-ssn', description: 'a US Social Security number', options: {}, surest: 'pattern' });
  const prepared = matcher.prepare({});
  expect(prepared.recognisedAs).toBe('pattern');
  expect(prepared.find('ssn 123-45-6789', {})).toEqual([{ start: 4, end: 15, value: '123456789', recognisedAs: 'pattern' }]);
});
