import { describe, expect, it } from 'vitest';
import { cardBrand } from '../../../rules/matchers/card-brand.js';

describe('cardBrand', () => {
  it.each([
    ['4111111111111111', 'visa'],
    ['5555555555554444', 'mastercard'],
    ['2221000000000009', 'mastercard'],
    ['2720999999999999', 'mastercard'],
    ['378282246310005', 'amex'],
    ['6011111111111117', 'discover'],
    ['30569309025904', 'diners'],
    ['3530111333300000', 'jcb'],
    ['6240008631401148', 'unionpay'],
    ['2200000000000004', 'mir'],
    ['8174000000000000', 'unionpay'],
    ['8200000000000000', 'rupay'],
    ['5060990000000000', 'verve'],
    ['5061980000000000000', 'verve'],
    ['6362970000000000', 'elo'],
    ['5067310000000000', 'elo'],
    ['5019555544445555', 'dankort'],
    ['5078030000000000', 'meeza'],
    ['9792030000000000', 'troy'],
    ['8600000000000000', 'uzcard'],
    ['9860000000000000', 'humo'],
  ])('%s is %s', (digits, brand) => {
    expect(cardBrand(digits)).toBe(brand);
  });

  it.each([
    ['a microsecond timestamp', '1718000000123456'],
    ['below Mastercard', '2220990000000000'],
    ['above Mastercard', '2721000000000000'],
    ['5 and 0', '5011111111111111'],
    ['the old Visa length', '4222222222222'],
    ['a Visa of 15 digits', '411111111111111'],
    ['an Amex of 16 digits', '3782822463100050'],
    ['a Troy of 19 digits', '9792030000000000000'],
    ['between Verve and Elo', '5062000000000000'],
    ['nothing', ''],
  ])('%s has none', (_, digits) => {
    expect(cardBrand(digits)).toBeUndefined();
  });
});
