import { emptyIdHashes } from './empty-id-hashes.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { namedUuids } from './named-uuids.js';
import { wholeValue } from './whole-value.js';

const SHORTEST = 8;
const LONGEST = 64;
/** `Settings.Secure.ANDROID_ID`. */
const ANDROID_ID = /^[0-9a-f]{16}$/;
/** Apple's UDID since 2018: chip ID, then ECID. */
const UDID = /^0000[0-9a-f]{4}-[0-9a-f]{16}$/;
const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/;
const OPAQUE = /^(?=[a-z_-]{0,64}\d)(?=[\d_-]{0,64}[a-z])[0-9a-z_-]{16,64}$/;
/** What every device of an old series had, and what emulators and examples have. */
const CONSTANTS = new Set(['9774d56d682e549c', '0123456789abcdef', 'dead00beef', 'deadbeefdeadbeef']);

const OTHERS =
  'type kind model name os brand maker manufacturer version class category token hash algorithm status count length updated at prefix usb pci shop store seller supplier product';

const isVendorName = nameTest({
  says:
    'idfv idfvs ifv identifierforvendor vendorid vendoridentifier vendoruuid androidid ssaid installationid installationuuid installid installuuid ' +
    'appinstallid appinstallationid appinstanceid appsetid firebaseinstallationid deviceid deviceids deviceuuid deviceidentifier deviceguid ' +
    'deviceuniqueid uniquedeviceid udid openudid hardwareid hwid machineid machineguid did duid',
  unless: OTHERS,
  foreign: '端末ID 端末識別 デバイスID 设备ID 设备标识 设备号',
});
const isAndroidName = nameTest({ says: 'androidid ssaid', unless: OTHERS });

function recognise(value: string, name: string | undefined): Match['recognisedAs'] | undefined {
  if (value.length < SHORTEST || CONSTANTS.has(value) || emptyIdHashes.has(value) || new Set(value.replaceAll('-', '')).size < 4)
    return undefined;
  if (UDID.test(value) || (ANDROID_ID.test(value) && isAndroidName(name))) return 'pattern';
  return HASH.test(value) || ANDROID_ID.test(value) || OPAQUE.test(value) ? 'name' : undefined;
}

function find(text: string, context: MatchContext): readonly Match[] {
  if (text.length < SHORTEST) return [];
  const uuids = namedUuids(text, context, isVendorName);
  if (uuids.length > 0) return uuids;
  const whole = wholeValue(text, LONGEST);
  if (whole === undefined || !isVendorName(context.name)) return uuids;
  const value = whole.value.toLowerCase();
  const recognisedAs = recognise(value, context.name);
  return recognisedAs === undefined ? uuids : [{ start: whole.start, end: whole.end, value, recognisedAs }];
}

/**
 * IDs that tell a device or an installation apart for one vendor or app, where a name or the word in front says so (`idfv`, `android_id`,
 * `device_id`, `installation_id` …): UUIDs, Android IDs of 16 hexadecimal digits and Apple's UDIDs by `pattern`; hashes and other tokens of 16 to 64
 * letters and digits under such a name by `name`. Normal form: lower-case.
 * Not: nil UUIDs and hashes of nothing, Android's constant `9774d56d682e549c`, numbers of USB vendors, advertising IDs.
 */
export const vendorId: Matcher = {
  name: 'vendor-id',
  description: 'an ID of a device or installation',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
