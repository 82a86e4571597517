import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { isValidByStdnum } from './stdnum-check.js';

const ids = digits(9).map((id) => (isValidByStdnum('us/ssn', id) && !id.endsWith('0000') ? id : undefined));

describe('us-ssn finds', () => {
  it.each([
    ['536-90-4399', 'value', '536904399', 'pattern'],
    ['123-45-6789', 'order', '123456789', 'pattern'],
    ['123-45-6789', undefined, '123456789', 'pattern'],
    ['536904399', 'ssn', '536904399', 'pattern'],
    ['536 90 4399', 'userSSN', '536904399', 'pattern'],
    ['my social security number is 536904399', 'text', '536904399', 'pattern'],
    ['a=1&ssn=536904399&b=2', undefined, '536904399', 'pattern'],
    ['log\\n123-45-6789\\n', undefined, '123456789', 'pattern'],
    ['123-45-6789.', 'note', '123456789', 'pattern'],
    ['536‑90‑4399', undefined, '536904399', 'pattern'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('us-ssn', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('us-ssn does not find', () => {
  it.each([
    ['536904399', 'value'],
    ['536904399', undefined],
    ['536 90 4399', 'value'],
    ['000-12-3456', 'ssn'],
    ['666-12-3456', 'ssn'],
    ['912-34-5678', 'ssn'],
    ['123-00-4567', 'ssn'],
    ['123-45-0000', 'ssn'],
    ['078-05-1120', 'ssn'],
    ['219-09-9999', 'ssn'],
    ['111-11-1111', 'ssn'],
    ['987-65-4321', 'ssn'],
    ['1123-45-6789', 'ssn'],
    ['123-45-67890', 'ssn'],
    ['123-45-6789-1', 'ssn'],
    ['1-123-45-6789', 'ssn'],
    ['-123-45-6789', 'ssn'],
    ['+123-45-6789', 'ssn'],
    ['123-456-789', 'ssn'],
    ['x123-45-6789', 'ssn'],
    ['536904399', 'ssn_hash'],
    ['1718000000', 'ssn'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('us-ssn', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('us-ssn, given anything,', () => {
  it('finds every number that may be assigned', () => {
    findsEach('us-ssn', ids, 'ssn', 'pattern');
    findsEach(
      'us-ssn',
      ids.map((id) => id && `${id.slice(0, 3)}-${id.slice(3, 5)}-${id.slice(5)}`),
      undefined,
      'pattern',
    );
  });

  it('finds no number that stdnum does not take for one', () => {
    findsOnly('us-ssn', digits(9), 'ssn', (id) => isValidByStdnum('us/ssn', id));
  });

  it('never throws', () => {
    neverThrows('us-ssn', ['ssn']);
  });
});
