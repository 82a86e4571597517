import { nameWords } from './name-words.js';

const PHONE_WORDS = new Set(
  'phone phones tel telephone telno mobile mobileno msisdn cell cellphone phonenumber phoneno mobilenumber mobilephone cellnumber telnumber whatsapp landline'.split(
    ' ',
  ),
);

/** With one of these beside it, the name speaks of something else: the phone's model, the ID of a record, when it was verified. */
const OTHER_WORDS = new Set(
  (
    'id ids uuid hash sha1 sha256 md5 type kind model os brand maker manufacturer version code prefix country ext extension verified valid ' +
    'time timestamp ts at date created updated status state count length len size max min app sdk network carrier data speed'
  ).split(' '),
);

/** Whether a field's name says that it holds a telephone number: `phone`, `mobileNumber`, `tel_no`; not `phone_model`, `telemetry`, `hotel`. */
export function isPhoneName(name: string | undefined): boolean {
  if (name === undefined) return false;
  let phone = false;
  for (const word of nameWords(name)) {
    if (OTHER_WORDS.has(word)) return false;
    if (PHONE_WORDS.has(word)) phone = true;
  }
  return phone;
}
