import { describe, expect, it } from 'vitest';
import { isPhoneName } from '../../../rules/matchers/phone-name.js';

describe('isPhoneName', () => {
  it.each([
    'phone',
    'Phone',
    'userPhone',
    'phone_number',
    'phoneNumber',
    'PHONE-NO',
    'tel',
    'mobile',
    'X-MSISDN',
    'cellPhone',
    'phonenumber',
    'denwa_bangou',
    '電話番号',
    '携帯電話',
    '手机号',
    '联系电话',
    'shouji',
  ])('%s', (name) => {
    expect(isPhoneName(name)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'telemetry',
    'hotel',
    'phone_model',
    'phoneType',
    'mobile_id',
    'telegram',
    'microphone',
    'mobile_country_code',
    'phone_hash',
    '手机型号',
    '電話認証',
    'shouji_brand',
  ])('not %s', (name) => {
    expect(isPhoneName(name)).toBe(false);
  });
});
