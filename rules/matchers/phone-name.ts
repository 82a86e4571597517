import { nameWords } from './name-words.js';

const PHONE_WORDS = new Set(
  'phone phones tel telephone telno mobile mobileno msisdn cell cellphone phonenumber phoneno mobilenumber mobilephone cellnumber telnumber whatsapp landline denwa keitai dianhua shouji'.split(
    ' ',
  ),
);

/** In Japanese, Chinese and Korean, anywhere in a name. */
const FOREIGN_WORDS = ['電話', '携帯番号', '电话', '手机', '手機', '전화', '휴대폰'];
/** In those scripts: a model, a brand, a maker, a type, a system, verification, a code. */
const OTHER_FOREIGN_WORDS = /型号|型號|型式|機種|机型|品牌|メーカー|系统|系統|类型|種類|验证|認証|验证码|状态|状態|归属地/u;

/** With one of these beside it, the name speaks of something else: the phone's model, the ID of a record, when it was verified. */
const OTHER_WORDS = new Set(
  (
    'id ids uuid hash sha1 sha256 md5 type kind model os brand maker manufacturer version code prefix country ext extension verified valid ' +
    'time timestamp ts at date created updated status state count length len size max min app sdk network carrier data speed'
  ).split(' '),
);

/** Whether a field's name says that it holds a telephone number: `phone`, `mobileNumber`, `tel_no`; not `phone_model`, `telemetry`, `hotel`. */
export function isPhoneName(name: string | undefined): boolean {
  if (name === undefined || OTHER_FOREIGN_WORDS.test(name)) return false;
  let phone = FOREIGN_WORDS.some((word) => name.includes(word));
  for (const word of nameWords(name)) {
    if (OTHER_WORDS.has(word)) return false;
    if (PHONE_WORDS.has(word)) phone = true;
  }
  return phone;
}
