import { expect, it } from 'vitest';
import { isCnProvince, isCnRegion } from '../../../../rules/matchers/national-ids/cn-region.js';

it.each([
  '110101',
  '310115',
  '440301',
  '441900',
  '442000',
  '513221',
  '652301',
  '659001',
  '429004',
  '460400',
  '540102',
  '710000',
  '810000',
  '500101',
  '330782',
])('%s is structured as a region', (code) => {
  expect(isCnRegion(code)).toBe(true);
  expect(isCnProvince(code)).toBe(true);
});

it.each(['000000', '160101', '990101', '110301', '449901', '440360', '440399', '720000', '320000', '112101', '636190'])(
  '%s is not',
  (code) => {
    expect(isCnRegion(code)).toBe(false);
  },
);

it('knows provinces apart from what is in them', () => {
  expect(isCnProvince('449999')).toBe(true);
  expect(isCnProvince('990101')).toBe(false);
  expect(isCnProvince('810001')).toBe(false);
  expect(isCnProvince('')).toBe(false);
});
