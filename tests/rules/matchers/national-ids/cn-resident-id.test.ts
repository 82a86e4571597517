import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { birth, digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneDigit } from './stdnum-check.js';

const region = fc.constantFrom('110101', '310115', '440301', '442000', '513221', '652301', '810000');
const ids = fc
  .tuple(region, birth, digits(3))
  .map(([code, [year, month, day], order]) => completedByStdnum('cn/ric', `${code}19${year}${month}${day}${order}`, [...oneDigit, 'X']));

describe('cn-resident-id finds', () => {
  it.each([
    ['11010519491231002X', 'sfz', '11010519491231002X', 'checksum'],
    ['11010519491231002x', 'id_card', '11010519491231002X', 'checksum'],
    ['11010519491231002X', undefined, '11010519491231002X', 'checksum'],
    ['440301199003071230', 'value', '440301199003071230', 'checksum'],
    ['440301199003071230', 'order_id', '440301199003071230', 'pattern'],
    ['110105 19491231 002X', undefined, '11010519491231002X', 'checksum'],
    ['身份证号码：11010519491231002X，谢谢', undefined, '11010519491231002X', 'checksum'],
    ['{"shenfenzheng":"440301199003071230"}', undefined, '440301199003071230', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('cn-resident-id', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('cn-resident-id does not find', () => {
  it.each([
    ['110105194912310021', 'sfz'],
    ['440301199003071231', 'sfz'],
    ['11010519491331002X', 'sfz'],
    ['440524188001010014', 'sfz'],
    ['990105194912310020', 'sfz'],
    ['11010519491231002XY', 'sfz'],
    ['011010519491231002X', 'sfz'],
    ['A11010519491231002', 'sfz'],
    ['1101051949123100', 'sfz'],
    ['1718000000123456789', 'sfz'],
    ['0.440301199003071230', 'value'],
    ['440301199003071230.5', 'value'],
    ['20241125123456789X', 'order'],
    ['123456789012345678', 'value'],
    ['11010519491231002-', 'value_x'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('cn-resident-id', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('cn-resident-id, given anything,', () => {
  it('finds every number of a region and date with its check character, whatever the name', () => {
    findsEach('cn-resident-id', ids, undefined, 'checksum');
    findsEach('cn-resident-id', ids, 'trace_id', 'pattern');
  });

  it('finds no number that stdnum does not take for one', () => {
    const texts = fc.tuple(birth, digits(4)).map(([[year, month, day], end]) => `31011519${year}${month}${day}${end}`);
    findsOnly('cn-resident-id', texts, 'sfz', (id) => isValidByStdnum('cn/ric', id));
  });

  it('never throws', () => {
    neverThrows('cn-resident-id', ['sfz', 'id_card']);
  });
});
