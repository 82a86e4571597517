import { describe, expect, it } from 'vitest';
import { findAsianAddresses } from '../../../rules/matchers/asian-addresses.js';
import fc from '../../harness/fast-check.js';

const fragment = fc.constantFrom(
  '〒',
  '100-0000',
  '東京都',
  '北海道',
  '例',
  '区',
  '市',
  '県',
  '町',
  '1',
  '２',
  '丁目',
  '番',
  '号',
  '省',
  '路',
  '서울 ',
  '예시구 ',
  '예시로 ',
  ' ',
  '\n',
);

describe('findAsianAddresses', () => {
  it('finds one where it stands', () => {
    const text = '住所：東京都例区例町1-2-3、電話';
    expect(findAsianAddresses(`${text}`).map(({ start, end, value }) => text.slice(start, end) === value)).toEqual([true]);
  });

  it('looks at texts of its own fragments without throwing, and stays inside them', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        for (const { start, end, value } of findAsianAddresses(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(value).toMatch(/\d|[０-９一二三四五六七八九十]/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
