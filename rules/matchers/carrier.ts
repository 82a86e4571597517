import { declaredOption, declaredValue } from './declared-value.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { wholeValue } from './whole-value.js';

const NAME = 'carrier';
const LONGEST = 40;

const isCarrierName = nameTest({
  says:
    'carrier carriername carriers mobilecarrier cellularcarrier networkoperator networkoperatorname simoperator simoperatorname simcarrier mno mobileoperator ' +
    'telecomoperator operatorname mccmnc plmn networkcarrier cellprovider isp',
  unless: 'shipping delivery freight tracking id ids type count url code country email status frequency hash logistics parcel',
  foreign: '通信事業者 キャリア 運営商 运营商 通信运营商 통신사',
});

/** Large networks as devices report them, without spaces and in lower case. Not complete. */
const OPERATORS = new Set(
  (
    'docomo nttdocomo au kddi softbank ymobile y!mobile rakuten rakutenmobile povo linemo uqmobile ahamo iijmio ' +
    'verizon verizonwireless att at&t t-mobile tmobile t-mobileusa sprint uscellular metropcs cricket rogers bell telus ' +
    'vodafone vodafoneuk vodafone.de o2 o2-de o2-uk ee three 3 orange orangef sfr bouygues bouyguestelecom free freemobile telekom telekom.de t-mobilede tim windtre movistar yoigo kpn ' +
    'swisscom sunrise a1 telenor telia tele2 elisa play plus proximus meo nos ' +
    'chinamobile cmcc chinaunicom chn-unicom chinatelecom 中国移动 中国联通 中国电信 chunghwa chunghwatelecom fetnet sktelecom skt kt olleh lgu+ lguplus ' +
    'airtel jio jio4g bsnl vi singtel starhub globe smart ais truemove dtac telkomsel xl viettel mts megafon beeline turkcell mtn safaricom etisalat stc claro vivo telcel telstra optus spark'
  ).split(' '),
);
const PLMN = /^\d{3}-?\d{2,3}$/;
/** What devices without a SIM, and systems that no longer tell, give. */
const NOTHING =
  /^(?:unknown|null|undefined|none|n\/a|na|other|-+|--|no sim|no service|nosim|wifi|wi-fi|true|false|\d{1,4}|65535(?:-?65535)?|00000)$/i;

function find(text: string, context: MatchContext): readonly Match[] {
  if (text.length < 2 || text.length > LONGEST + 64 || !isCarrierName(context.name)) return [];
  const whole = wholeValue(text, LONGEST);
  if (whole === undefined || NOTHING.test(whole.value)) return [];
  if (PLMN.test(whole.value)) return [{ ...whole, recognisedAs: 'name' }];
  if (!/\p{L}/u.test(whole.value) || /[{}<>=@;]|:\/\//.test(whole.value)) return [];
  const known = OPERATORS.has(whole.value.toLowerCase().replace(/\s+/g, ''));
  return [{ ...whole, recognisedAs: known ? 'pattern' : 'name' }];
}

/**
 * The operator of a device's mobile network: whole values under a name that says so (`carrier`, `networkOperatorName`, `mccmnc`), by `pattern` where they are
 * the name of a large network, else by `name`. With `is`, the declared value alone, wherever it stands; below four characters (`au`) only under such a name.
 * Normal form: as written. Not: names of networks elsewhere, which are words and companies; `65535`, `--` and other ways to say none; carriers of parcels.
 */
export const carrier: Matcher = {
  name: NAME,
  description: "a mobile network's operator",
  options: declaredOption,
  surest: 'pattern',
  prepare: ({ is }) =>
    is === undefined ? { recognisedAs: 'pattern', find } : declaredValue({ matcher: NAME, value: is, isNamed: isCarrierName }),
};
