import { describe, expect, it } from 'vitest';
import { nameKey } from '../../../rules/compile/name-key.js';
import fc from '../../harness/fast-check.js';

const keysOf = (...names: string[]) => new Set(names.map(nameKey));

describe('nameKey', () => {
  it('makes one of the ways of writing a name, and no more', () => {
    expect(keysOf('order_id', 'orderId', 'Order-ID', 'ORDER ID', 'order.id', 'ｏｒｄｅｒＩＤ')).toEqual(new Set(['orderid']));
    expect(nameKey('orders_id')).not.toBe(nameKey('order_id'));
    expect(nameKey('_')).toBe('');
  });

  it.each([
    [['user_id', 'userId', 'uid', 'UserIdentifier', 'ユーザーID', 'yonghuId', '用户id']],
    [
      [
        'phone',
        'phoneNo',
        'phone_num',
        'TEL-NO',
        'telephoneNumber',
        'denwaBangou',
        '電話番号',
        'keitai',
        'shouji_hao',
        '手机号',
        '手機號碼',
      ],
    ],
    [['dob', 'birthday', 'dateOfBirth', 'date-of-birth', 'seinengappi', '生年月日', 'shengri', '生日']],
    [['lat', 'latitude', '緯度']],
    [['lng', 'lon', 'Longitude']],
    [['pwd', 'passwd', 'password', 'mima', '密码']],
    [['addr', 'address', 'jusho', '住所', 'dizhi', '地址']],
    [['shimei', '氏名', 'xingming', '姓名', 'fullName']],
    [['msg', 'message']],
    [['acct', 'account']],
    [['yubinBango', 'yubin_bangou', '郵便番号', 'postalCode', 'post_code']],
    [['shenfenzheng', '身份证', '身份证号码', 'idCardNo']],
    [['youxiang', '邮箱', 'e-mail', 'emailAddress', 'mail_address']],
  ])('takes as one: %j', (names) => {
    expect(keysOf(...names).size).toBe(1);
  });

  it.each([
    ['id', 'uid'],
    ['long', 'longitude'],
    ['long', 'lng'],
    ['mobile', 'phone'],
    ['name', 'full_name'],
    ['mail', 'email'],
    ['zip', 'zip_code'],
    ['pass', 'password'],
    ['user_name', 'full_name'],
    ['ip_address', 'address'],
    ['email_address', 'address'],
    ['account', 'account_id'],
    ['guid', 'uid'],
    ['flat', 'lat'],
    ['latency', 'latitude'],
    ['colon', 'lon'],
    ['phones', 'phone'],
    ['msgs', 'message'],
    ['passwords', 'password'],
    ['constructor', 'object'],
  ])('keeps apart: %s and %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it('is the same whether a name was asked for before or not, however many there are', () => {
    const first = nameKey('phone_no');
    const letters = (index: number) => [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const wrong = Array.from({ length: 10_000 }, (_, index) => letters(index)).filter((name) => nameKey(`name_${name}`) !== `name${name}`);
    expect(wrong).toEqual([]);
    expect(nameKey('phone_no')).toBe(first);
    expect(nameKey(`${'x'.repeat(100)}_Y`)).toBe(`${'x'.repeat(100)}y`);
  });

  it('never throws, and does not care for separators', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        expect(nameKey(`_${name}-`)).toBe(nameKey(name));
      }),
      { numRuns: 200 },
    );
  });

  it('gives what is its own key', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (name) => {
        expect(nameKey(nameKey(name).toUpperCase())).toBe(nameKey(name));
      }),
      { numRuns: 200 },
    );
  });
});
