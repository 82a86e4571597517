import { findAsianAddresses } from './asian-addresses.js';
import { disjoint } from './disjoint.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { findWesternAddresses } from './western-addresses.js';
import { wholeValue } from './whole-value.js';

const LONGEST = 200;
const OTHERS =
  'ip ipv4 ipv6 mac mail email e wallet contract crypto btc eth token memory host hostname server peer remote local client bind listen url uri web http proxy ' +
  'dns socket hardware bluetooth bt node chain type kind id ids verified valid status count length updated error port network gateway bar book';

const isAddressName = nameTest({
  says:
    'address addresses streetaddress street streetname addressline address1 address2 addr addr1 addr2 postaladdress homeaddress shippingaddress billingaddress ' +
    'mailingaddress deliveryaddress residentialaddress strasse hausnummer adresse anschrift domicilio direccion indirizzo jusho',
  unless: OTHERS,
  foreign: '住所 番地 所在地 地址 주소',
});
const isPostcodeName = nameTest({
  says: 'zip zipcode zip4 postcode postalcode postcodes postal plz postleitzahl codepostal cap codigopostal cep yubinbango pincode',
  unless: 'file archive type url size format hash name error market version',
  foreign: '郵便番号 邮编 邮政编码 우편번호',
});

/** JP, US, DE and FR (and others of five digits), UK, NL, CA, BR, CN and IN (six). */
const POSTCODE =
  /^(?:\d{3}-?\d{4}|\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{4} ?[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}-\d{3}|\d{6}|\d{4})$/i;

/** Something with a word and a number, or in a script without spaces, that is no path, URL, address of mail or hash. */
function looksLikeAddress(value: string): boolean {
  if (value.length < 6 || /[@{}<>=\\]|:\/\/|^[0-9a-fx:.]+$/i.test(value)) return false;
  if (/[\u3005-\u30ff\u4e00-\u9fff\uac00-\ud7af]/.test(value)) return /[\d０-９一二三四五六七八九十市区町村路号로길]/.test(value);
  return /\d/.test(value) && /\p{L}{2}/u.test(value) && /\s/.test(value);
}

function find(text: string, context: MatchContext): readonly Match[] {
  const matches = [...findAsianAddresses(text), ...findWesternAddresses(text)];
  if (matches.length > 0) return disjoint(matches);
  const postcode = isPostcodeName(context.name);
  if (!postcode && !isAddressName(context.name)) return [];
  const whole = wholeValue(text, LONGEST);
  if (whole === undefined || !(postcode ? POSTCODE.test(whole.value) : looksLikeAddress(whole.value))) return [];
  return [{ start: whole.start, end: whole.end, value: whole.value.replace(/\s+/g, ' '), recognisedAs: 'name' }];
}

/**
 * Postal addresses in writings that are hard to mistake, by `pattern`: Japan (`〒100-0001`, or prefecture, town and number), China, Korea, the USA
 * (number, street, city, state and ZIP), the United Kingdom, Germany and France (street, number, postcode and town, in their order); else, under a name
 * of addresses or postcodes, whole values of that shape by `name`. Normal form: single spaces.
 * Not: other countries in running text, a postcode alone, cities, addresses of mail, networks and wallets. It is light: no gazetteer is asked.
 */
export const postalAddress: Matcher = {
  name: 'postal-address',
  description: 'a postal address',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
