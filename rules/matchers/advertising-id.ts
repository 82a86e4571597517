import { emptyIdHashes } from './empty-id-hashes.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { namedUuids } from './named-uuids.js';
import { wholeValue } from './whole-value.js';

const LONGEST_HASH = 64;
/** A UUID without dashes or its MD5, SHA-1 and SHA-256. */
const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/;

const isAdvertisingName = nameTest({
  says:
    'idfa idfas gaid aaid adid advertisingid advertisingidentifier advertiserid advertiseridentifier googleadid googleadvertisingid gpsadid ' +
    'gpsadvertisingid androidadvertisingid appleadvertisingid identifierforadvertising identifierforadvertisers ifa iosifa deviceifa rdid maid oaid ' +
    'amazonadid fireadid fireadvertisingid afai rida tifa mobileadid madid mobileadvertisingid deviceadvertisingid ' +
    'idfasha1 idfamd5 gaidsha1 gaidmd5 ifasha1 ifamd5',
  unless: 'type kind enabled limit limited status count length updated at authorization consent request',
  foreign: '広告識別子 広告ID 广告标识',
});

function find(text: string, context: MatchContext): readonly Match[] {
  const uuids = namedUuids(text, context, isAdvertisingName);
  if (uuids.length > 0) return uuids;
  const whole = text.length < 32 ? undefined : wholeValue(text, LONGEST_HASH);
  if (whole === undefined || !isAdvertisingName(context.name)) return uuids;
  const value = whole.value.toLowerCase();
  if (!HASH.test(value) || new Set(value).size === 1 || emptyIdHashes.has(value)) return uuids;
  return [{ start: whole.start, end: whole.end, value, recognisedAs: 'name' }];
}

/**
 * Advertising IDs (IDFA, GAID, OAID …): UUIDs where a name or the word in front says so, and, under such a name, values of 32, 40 or 64 hexadecimal
 * digits, which are a UUID without dashes or its hash, recognised by `name`. Normal form: lower-case.
 * Not: the nil UUID and its hashes, which stand for no permission; UUIDs under other names (see `uuid`); IDs of advertisements.
 */
export const advertisingId: Matcher = {
  name: 'advertising-id',
  description: 'an advertising ID',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
