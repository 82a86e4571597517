/** Names that mean the same field. `key` stands for all of them; `names` are other ways of writing it, as people do. */
export interface NameAliases {
  readonly key: string;
  readonly names: readonly string[];
}

const group = (key: string, names: string): NameAliases => ({ key, names: names.trim().split(/\s+/) });

/**
 * Abbreviations, and Japanese and Chinese names in their own scripts and transliterated, that mean one thing wherever they stand. What is
 * ambiguous is left out: `id`, `name`, `long` (a number, too), `no`, `pass`, `pw`, `mail`, `mobile`, `cell`, `zip`, `sid`, `fname`, `ido` and
 * `keido` (a latitude and a longitude, and words of other languages), `sei` and `mei`, `sex` (not in every app a gender). Each is one whole name,
 * never part of another. docs/rules.md lists them; a test compares.
 */
export const nameAliases: readonly NameAliases[] = [
  group(
    'phone_number',
    `phone phone_no phone_num telephone telephone_no telephone_num telephone_number tel tel_no tel_num tel_number
    mobile_phone mobile_phone_number mobile_no mobile_num mobile_number cell_phone cell_phone_number cell_number
    denwa denwa_bangou denwa_bango keitai keitai_denwa keitai_bangou 電話 電話番号 携帯電話 携帯番号 携帯電話番号
    dianhua dianhua_haoma shouji shouji_hao shouji_haoma 电话 电话号码 電話號碼 手机 手机号 手机号码 手機 手機號碼`,
  ),
  group('date_of_birth', `dob birthday birthdate bday seinengappi tanjoubi 生年月日 誕生日 shengri chusheng_riqi 生日 出生日期 出生年月日`),
  group('latitude', 'lat 緯度 纬度'),
  group('longitude', 'lng lon 経度 经度 經度'),
  group('password', 'pwd passwd pswd パスワード mima 密码 密碼'),
  group('address', 'addr jusho juusho 住所 dizhi 地址'),
  group('user_id', 'uid user_identifier usr_id ユーザーID ユーザID yonghu_id 用户ID 用戶ID'),
  group('message', 'msg メッセージ'),
  group('account', 'acct アカウント'),
  group('account_id', 'acct_id account_identifier'),
  group('account_number', 'account_no account_num acct_no acct_num acct_number kouza_bangou 口座番号'),
  group('full_name', 'shimei 氏名 xingming 姓名'),
  group('first_name', 'given_name'),
  group('last_name', 'surname family_name'),
  group('user_name', 'ユーザー名 ユーザ名 yonghuming 用户名 用戶名'),
  group('email', 'email_address email_addr mail_address mail_addr メールアドレス youxiang dianzi_youxiang 邮箱 邮箱地址 电子邮箱 電子郵箱'),
  group(
    'postal_code',
    'postcode zip_code zip_no yubin_bango yubin_bangou yuubin_bango yuubin_bangou 郵便番号 youbian youzheng_bianma 邮编 邮政编码 郵遞區號',
  ),
  group(
    'id_card_number',
    'id_card_no id_card_num sfz sfzh shenfenzheng shenfenzheng_hao shenfenzheng_haoma 身份证 身份证号 身份证号码 身分證 身分證號碼 身分證字號',
  ),
  group('my_number', 'kojin_bangou kojin_bango 個人番号 マイナンバー'),
  group('passport_number', 'passport_no passport_num ryoken_bangou 旅券番号 パスポート番号 huzhao_hao 护照号 护照号码'),
  group('credit_card_number', 'credit_card_no credit_card_num cc_no cc_num cc_number クレジットカード番号 xinyongka_hao 信用卡号'),
  group('bank_card_number', 'bank_card_no bank_card_num yinhangka_hao 银行卡号'),
  group('device_id', 'device_identifier 端末ID shebei_id 设备ID'),
  group('session_id', 'sess_id session_identifier'),
  group('gender', 'seibetsu 性別 xingbie 性别'),
  group('age', 'nenrei 年齢 nianling 年龄'),
  group('ip_address', 'ip_addr'),
  group('mac_address', 'mac_addr'),
];
